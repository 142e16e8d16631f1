using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DarkTower.ServiceDefaults;

/// <summary>
/// Ends a check that does not answer. A check's own timeout only asks it to stop, and a driver that talks to a hung server may take seconds
/// to obey.
/// </summary>
internal sealed class BoundedHealthCheck(IHealthCheck check) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var checking = check.CheckHealthAsync(context, cancellationToken);
        try
        {
            return await checking.WaitAsync(Probes.CheckTimeout, cancellationToken);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            _ = checking.ContinueWith(
                late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            return new HealthCheckResult(context.Registration.FailureStatus,
                $"no answer within {Probes.CheckTimeout.TotalMilliseconds} ms");
        }
    }

    public static void Wrap(HealthCheckServiceOptions options)
    {
        foreach (var registration in options.Registrations)
        {
            var factory = registration.Factory;
            registration.Factory = provider => new BoundedHealthCheck(factory(provider));
            if (registration.Timeout == Timeout.InfiniteTimeSpan)
                registration.Timeout = Probes.CheckTimeout;
        }
    }
}
