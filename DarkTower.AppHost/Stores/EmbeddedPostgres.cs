using System.Collections.Immutable;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using DarkTower.AppHost.Configuration;
using DarkTower.AppHost.Stores.Programs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace DarkTower.AppHost.Stores;

internal static class EmbeddedPostgres
{
    /// <summary>Adds the server and its database: fetched when first started, data kept in <paramref name="data"/>.</summary>
    public static (IResourceBuilder<EmbeddedPostgresResource> Server, IResourceBuilder<EmbeddedDatabaseResource> Database) AddEmbeddedPostgres(
        this IDistributedApplicationBuilder builder, IResourceBuilder<ParameterResource> password, Settings settings, DataDirectory data)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "Stores", "run-postgres.sh");
        var server = builder.AddResource(new EmbeddedPostgresResource("postgres", script, password.Resource))
            .WithArgs(script)
            .WithEndpoint(name: "tcp", scheme: "tcp", env: "PGPORT")
            .WithEnvironment(async context =>
            {
                var program = await PostgresProgram.FindAsync(
                    settings.PostgresMajor, settings.PostgresBinDirectory, Announcement.ProgressTo(context.Logger, "postgres"), context.CancellationToken);
                Announcement.Say($"postgres: PostgreSQL {program.Major}, {program.Origin}; data in {data.Path}");
                context.EnvironmentVariables["PG_BIN"] = program.BinDirectory;
                context.EnvironmentVariables["PG_DATA"] = Path.Combine(data.Path, $"postgres-{program.Major}");
                context.EnvironmentVariables["PG_PASSWORD"] = password.Resource;
            });
        var database = builder.AddResource(new EmbeddedDatabaseResource("darktower", server.Resource))
            .WithInitialState(new CustomResourceSnapshot
            {
                ResourceType = "Database",
                Properties = ImmutableArray<ResourcePropertySnapshot>.Empty,
                State = KnownResourceStates.NotStarted,
            })
            .OnInitializeResource(BringUpAsync);

        builder.AddConnectionHealthCheck(server, "postgres", connection => PostgresHealth.CheckAsync(connection, data));
        builder.AddConnectionHealthCheck(database, "darktower", connection => PostgresHealth.CheckAsync(connection, data));
        return (server, database);
    }

    private static async Task BringUpAsync(EmbeddedDatabaseResource database, InitializeResourceEvent started, CancellationToken cancellationToken)
    {
        var notifications = started.Notifications;
        await notifications.PublishUpdateAsync(database, s => s with { State = KnownResourceStates.Waiting });
        await notifications.WaitForResourceHealthyAsync(database.Parent.Name, cancellationToken);
        try
        {
            var server = await ((IResourceWithConnectionString)database.Parent).GetConnectionStringAsync(cancellationToken);
            await PostgresAdministration.EnsureDatabaseAsync(server!, database.Name, cancellationToken);
            await started.Eventing.PublishAsync(new ConnectionStringAvailableEvent(database, started.Services), cancellationToken);
            await notifications.PublishUpdateAsync(database, s => s with { State = KnownResourceStates.Running, StartTimeStamp = DateTime.UtcNow });
        }
        catch (Exception e) when (e is Npgsql.NpgsqlException or InvalidOperationException)
        {
            started.Logger.LogError("The database {Database} cannot be made: {Reason}", database.Name, e.Message);
            await notifications.PublishUpdateAsync(database, s => s with { State = KnownResourceStates.FailedToStart });
        }
    }

    /// <summary>Registers a check that runs on the resource's connection string once it is known.</summary>
    internal static void AddConnectionHealthCheck<T>(
        this IDistributedApplicationBuilder builder, IResourceBuilder<T> resource, string key, Func<string, Task<HealthCheckResult>> check)
        where T : IResourceWithConnectionString
    {
        string? connection = null;
        resource.OnConnectionStringAvailable(async (r, _, cancellationToken) => connection = await r.GetConnectionStringAsync(cancellationToken));
        builder.Services.AddHealthChecks().AddAsyncCheck(key, () => connection is null
            ? Task.FromResult(HealthCheckResult.Unhealthy("Not started yet."))
            : check(connection));
        resource.WithHealthCheck(key);
    }
}
