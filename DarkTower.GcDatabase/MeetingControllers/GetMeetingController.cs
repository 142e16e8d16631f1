using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.GcDatabase.MeetingControllers;

internal sealed record GetMeetingControllerResponse(
    Guid ControllerId, long Epoch, string Region, string GrpcEndpoint, string? WebtransportEndpoint, int MaxMeetings, int MaxParticipants,
    NodeHealth Health, int CurrentMeetings, int ReservedMeetings, int CurrentParticipants, long HeartbeatSeq,
    DateTimeOffset? LastHeartbeatAt, DateTimeOffset? DrainDeadline, long Version, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);

internal static partial class GetMeetingController
{
    [GlobalQuery("meeting_controllers", "Controllers belong to the platform.", """
        SELECT c.controller_id, c.epoch, c.region, c.grpc_endpoint, c.webtransport_endpoint, c.max_meetings, c.max_participants, l.health,
            l.current_meetings, l.reserved_meetings, l.current_participants, l.heartbeat_seq, l.last_heartbeat_at, l.drain_deadline,
            c.version, c.created_at, c.updated_at
        FROM meeting_controllers AS c
        JOIN meeting_controller_load AS l ON l.controller_id = c.controller_id
        WHERE c.controller_id = @controller
        """)]
    private static partial Task<GetMeetingControllerResponse?> GetMeetingControllerAsync(
        Database database, ControllerId controller, CancellationToken cancellationToken);

    public static void Map(IEndpointRouteBuilder controllers) => controllers.MapGet("/{controller}", HandleAsync)
        .RequireScope("controllers:read")
        .WithName("GetMeetingController")
        .WithSummary("A meeting controller by id, with its load")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<GetMeetingControllerResponse>, ProblemHttpResult>> HandleAsync(
        ControllerId controller, Database database, HttpResponse response, CancellationToken cancellationToken)
    {
        if (await GetMeetingControllerAsync(database, controller, cancellationToken) is not { } found)
            return Refusals.Of("controller-not-found");
        response.SetEntityTag(found.Version);
        return TypedResults.Ok(found);
    }
}
