using System.ComponentModel;
using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.GcDatabase.MediaHandlers;

internal sealed record PickMediaHandlersResponse(List<PickedMediaHandler> Items);

internal sealed record PickedMediaHandler(
    Guid HandlerId, string Region, string GrpcEndpoint, string? WebtransportEndpoint, string[] Codecs, bool SupportsTranscoding,
    bool SupportsMixing,
    [property: Description("The largest of its shares in use: streams, processor, memory, network.")] double Load);

internal static partial class PickMediaHandlers
{
    [GlobalQuery("media_handlers", "Handlers belong to the platform.", """
        WITH candidates AS (
            SELECT h.handler_id, h.region, h.grpc_endpoint, h.webtransport_endpoint, h.codecs, h.supports_transcoding, h.supports_mixing,
                greatest(l.current_streams::float8 / h.max_streams, greatest(l.cpu_percent, l.memory_percent, l.bandwidth_percent) / 100.0::float8)
                    AS load,
                l.last_heartbeat_at
            FROM media_handlers AS h
            JOIN media_handler_load AS l ON l.handler_id = h.handler_id
            WHERE h.region = @region AND l.current_streams < h.max_streams
                AND l.health IN ('healthy', 'degraded') AND l.last_heartbeat_at > now() - interval '30 seconds'
            ORDER BY load, l.last_heartbeat_at DESC, h.handler_id
            LIMIT 5
        ), ranked AS (
            SELECT handler_id, region, grpc_endpoint, webtransport_endpoint, codecs, supports_transcoding, supports_mixing, load,
                row_number() OVER (ORDER BY load, last_heartbeat_at DESC, handler_id) AS place
            FROM candidates
        )
        SELECT handler_id, region, grpc_endpoint, webtransport_endpoint, codecs AS "codecs[!]", supports_transcoding, supports_mixing,
            load AS "load!"
        FROM ranked
        ORDER BY ln((@draws::float8[])[place]) / (1 - least(load, 0.99)) DESC
        LIMIT @count
        """)]
    private static partial Task<List<PickedMediaHandler>> PickMediaHandlersAsync(
        Database database, string region, double[] draws, long count, CancellationToken cancellationToken);

    public static void Map(IEndpointRouteBuilder handlers) => handlers.MapGet("/candidates", HandleAsync)
        .RequireScope("handlers:read")
        .WithName("PickMediaHandlers")
        .WithSummary("One or two distinct media handlers for a meeting, the less loaded the likelier")
        .WithDescription("At random among the five least loaded of the region that are healthy and were heard within 30 s; may be fewer.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<Results<Ok<PickMediaHandlersResponse>, ProblemHttpResult>> HandleAsync(
        [Description("Required.")] string? region, [Description("1 or 2; 1 when left out.")] int? count, Database database,
        CancellationToken cancellationToken)
    {
        var faults = new Faults();
        faults.Region(region);
        faults.Range("count", count, 1, 2);
        if (faults.Any) return faults.ToProblem();

        var picked = await PickMediaHandlersAsync(database, region!, Draws.New(), count ?? 1, cancellationToken);
        return picked is [] ? Refusals.Of("no-handler-available") : TypedResults.Ok(new PickMediaHandlersResponse(picked));
    }
}
