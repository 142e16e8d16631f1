using DarkTower.ServiceDefaults;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DarkTower.McState.Infrastructure;

internal sealed class RedisHealth(RedisConnection connection, EngineState engine, RedisLimits limits) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var report = engine.Report;
        if (report.Refusal is { } refusal) return HealthCheckResult.Unhealthy($"The store is not used: {refusal}.", data: report.ForHealth());
        if (!connection.IsConnected) return HealthCheckResult.Unhealthy("There is no connection to the store.", data: report.ForHealth());
        try
        {
            await connection.CommandAsync("PING").WaitAsync(limits.Deadline, cancellationToken);
            return HealthCheckResult.Healthy($"{report.Name} {report.Version}", report.ForHealth());
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy("The store does not answer.", failure, report.ForHealth());
        }
    }
}
