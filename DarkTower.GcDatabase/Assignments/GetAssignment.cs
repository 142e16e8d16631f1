using System.ComponentModel;
using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.GcDatabase.Assignments;

internal sealed record GetAssignmentResponse(
    Guid AssignmentId, Guid MeetingId, string Region, Guid ControllerId, string GrpcEndpoint, string? WebtransportEndpoint,
    [property: Description("Of the controller: a live assignment may be of one that will be replaced by the next call for it.")]
    NodeHealth Health,
    AssignmentState State, DateTimeOffset? ReservedUntil, string AssignedBy, DateTimeOffset AssignedAt,
    [property: Description("The later of its own and the last heartbeat of its controller.")] DateTimeOffset LastActivityAt);

internal static partial class GetAssignment
{
    /// <summary>
    /// A controller's heartbeat is activity of all its assignments: it is read from the controller's row, not written to each of theirs.
    /// </summary>
    [TenantQuery("meeting_assignments", """
        SELECT o.org_id, m.meeting_id AS found_meeting, a.assignment_id, a.meeting_id, a.region, a.controller_id, a.grpc_endpoint,
            a.webtransport_endpoint, a.health, a.state, a.reserved_until, a.assigned_by, a.assigned_at,
            a.last_activity_at AS "last_activity_at!"
        FROM organizations AS o
        LEFT JOIN meetings AS m ON m.org_id = @org AND m.meeting_id = @meeting AND m.deleted_at IS NULL
        LEFT JOIN (
            SELECT a.org_id, a.assignment_id, a.meeting_id, a.region, a.controller_id, c.grpc_endpoint, c.webtransport_endpoint, l.health,
                a.state, a.reserved_until, a.assigned_by, a.assigned_at, greatest(a.last_activity_at, l.last_heartbeat_at) AS last_activity_at
            FROM meeting_assignments AS a
            JOIN meeting_controllers AS c ON c.controller_id = a.controller_id
            JOIN meeting_controller_load AS l ON l.controller_id = a.controller_id
            WHERE a.org_id = @org AND a.region = @region AND a.state <> 'ended' AND (a.state = 'active' OR a.reserved_until > now())
        ) AS a ON a.meeting_id = m.meeting_id
        WHERE o.org_id = @org AND o.deleted_at IS NULL
        """)]
    private static partial Task<(Guid OrgId, Guid? FoundMeeting, GetAssignmentResponse? Assignment)?> GetAssignmentAsync(
        Database database, OrgId org, MeetingId meeting, string region, CancellationToken cancellationToken);

    public static void Map(IEndpointRouteBuilder assignments) => assignments.MapGet("/{region}", HandleAsync)
        .RequireScope("assignments:read")
        .WithName("GetAssignment")
        .WithSummary("The meeting's live assignment in a region, whatever the health of its controller")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<GetAssignmentResponse>, ProblemHttpResult>> HandleAsync(
        OrgId org, MeetingId meeting, string region, Database database, CancellationToken cancellationToken)
    {
        var faults = new Faults();
        faults.Region(region);
        if (faults.Any) return faults.ToProblem();

        if (await GetAssignmentAsync(database, org, meeting, region, cancellationToken) is not var (_, foundMeeting, assignment))
            return Refusals.Of("org-not-found");
        if (foundMeeting is null) return Refusals.Of("meeting-not-found");
        return assignment is null ? Refusals.Of("assignment-not-found") : TypedResults.Ok(assignment);
    }
}
