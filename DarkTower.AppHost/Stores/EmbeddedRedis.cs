using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using DarkTower.AppHost.Configuration;
using DarkTower.AppHost.Stores.Programs;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using StackExchange.Redis;

namespace DarkTower.AppHost.Stores;

/// <summary>A Redis-protocol server as a process of this machine, started by <c>run-redis.sh</c>.</summary>
internal sealed class EmbeddedRedisResource(string name, string script, ParameterResource password)
    : ExecutableResource(name, "/bin/sh", Path.GetDirectoryName(script)!), IResourceWithConnectionString
{
    public EndpointReference Endpoint => new(this, "tcp");

    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create(
        $"{Endpoint.Property(EndpointProperty.Host)}:{Endpoint.Property(EndpointProperty.Port)},password={password}");
}

internal static class EmbeddedRedis
{
    /// <summary>Adds the server: fetched when first started, data kept in <paramref name="data"/>.</summary>
    public static IResourceBuilder<EmbeddedRedisResource> AddEmbeddedRedis(
        this IDistributedApplicationBuilder builder, IResourceBuilder<ParameterResource> password, Settings settings, DataDirectory data)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "Stores", "run-redis.sh");
        var toolManifest = Path.Combine(AppContext.BaseDirectory, "Stores", "dotnet-tools.json");
        var redis = builder.AddResource(new EmbeddedRedisResource("redis", script, password.Resource))
            .WithArgs(script)
            .WithEndpoint(name: "tcp", scheme: "tcp", env: "REDIS_PORT")
            .WithEnvironment(async context =>
            {
                var secret = await password.Resource.GetValueAsync(context.CancellationToken);
                var program = await RedisProgram.PrepareAsync(settings.RedisEngine, Path.Combine(data.Path, settings.RedisEngine), secret!,
                    toolManifest, Announcement.ProgressTo(context.Logger, "redis"), context.CancellationToken);
                Announcement.Say($"redis: {program.Origin}; data in {data.Path}");
                context.EnvironmentVariables["REDIS_COMMAND"] = program.Command;
                context.EnvironmentVariables["REDIS_CONFIG"] = program.ConfigPath;
            });
        builder.AddConnectionHealthCheck(redis, "redis", CheckAsync);
        return redis;
    }

    private static async Task<HealthCheckResult> CheckAsync(string connectionString)
    {
        try
        {
            var options = ConfigurationOptions.Parse(connectionString);
            options.ConnectTimeout = 1000;
            options.ConnectRetry = 1;
            using var connection = await ConnectionMultiplexer.ConnectAsync(options);
            await connection.GetDatabase().PingAsync().WaitAsync(TimeSpan.FromSeconds(2));
            return HealthCheckResult.Healthy();
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy(e.Message);
        }
    }
}
