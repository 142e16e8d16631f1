using Microsoft.Extensions.DependencyInjection;
using Polly;
using Polly.CircuitBreaker;

namespace DarkTower.ServiceDefaults;

/// <summary>Resilience pipelines for stores, by name.</summary>
public static class StorePipelines
{
    /// <summary>
    /// Registers the pipeline <paramref name="store"/>: bulkhead, breaker, deadline. No retries: only the caller knows what may be
    /// repeated.
    /// Take it as <c>[FromKeyedServices("redis")] ResiliencePipeline</c>.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="store">For example <c>redis</c>.</param>
    /// <param name="configure">Numbers for this store.</param>
    /// <remarks>The deadline cancels the token given to the callback; a client library that ignores it is not stopped by it.</remarks>
    public static IServiceCollection AddStorePipeline(
        this IServiceCollection services, string store, Func<IServiceProvider, StorePipelineOptions>? configure = null) =>
        services.AddKeyedSingleton(store, (provider, _) => Build(store, configure?.Invoke(provider) ?? new StorePipelineOptions()));

    private static ResiliencePipeline Build(string store, StorePipelineOptions options)
    {
        var isFailure = options.IsFailure ?? (e => e is not OperationCanceledException);
        var builder = new ResiliencePipelineBuilder { Name = store, TelemetryListener = PollyEvents.Listener };
        if (options.MaxConcurrent > 0)
            builder.AddStrategy(strategy => new Bulkhead(store, options.MaxConcurrent, strategy.Telemetry), new BulkheadOptions());
        return builder
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                FailureRatio = options.BreakerFailureRatio,
                MinimumThroughput = options.BreakerMinimumThroughput,
                SamplingDuration = options.BreakerWindow,
                BreakDuration = options.BreakDuration,
                ShouldHandle = attempt => ValueTask.FromResult(attempt.Outcome.Exception is { } failure && isFailure(failure)),
            })
            .AddTimeout(options.Deadline)
            .Build();
    }
}
