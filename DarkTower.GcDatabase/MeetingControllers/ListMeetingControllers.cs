using System.ComponentModel;
using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.GcDatabase.MeetingControllers;

internal sealed record ListMeetingControllersResponse(List<ListedMeetingController> Items, string? NextCursor);

internal sealed record ListedMeetingController(
    Guid ControllerId, string Region, string GrpcEndpoint, string? WebtransportEndpoint, int MaxMeetings, int MaxParticipants,
    NodeHealth Health, int CurrentMeetings, int ReservedMeetings, int CurrentParticipants, DateTimeOffset? LastHeartbeatAt,
    DateTimeOffset? DrainDeadline);

internal static partial class ListMeetingControllers
{
    [GlobalQuery("meeting_controllers", "Controllers belong to the platform.", """
        SELECT c.controller_id, c.region, c.grpc_endpoint, c.webtransport_endpoint, c.max_meetings, c.max_participants, l.health,
            l.current_meetings, l.reserved_meetings, l.current_participants, l.last_heartbeat_at, l.drain_deadline
        FROM meeting_controllers AS c
        JOIN meeting_controller_load AS l ON l.controller_id = c.controller_id
        WHERE c.controller_id < @before AND (@region::text IS NULL OR c.region = @region) AND (@health::text IS NULL OR l.health = @health)
        ORDER BY c.controller_id DESC
        LIMIT @limit
        """)]
    private static partial Task<List<ListedMeetingController>> ListMeetingControllersAsync(
        Database database, Guid before, long limit, string? region, string? health, CancellationToken cancellationToken);

    public static void Map(IEndpointRouteBuilder controllers) => controllers.MapGet("", HandleAsync)
        .RequireScope("controllers:read")
        .WithName("ListMeetingControllers")
        .WithSummary("Meeting controllers by id, highest first")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Results<Ok<ListMeetingControllersResponse>, ProblemHttpResult>> HandleAsync(
        [AsParameters] Page page, string? region, [Description("pending, healthy, degraded, unhealthy or draining.")] string? health,
        Database database, CancellationToken cancellationToken)
    {
        var faults = new Faults();
        page.Validate(faults);
        faults.Region(region, required: false);
        faults.Health(health);
        if (faults.Any) return faults.ToProblem();

        var rows = await ListMeetingControllersAsync(database, page.Before, page.Size + 1, region, health, cancellationToken);
        var (items, next) = page.Cut(rows, item => item.ControllerId);
        return TypedResults.Ok(new ListMeetingControllersResponse(items, next));
    }
}
