using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using DarkTower.GcDatabase.Idempotency;
using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.GcDatabase.Assignments;

internal sealed record AssignMeetingRequest(
    [property: Required, Description("Lower case: eu-west-1.")] string? Region = null,
    [property: Required, Description("The server that asks.")] string? AssignedBy = null);

internal sealed record AssignMeetingResponse(
    Guid AssignmentId, Guid MeetingId, string Region, Guid ControllerId, string GrpcEndpoint, string? WebtransportEndpoint,
    AssignmentState State,
    [property: Description("When it ends unless it is confirmed; null once it is.")] DateTimeOffset? ReservedUntil,
    string AssignedBy, DateTimeOffset AssignedAt);

internal static partial class AssignMeeting
{
    private const int Tries = 3;

    /// <summary>
    /// The meeting's row is locked by a statement of its own: what assigns or ends a meeting takes turns there, and the statement after it
    /// sees what the one before left. Controllers are not behind that lock. So the one that was picked, and the one that is replaced, are
    /// locked in their order with their conditions in the same WHERE, which looks at the newest version of each: it must still be able to
    /// take the meeting, or still be unable to keep it. Otherwise nothing is written and the answer has neither refusal nor assignment.
    /// </summary>
    [TenantQuery("meeting_assignments", """
        SELECT meeting_id AS locked
        FROM meetings
        WHERE org_id = @org AND meeting_id = @meeting AND deleted_at IS NULL
        FOR NO KEY UPDATE
        """, """
        WITH org AS (
            SELECT status
            FROM organizations
            WHERE org_id = @org AND deleted_at IS NULL
        ), meeting AS (
            SELECT meeting_id, status
            FROM meetings
            WHERE org_id = @org AND meeting_id = @meeting AND deleted_at IS NULL
        ), live AS (
            SELECT assignment_id, controller_id, state, reserved_until, assigned_by, assigned_at
            FROM meeting_assignments
            WHERE org_id = @org AND meeting_id = @meeting AND region = @region AND state <> 'ended'
            FOR NO KEY UPDATE
        ), held AS (
            SELECT live.assignment_id, l.controller_id, CASE
                WHEN live.reserved_until <= now() THEN 'reservation_expired'
                WHEN l.drain_deadline <= now() THEN 'controller_drained'
                WHEN l.health = 'draining' AND l.last_heartbeat_at > now() - interval '30 seconds' THEN NULL
                WHEN l.health IN ('healthy', 'degraded') AND l.last_heartbeat_at > now() - interval '30 seconds' THEN NULL
                ELSE 'controller_unhealthy'
            END AS end_reason
            FROM live
            LEFT JOIN meeting_controller_load AS l ON l.controller_id = live.controller_id
        ), open AS (
            SELECT meeting.meeting_id
            FROM org
            JOIN meeting ON meeting.status IN ('scheduled', 'active')
            LEFT JOIN held ON true
            WHERE org.status = 'active' AND (held.assignment_id IS NULL OR held.end_reason IS NOT NULL)
        ), candidates AS (
            SELECT c.controller_id, c.max_meetings, l.last_heartbeat_at,
                greatest(l.reserved_meetings::float8 / c.max_meetings, l.current_participants::float8 / c.max_participants) AS load
            FROM meeting_controllers AS c
            JOIN meeting_controller_load AS l ON l.controller_id = c.controller_id
            WHERE c.region = @region AND l.reserved_meetings < c.max_meetings AND l.current_participants < c.max_participants
                AND l.health IN ('healthy', 'degraded') AND l.last_heartbeat_at > now() - interval '30 seconds'
                AND EXISTS (SELECT FROM open)
            ORDER BY load, l.last_heartbeat_at DESC, c.controller_id
            LIMIT 5
        ), ranked AS (
            SELECT controller_id, max_meetings, load, row_number() OVER (ORDER BY load, last_heartbeat_at DESC, controller_id) AS place
            FROM candidates
        ), picked AS (
            SELECT controller_id, max_meetings
            FROM ranked
            ORDER BY ln((@draws::float8[])[place]) / (1 - least(load, 0.99)) DESC
            LIMIT 1
        ), decision AS (
            SELECT held.assignment_id AS held_id, held.controller_id AS holder, held.end_reason, picked.controller_id AS picked,
                picked.max_meetings, CASE
                    WHEN meeting.meeting_id IS NULL THEN 'meeting-not-found'
                    WHEN org.status <> 'active' THEN 'org-suspended'
                    WHEN meeting.status NOT IN ('scheduled', 'active') THEN 'meeting-not-open'
                    WHEN held.assignment_id IS NOT NULL AND held.end_reason IS NULL THEN NULL
                    WHEN picked.controller_id IS NULL THEN 'no-controller-available'
                END AS refusal
            FROM org
            LEFT JOIN meeting ON true
            LEFT JOIN held ON true
            LEFT JOIN picked ON true
        ), loads AS (
            SELECT l.controller_id
            FROM decision AS d
            JOIN meeting_controller_load AS l ON l.controller_id = d.picked OR l.controller_id = d.holder
            WHERE d.picked IS NOT NULL AND (
                (l.controller_id = d.picked AND l.reserved_meetings < d.max_meetings
                    AND l.health IN ('healthy', 'degraded') AND l.last_heartbeat_at > now() - interval '30 seconds')
                OR (l.controller_id = d.holder AND (
                    d.end_reason = 'reservation_expired' OR l.drain_deadline <= now() OR l.last_heartbeat_at IS NULL
                    OR l.health NOT IN ('healthy', 'degraded', 'draining')
                    OR l.last_heartbeat_at <= now() - interval '30 seconds')))
            ORDER BY l.controller_id
            FOR NO KEY UPDATE OF l
        ), granted AS (
            SELECT picked, held_id, end_reason
            FROM decision
            WHERE picked IN (SELECT controller_id FROM loads)
                AND (holder IS NULL OR holder IN (SELECT controller_id FROM loads))
        ), ended AS (
            UPDATE meeting_assignments AS a
            SET state = 'ended', ended_at = greatest(now(), a.assigned_at), end_reason = g.end_reason
            FROM granted AS g
            WHERE a.org_id = @org AND a.assignment_id = g.held_id
            RETURNING a.assignment_id, a.controller_id, a.end_reason
        ), counted AS (
            UPDATE meeting_controller_load AS l
            SET reserved_meetings = greatest(l.reserved_meetings + change.meetings, 0)
            FROM (
                SELECT controller_id, sum(meetings)::integer AS meetings
                FROM (
                    SELECT picked AS controller_id, 1 AS meetings FROM granted
                    UNION ALL
                    SELECT controller_id, -1 FROM ended
                ) AS one
                GROUP BY controller_id
            ) AS change
            WHERE l.controller_id = change.controller_id
            RETURNING l.controller_id
        ), assigned AS (
            INSERT INTO meeting_assignments (
                org_id, assignment_id, meeting_id, region, controller_id, state, reserved_until, assigned_by)
            SELECT @org, @assignment, @meeting, @region, g.picked, 'reserved', now() + interval '30 seconds', @assigned_by
            FROM granted AS g
            -- After the old one has ended: the unique index has room for one.
            CROSS JOIN (SELECT count(*) AS changed FROM counted) AS done
            RETURNING assignment_id, controller_id, state, reserved_until, assigned_by, assigned_at
        ), audited AS (
            INSERT INTO audit_logs (
                org_id, audit_id, actor_type, actor_id, ip_address, user_agent, request_id, action, target_type, target_id, details)
            SELECT @org, @audit_id, @audit_actor_type, @audit_actor_id, @audit_ip_address, @audit_user_agent, @audit_request_id,
                'assignment.created', 'assignment', n.assignment_id::text,
                jsonb_build_object('meetingId', @meeting::uuid, 'region', @region::text, 'controllerId', n.controller_id,
                    'replaces', e.assignment_id, 'replacedFor', e.end_reason)
            FROM assigned AS n
            LEFT JOIN ended AS e ON true
        )
        SELECT d.refusal, coalesce(new.assignment_id, kept.assignment_id) AS assignment_id, c.controller_id, c.grpc_endpoint,
            c.webtransport_endpoint, coalesce(kept.state = 'active', false) AS active,
            coalesce(new.reserved_until, kept.reserved_until) AS reserved_until,
            coalesce(new.assigned_by, kept.assigned_by) AS assigned_by, coalesce(new.assigned_at, kept.assigned_at) AS assigned_at
        FROM decision AS d
        LEFT JOIN live AS kept ON d.refusal IS NULL AND d.end_reason IS NULL
        LEFT JOIN assigned AS new ON true
        LEFT JOIN meeting_controllers AS c ON c.controller_id = coalesce(new.controller_id, kept.controller_id)
        """)]
    private static partial Task<(Guid? Locked, (string? Refusal, Assigned? Assigned)? Outcome)> AssignMeetingAsync(
        Database database, OrgId org, MeetingId meeting, string region, Guid assignment, string assignedBy, double[] draws,
        AuditEntry audit, CancellationToken cancellationToken);

    public static void Map(IEndpointRouteBuilder assignments) => assignments.MapPost("", HandleAsync)
        .RequireScope("assignments:write")
        .Idempotent()
        .WithName("AssignMeeting")
        .WithSummary("The meeting's controller in a region; reserves one when it has none that lives")
        .WithDescription("""
            201 with a new reservation, to be confirmed within 30 s; 200 with the one there is. Who asks at once gets the same. The choice is
            at random among the five least loaded controllers of the region that are healthy, were heard within 30 s and have room, the less
            loaded the likelier. One that is unhealthy, was not heard or is past its drain deadline is replaced, a healthy one never.
            """)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<Results<Created<AssignMeetingResponse>, Ok<AssignMeetingResponse>, ProblemHttpResult>> HandleAsync(
        OrgId org, MeetingId meeting, AssignMeetingRequest request, Database database, AuditEntry audit, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var faults = new Faults();
        faults.Region(request.Region);
        faults.Text("assignedBy", request.AssignedBy, max: 255);
        if (faults.Any) return faults.ToProblem();

        var id = Id.New(time);
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var (_, outcome) = await AssignMeetingAsync(
                database, org, meeting, request.Region!, id, request.AssignedBy!, Draws.New(), audit, cancellationToken);
            if (outcome is not var (refusal, assigned)) return Refusals.Of("org-not-found");
            if (refusal is not null) return Refusals.Of(refusal);
            if (assigned is null) continue; // the controller was taken, or the old one came back: look again

            var response = new AssignMeetingResponse(
                assigned.AssignmentId!.Value, meeting.Value, request.Region!, assigned.ControllerId, assigned.GrpcEndpoint,
                assigned.WebtransportEndpoint, assigned.Active ? AssignmentState.Active : AssignmentState.Reserved, assigned.ReservedUntil,
                assigned.AssignedBy!, assigned.AssignedAt!.Value);
            return assigned.AssignmentId == id
                ? TypedResults.Created($"/v1/orgs/{org}/meetings/{meeting.Value}/assignments/{request.Region}", response)
                : TypedResults.Ok(response);
        }
        return Refusals.Of("no-controller-available");
    }

    internal sealed record Assigned(
        Guid? AssignmentId, Guid ControllerId, string GrpcEndpoint, string? WebtransportEndpoint, bool Active,
        DateTimeOffset? ReservedUntil, string? AssignedBy, DateTimeOffset? AssignedAt);
}
