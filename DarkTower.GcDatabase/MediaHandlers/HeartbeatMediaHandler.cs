using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.GcDatabase.MediaHandlers;

internal sealed record HeartbeatMediaHandlerRequest(
    [property: Required, Description("As the registration answered it.")] long? Epoch = null,
    [property: Required, Description("From 1 on, higher with every heartbeat of the epoch.")] long? Sequence = null,
    [property: Required] int? CurrentStreams = null,
    [property: Required] int? CpuPercent = null,
    [property: Required] int? MemoryPercent = null,
    [property: Required] int? BandwidthPercent = null,
    [property: Required, Description("healthy or degraded.")] string? Health = null);

internal sealed record HeartbeatMediaHandlerResponse(
    long Epoch, long Sequence,
    [property: Description("draining, or unhealthy past the deadline, when it is to take nothing new, whatever it reports.")]
    NodeHealth Health,
    DateTimeOffset? DrainDeadline);

internal static partial class HeartbeatMediaHandler
{
    /// <summary>
    /// One row, no indexed column, half of its page free: a heap-only update. What the condition reads is in the row itself, so after a
    /// wait for another heartbeat or a registration it is decided by what that one left.
    /// </summary>
    [GlobalQuery("media_handler_load", "Handlers belong to the platform.", """
        WITH beat AS (
            UPDATE media_handler_load
            SET heartbeat_seq = @sequence, last_heartbeat_at = now(), current_streams = @current_streams,
                cpu_percent = @cpu_percent, memory_percent = @memory_percent, bandwidth_percent = @bandwidth_percent,
                health = CASE
                    WHEN drain_deadline > now() THEN 'draining'
                    WHEN drain_deadline IS NOT NULL THEN 'unhealthy'
                    ELSE @health
                END
            WHERE handler_id = @handler AND epoch = @epoch AND heartbeat_seq < @sequence
            RETURNING epoch, heartbeat_seq, health, drain_deadline
        )
        SELECT l.handler_id, b.epoch, b.heartbeat_seq AS sequence, b.health, b.drain_deadline
        FROM media_handler_load AS l
        LEFT JOIN beat AS b ON true
        WHERE l.handler_id = @handler
        """)]
    private static partial Task<(Guid HandlerId, HeartbeatMediaHandlerResponse? Taken)?> HeartbeatMediaHandlerAsync(
        Database database, HandlerId handler, long epoch, long sequence, int currentStreams, int cpuPercent, int memoryPercent,
        int bandwidthPercent, string health, CancellationToken cancellationToken);

    public static void Map(IEndpointRouteBuilder handlers) => handlers.MapPost("/{handler}/heartbeats", HandleAsync)
        .RequireScope("handlers:write")
        .WithName("HeartbeatMediaHandler")
        .WithSummary("Says that a media handler lives, and how busy it is")
        .WithDescription("One of an older epoch, a repeated or a late one is refused.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Ok<HeartbeatMediaHandlerResponse>, ProblemHttpResult>> HandleAsync(
        HandlerId handler, HeartbeatMediaHandlerRequest request, Database database, CancellationToken cancellationToken)
    {
        var faults = new Faults();
        faults.Heartbeat(request.Epoch, request.Sequence, request.Health);
        faults.Used("currentStreams", request.CurrentStreams);
        faults.Percent("cpuPercent", request.CpuPercent);
        faults.Percent("memoryPercent", request.MemoryPercent);
        faults.Percent("bandwidthPercent", request.BandwidthPercent);
        if (faults.Any) return faults.ToProblem();

        if (await HeartbeatMediaHandlerAsync(
                database, handler, request.Epoch!.Value, request.Sequence!.Value, request.CurrentStreams!.Value,
                request.CpuPercent!.Value, request.MemoryPercent!.Value, request.BandwidthPercent!.Value, request.Health!, cancellationToken)
            is not var (_, taken))
            return Refusals.Of("handler-not-found");
        return taken is null ? Refusals.Of("stale-heartbeat") : TypedResults.Ok(taken);
    }
}
