using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.GcDatabase.MediaHandlers;

internal sealed record RegisterMediaHandlerRequest(
    [property: Required, Description("Lower case: eu-west-1.")] string? Region = null,
    [property: Required, Description("Where servers of the platform reach it.")] string? GrpcEndpoint = null,
    [property: Description("Where clients reach it.")] string? WebtransportEndpoint = null,
    [property: Required] int? MaxStreams = null,
    [property: Description("Those it can forward, at most 32: vp9, av1, opus.")] string[]? Codecs = null,
    bool SupportsTranscoding = false,
    bool SupportsMixing = false);

internal sealed record RegisterMediaHandlerResponse(
    Guid HandlerId,
    [property: Description("To be sent with every heartbeat; the next registration ends it.")] long Epoch,
    string Region, string GrpcEndpoint, string? WebtransportEndpoint, int MaxStreams, string[] Codecs,
    bool SupportsTranscoding, bool SupportsMixing, NodeHealth Health, long Version, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);

internal static partial class RegisterMediaHandler
{
    [GlobalQuery("media_handlers", "Handlers belong to the platform.", """
        WITH registered AS (
            INSERT INTO media_handlers AS h (
                handler_id, region, grpc_endpoint, webtransport_endpoint, max_streams, codecs, supports_transcoding, supports_mixing)
            VALUES (@handler, @region, @grpc_endpoint, @webtransport_endpoint, @max_streams, @codecs, @supports_transcoding,
                @supports_mixing)
            ON CONFLICT (handler_id) DO UPDATE
            SET region = excluded.region, grpc_endpoint = excluded.grpc_endpoint, webtransport_endpoint = excluded.webtransport_endpoint,
                max_streams = excluded.max_streams, codecs = excluded.codecs, supports_transcoding = excluded.supports_transcoding,
                supports_mixing = excluded.supports_mixing, epoch = h.epoch + 1,
                version = h.version + CASE
                    WHEN (h.region, h.grpc_endpoint, h.webtransport_endpoint, h.max_streams, h.codecs, h.supports_transcoding,
                            h.supports_mixing)
                        IS DISTINCT FROM (excluded.region, excluded.grpc_endpoint, excluded.webtransport_endpoint, excluded.max_streams,
                            excluded.codecs, excluded.supports_transcoding, excluded.supports_mixing) THEN 1
                    ELSE 0
                END
            RETURNING handler_id, epoch, region, grpc_endpoint, webtransport_endpoint, max_streams, codecs, supports_transcoding,
                supports_mixing, version, created_at, updated_at
        ), load AS (
            INSERT INTO media_handler_load (handler_id, epoch)
            SELECT handler_id, epoch
            FROM registered
            ON CONFLICT (handler_id) DO UPDATE
            SET epoch = excluded.epoch, heartbeat_seq = 0, last_heartbeat_at = NULL, current_streams = 0, cpu_percent = 0,
                memory_percent = 0, bandwidth_percent = 0, health = 'pending', drain_deadline = NULL
            RETURNING health
        )
        SELECT r.handler_id, r.epoch, r.region, r.grpc_endpoint, r.webtransport_endpoint, r.max_streams,
            r.codecs AS "codecs[!]", r.supports_transcoding, r.supports_mixing, l.health, r.version, r.created_at, r.updated_at
        FROM registered AS r
        CROSS JOIN load AS l
        """)]
    private static partial Task<RegisterMediaHandlerResponse> RegisterMediaHandlerAsync(
        Database database, HandlerId handler, string region, string grpcEndpoint, string? webtransportEndpoint, int maxStreams,
        string[] codecs, bool supportsTranscoding, bool supportsMixing, CancellationToken cancellationToken);

    public static void Map(IEndpointRouteBuilder handlers) => handlers.MapPut("/{handler}", HandleAsync)
        .RequireScope("handlers:write")
        .WithName("RegisterMediaHandler")
        .WithSummary("Registers a media handler, which begins a new epoch of it")
        .WithDescription("Every registration, a repeated one too, raises the epoch: heartbeats of an older one are refused from then on.")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Results<Created<RegisterMediaHandlerResponse>, Ok<RegisterMediaHandlerResponse>,
        ProblemHttpResult>> HandleAsync(
        HandlerId handler, RegisterMediaHandlerRequest request, Database database, HttpResponse response,
        CancellationToken cancellationToken)
    {
        var faults = new Faults();
        faults.Region(request.Region);
        faults.Endpoints(request.GrpcEndpoint, request.WebtransportEndpoint);
        faults.Capacity("maxStreams", request.MaxStreams);
        Codecs(faults, request.Codecs ?? []);
        if (faults.Any) return faults.ToProblem();

        var registered = await RegisterMediaHandlerAsync(
            database, handler, request.Region!, request.GrpcEndpoint!, request.WebtransportEndpoint, request.MaxStreams!.Value,
            request.Codecs ?? [], request.SupportsTranscoding, request.SupportsMixing, cancellationToken);
        response.SetEntityTag(registered.Version);
        return registered.Epoch == 1
            ? TypedResults.Created($"/v1/media-handlers/{registered.HandlerId}", registered)
            : TypedResults.Ok(registered);
    }

    private static void Codecs(Faults faults, string?[] codecs)
    {
        if (codecs.Length > 32) faults.Add("codecs", "must be at most 32");
        else if (codecs.Any(codec => codec is null || !CodecForm().IsMatch(codec))) faults.Add("codecs", "each must be 1 to 32 of a-z, 0-9 and . + - /");
        else if (codecs.Distinct(StringComparer.Ordinal).Count() != codecs.Length) faults.Add("codecs", "must not name one twice");
    }

    [GeneratedRegex(@"\A[a-z0-9.+/-]{1,32}\z", RegexOptions.CultureInvariant)]
    private static partial Regex CodecForm();
}
