using System.ComponentModel;
using DarkTower.Queries;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.GcDatabase.MediaHandlers;

internal sealed record CountMediaHandlersResponse(
    long Pending, long Healthy, long Degraded, long Unhealthy, long Draining,
    [property: Description("The same of each region, by name.")] List<CountedHandlers> Regions);

internal sealed record CountedHandlers(string Region, long Pending, long Healthy, long Degraded, long Unhealthy, long Draining);

internal static partial class CountMediaHandlers
{
    [GlobalQuery("media_handlers", "Handlers belong to the platform.", """
        SELECT h.region, count(*) FILTER (WHERE l.health = 'pending') AS pending, count(*) FILTER (WHERE l.health = 'healthy') AS healthy,
            count(*) FILTER (WHERE l.health = 'degraded') AS degraded, count(*) FILTER (WHERE l.health = 'unhealthy') AS unhealthy,
            count(*) FILTER (WHERE l.health = 'draining') AS draining
        FROM media_handlers AS h
        JOIN media_handler_load AS l ON l.handler_id = h.handler_id
        GROUP BY h.region
        ORDER BY h.region
        """)]
    private static partial Task<List<CountedHandlers>> CountMediaHandlersAsync(Database database, CancellationToken cancellationToken);

    public static void Map(IEndpointRouteBuilder handlers) => handlers.MapGet("/health", HandleAsync)
        .RequireScope("handlers:read")
        .WithName("CountMediaHandlers")
        .WithSummary("How many media handlers are in which state, altogether and in each region");

    private static async Task<Ok<CountMediaHandlersResponse>> HandleAsync(Database database, CancellationToken cancellationToken)
    {
        var regions = await CountMediaHandlersAsync(database, cancellationToken);
        return TypedResults.Ok(new CountMediaHandlersResponse(
            regions.Sum(r => r.Pending), regions.Sum(r => r.Healthy), regions.Sum(r => r.Degraded), regions.Sum(r => r.Unhealthy),
            regions.Sum(r => r.Draining), regions));
    }
}
