using System.ComponentModel;
using DarkTower.Queries;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.GcDatabase.MeetingControllers;

internal sealed record CountMeetingControllersResponse(
    long Pending, long Healthy, long Degraded, long Unhealthy, long Draining,
    [property: Description("The same of each region, by name.")] List<CountedControllers> Regions);

internal sealed record CountedControllers(string Region, long Pending, long Healthy, long Degraded, long Unhealthy, long Draining);

internal static partial class CountMeetingControllers
{
    [GlobalQuery("meeting_controllers", "Controllers belong to the platform.", """
        SELECT c.region, count(*) FILTER (WHERE l.health = 'pending') AS pending, count(*) FILTER (WHERE l.health = 'healthy') AS healthy,
            count(*) FILTER (WHERE l.health = 'degraded') AS degraded, count(*) FILTER (WHERE l.health = 'unhealthy') AS unhealthy,
            count(*) FILTER (WHERE l.health = 'draining') AS draining
        FROM meeting_controllers AS c
        JOIN meeting_controller_load AS l ON l.controller_id = c.controller_id
        GROUP BY c.region
        ORDER BY c.region
        """)]
    private static partial Task<List<CountedControllers>> CountMeetingControllersAsync(Database database, CancellationToken cancellationToken);

    public static void Map(IEndpointRouteBuilder controllers) => controllers.MapGet("/health", HandleAsync)
        .RequireScope("controllers:read")
        .WithName("CountMeetingControllers")
        .WithSummary("How many meeting controllers are in which state, altogether and in each region");

    private static async Task<Ok<CountMeetingControllersResponse>> HandleAsync(Database database, CancellationToken cancellationToken)
    {
        var regions = await CountMeetingControllersAsync(database, cancellationToken);
        return TypedResults.Ok(new CountMeetingControllersResponse(
            regions.Sum(r => r.Pending), regions.Sum(r => r.Healthy), regions.Sum(r => r.Degraded), regions.Sum(r => r.Unhealthy),
            regions.Sum(r => r.Draining), regions));
    }
}
