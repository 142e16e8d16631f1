using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.GcDatabase.MeetingControllers;

internal sealed record HeartbeatMeetingControllerRequest(
    [property: Required, Description("As the registration answered it.")] long? Epoch = null,
    [property: Required, Description("From 1 on, higher with every heartbeat of the epoch.")] long? Sequence = null,
    [property: Required] int? CurrentMeetings = null,
    [property: Required] int? CurrentParticipants = null,
    [property: Required, Description("healthy or degraded.")] string? Health = null);

internal sealed record HeartbeatMeetingControllerResponse(
    long Epoch, long Sequence,
    [property: Description("draining, or unhealthy past the deadline, when it is to take nothing new, whatever it reports.")]
    NodeHealth Health,
    DateTimeOffset? DrainDeadline);

internal static partial class HeartbeatMeetingController
{
    /// <summary>
    /// One row, no indexed column, half of its page free: a heap-only update. What the condition reads is in the row itself, so after a
    /// wait for another heartbeat or a registration it is decided by what that one left.
    /// </summary>
    [GlobalQuery("meeting_controller_load", "Controllers belong to the platform.", """
        WITH beat AS (
            UPDATE meeting_controller_load
            SET heartbeat_seq = @sequence, last_heartbeat_at = now(), current_meetings = @current_meetings,
                current_participants = @current_participants,
                health = CASE
                    WHEN drain_deadline > now() THEN 'draining'
                    WHEN drain_deadline IS NOT NULL THEN 'unhealthy'
                    ELSE @health
                END
            WHERE controller_id = @controller AND epoch = @epoch AND heartbeat_seq < @sequence
            RETURNING epoch, heartbeat_seq, health, drain_deadline
        )
        SELECT l.controller_id, b.epoch, b.heartbeat_seq AS sequence, b.health, b.drain_deadline
        FROM meeting_controller_load AS l
        LEFT JOIN beat AS b ON true
        WHERE l.controller_id = @controller
        """)]
    private static partial Task<(Guid ControllerId, HeartbeatMeetingControllerResponse? Taken)?> HeartbeatMeetingControllerAsync(
        Database database, ControllerId controller, long epoch, long sequence, int currentMeetings, int currentParticipants, string health,
        CancellationToken cancellationToken);

    public static void Map(IEndpointRouteBuilder controllers) => controllers.MapPost("/{controller}/heartbeats", HandleAsync)
        .RequireScope("controllers:write")
        .WithName("HeartbeatMeetingController")
        .WithSummary("Says that a meeting controller lives, and how busy it is")
        .WithDescription("Counts as activity of all its meetings. One of an older epoch, a repeated or a late one is refused.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Ok<HeartbeatMeetingControllerResponse>, ProblemHttpResult>> HandleAsync(
        ControllerId controller, HeartbeatMeetingControllerRequest request, Database database, CancellationToken cancellationToken)
    {
        var faults = new Faults();
        faults.Heartbeat(request.Epoch, request.Sequence, request.Health);
        faults.Used("currentMeetings", request.CurrentMeetings);
        faults.Used("currentParticipants", request.CurrentParticipants);
        if (faults.Any) return faults.ToProblem();

        if (await HeartbeatMeetingControllerAsync(
                database, controller, request.Epoch!.Value, request.Sequence!.Value, request.CurrentMeetings!.Value,
                request.CurrentParticipants!.Value, request.Health!, cancellationToken)
            is not var (_, taken))
            return Refusals.Of("controller-not-found");
        return taken is null ? Refusals.Of("stale-heartbeat") : TypedResults.Ok(taken);
    }
}
