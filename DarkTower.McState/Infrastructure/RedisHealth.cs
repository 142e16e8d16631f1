using DarkTower.ServiceDefaults;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DarkTower.McState.Infrastructure;

internal sealed class RedisHealth(RedisConnection connection, EngineState engine, RedisLimits limits) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var report = engine.Report;
        if (report.Refusal is { } refusal) return Unhealthy($"The store is not used: {refusal}.");
        if (!connection.IsConnected) return Unhealthy("There is no connection to the store.");
        try
        {
            await connection.CommandAsync("PING").WaitAsync(limits.Deadline, cancellationToken);
            return HealthCheckResult.Healthy($"{report.Name} {report.Version}", report.ForHealth());
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            return Unhealthy($"The store does not answer ({failure.GetType().Name}).");
        }

        HealthCheckResult Unhealthy(string why) => HealthCheckResult.Unhealthy(why, data: report.ForHealth());
    }
}
