using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace DarkTower.AppHost.Configuration;

internal static class PoolBudget
{
    /// <summary>Tells gc-database what it needs to add up its pools: the service refuses to start when they are more than the server gives.</summary>
    public static IResourceBuilder<ProjectResource> WithPoolBudget(this IResourceBuilder<ProjectResource> service, Settings settings)
    {
        service.WithEnvironment("Postgres__Pool__Replicas", settings.GcDatabaseReplicas.ToString(CultureInfo.InvariantCulture));
        return settings.GcDatabasePoolSize is { } size
            ? service.WithEnvironment("Postgres__Pool__MaxSize", size.ToString(CultureInfo.InvariantCulture))
            : service;
    }
}
