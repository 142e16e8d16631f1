using System.ComponentModel;
using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.GcDatabase.MediaHandlers;

internal sealed record ListMediaHandlersResponse(List<ListedMediaHandler> Items, string? NextCursor);

internal sealed record ListedMediaHandler(
    Guid HandlerId, string Region, string GrpcEndpoint, string? WebtransportEndpoint, int MaxStreams, string[] Codecs,
    bool SupportsTranscoding, bool SupportsMixing, NodeHealth Health, int CurrentStreams, int CpuPercent, int MemoryPercent,
    int BandwidthPercent, DateTimeOffset? LastHeartbeatAt,
    DateTimeOffset? DrainDeadline);

internal static partial class ListMediaHandlers
{
    [GlobalQuery("media_handlers", "Handlers belong to the platform.", """
        SELECT h.handler_id, h.region, h.grpc_endpoint, h.webtransport_endpoint, h.max_streams, h.codecs AS "codecs[!]",
            h.supports_transcoding, h.supports_mixing, l.health, l.current_streams, l.cpu_percent, l.memory_percent,
            l.bandwidth_percent, l.last_heartbeat_at, l.drain_deadline
        FROM media_handlers AS h
        JOIN media_handler_load AS l ON l.handler_id = h.handler_id
        WHERE h.handler_id < @before AND (@region::text IS NULL OR h.region = @region) AND (@health::text IS NULL OR l.health = @health)
        ORDER BY h.handler_id DESC
        LIMIT @limit
        """)]
    private static partial Task<List<ListedMediaHandler>> ListMediaHandlersAsync(
        Database database, Guid before, long limit, string? region, string? health, CancellationToken cancellationToken);

    public static void Map(IEndpointRouteBuilder handlers) => handlers.MapGet("", HandleAsync)
        .RequireScope("handlers:read")
        .WithName("ListMediaHandlers")
        .WithSummary("Media handlers by id, highest first")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Results<Ok<ListMediaHandlersResponse>, ProblemHttpResult>> HandleAsync(
        [AsParameters] Page page, string? region, [Description("pending, healthy, degraded, unhealthy or draining.")] string? health,
        Database database, CancellationToken cancellationToken)
    {
        var faults = new Faults();
        page.Validate(faults);
        faults.Region(region, required: false);
        faults.Health(health);
        if (faults.Any) return faults.ToProblem();

        var rows = await ListMediaHandlersAsync(database, page.Before, page.Size + 1, region, health, cancellationToken);
        var (items, next) = page.Cut(rows, item => item.HandlerId);
        return TypedResults.Ok(new ListMediaHandlersResponse(items, next));
    }
}
