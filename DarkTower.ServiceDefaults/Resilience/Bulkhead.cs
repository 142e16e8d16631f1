using System.Threading.RateLimiting;
using Polly;
using Polly.Telemetry;

namespace DarkTower.ServiceDefaults;

/// <summary>
/// At most so many calls at once to one dependency: a slow one must not take every thread and connection of this service.
/// </summary>
internal sealed class Bulkhead(string name, int maxConcurrent, ResilienceStrategyTelemetry telemetry) : ResilienceStrategy
{
    private static readonly ResilienceEvent Rejected = new(ResilienceEventSeverity.Error, "OnBulkheadRejected");

    private readonly ConcurrencyLimiter _limiter = new(new ConcurrencyLimiterOptions { PermitLimit = maxConcurrent, QueueLimit = 0 });

    protected override async ValueTask<Outcome<TResult>> ExecuteCore<TResult, TState>(
        Func<ResilienceContext, TState, ValueTask<Outcome<TResult>>> callback, ResilienceContext context, TState state)
    {
        using var lease = _limiter.AttemptAcquire();
        if (lease.IsAcquired)
            return await callback(context, state).ConfigureAwait(context.ContinueOnCapturedContext);
        telemetry.Report(Rejected, context, maxConcurrent);
        return Outcome.FromException<TResult>(new OverloadedException($"The number of concurrent calls to {name}"));
    }
}

internal sealed class BulkheadOptions : ResilienceStrategyOptions
{
    public BulkheadOptions() => Name = "Bulkhead";
}
