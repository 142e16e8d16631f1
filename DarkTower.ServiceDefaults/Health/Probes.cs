using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DarkTower.ServiceDefaults;

/// <summary><c>/alive</c> touches nothing; <c>/health</c> asks what the service cannot work without, and answers within a second.</summary>
internal static class Probes
{
    /// <summary>Of one check; the rest of the second is for the answer.</summary>
    public static readonly TimeSpan CheckTimeout = TimeSpan.FromMilliseconds(600);

    public static void Map(IEndpointRouteBuilder routes)
    {
        Probe(routes.MapGet("/alive", Alive));
        Probe(routes.MapGet("/health", HealthAsync));
    }

    private static void Probe(RouteHandlerBuilder endpoint) =>
        endpoint.AllowAnonymous().ExcludeFromDescription().DisableHttpMetrics().WithMetadata(new ProbeEndpoint());

    private static Ok<HealthAnswer> Alive() => TypedResults.Ok(new HealthAnswer("healthy", []));

    private static async Task<JsonHttpResult<HealthAnswer>> HealthAsync(
        HealthCheckService checks, HttpContext context, CancellationToken cancellationToken)
    {
        var report = await checks.CheckHealthAsync(cancellationToken);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(
            new HealthAnswer(Word(report.Status), report.Entries.ToDictionary(
                entry => entry.Key,
                entry => new CheckAnswer(Word(entry.Value.Status), entry.Value.Data is { Count: > 0 } data ? data : null))),
            statusCode: report.Status == HealthStatus.Unhealthy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK);
    }

    private static string Word(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "healthy",
        HealthStatus.Degraded => "degraded",
        _ => "unhealthy",
    };
}

internal sealed record HealthAnswer(string Status, Dictionary<string, CheckAnswer> Checks);

/// <summary>Of a check only its status, and the data it gives for this: descriptions and exceptions may tell of the inside.</summary>
internal sealed record CheckAnswer(string Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, object>? Data);

/// <summary>Marks the probes: no trace, no limits, no metrics.</summary>
internal sealed class ProbeEndpoint;
