using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.GcDatabase.MediaHandlers;

internal sealed record GetMediaHandlerResponse(
    Guid HandlerId, long Epoch, string Region, string GrpcEndpoint, string? WebtransportEndpoint, int MaxStreams, string[] Codecs,
    bool SupportsTranscoding, bool SupportsMixing, NodeHealth Health, int CurrentStreams, int CpuPercent, int MemoryPercent,
    int BandwidthPercent, long HeartbeatSeq,
    DateTimeOffset? LastHeartbeatAt, DateTimeOffset? DrainDeadline, long Version, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);

internal static partial class GetMediaHandler
{
    [GlobalQuery("media_handlers", "Handlers belong to the platform.", """
        SELECT h.handler_id, h.epoch, h.region, h.grpc_endpoint, h.webtransport_endpoint, h.max_streams, h.codecs AS "codecs[!]",
            h.supports_transcoding, h.supports_mixing, l.health, l.current_streams, l.cpu_percent, l.memory_percent,
            l.bandwidth_percent, l.heartbeat_seq, l.last_heartbeat_at, l.drain_deadline, h.version, h.created_at, h.updated_at
        FROM media_handlers AS h
        JOIN media_handler_load AS l ON l.handler_id = h.handler_id
        WHERE h.handler_id = @handler
        """)]
    private static partial Task<GetMediaHandlerResponse?> GetMediaHandlerAsync(
        Database database, HandlerId handler, CancellationToken cancellationToken);

    public static void Map(IEndpointRouteBuilder handlers) => handlers.MapGet("/{handler}", HandleAsync)
        .RequireScope("handlers:read")
        .WithName("GetMediaHandler")
        .WithSummary("A media handler by id, with its load")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<GetMediaHandlerResponse>, ProblemHttpResult>> HandleAsync(
        HandlerId handler, Database database, HttpResponse response, CancellationToken cancellationToken)
    {
        if (await GetMediaHandlerAsync(database, handler, cancellationToken) is not { } found)
            return Refusals.Of("handler-not-found");
        response.SetEntityTag(found.Version);
        return TypedResults.Ok(found);
    }
}
