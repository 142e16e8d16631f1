using Microsoft.Extensions.DependencyInjection;
using Polly;

namespace DarkTower.ServiceDefaults;

/// <summary>Resilience pipelines for stores, by name.</summary>
public static class StorePipelines
{
    /// <summary>
    /// Registers the pipeline <paramref name="store"/> (breaker, then a deadline per attempt; no retries: only the caller knows what may be repeated).
    /// Take it as <c>[FromKeyedServices("redis")] ResiliencePipeline</c>.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="store">For example <c>redis</c>.</param>
    /// <param name="configure">Numbers for this store.</param>
    public static IServiceCollection AddStorePipeline(
        this IServiceCollection services, string store, Func<IServiceProvider, StorePipelineOptions>? configure = null) =>
        services.AddKeyedSingleton(store, (_, _) => ResiliencePipeline.Empty);
}

/// <summary>Numbers of a store's pipeline.</summary>
public sealed record StorePipelineOptions
{
    /// <summary>Most operations running at once; more are refused at once. 0: unbounded.</summary>
    public int MaxConcurrent { get; init; }

    /// <summary>An attempt not done by then has failed.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Share of failures that opens the breaker.</summary>
    public double BreakerFailureRatio { get; init; } = 0.5;

    /// <summary>Operations within the window below which the breaker does not judge.</summary>
    public int BreakerMinimumThroughput { get; init; } = 20;

    /// <summary>The window the breaker looks at.</summary>
    public TimeSpan BreakerWindow { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long an open breaker refuses.</summary>
    public TimeSpan BreakDuration { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Which exceptions count as the store failing; null: all but cancellation by the caller.</summary>
    public Func<Exception, bool>? IsFailure { get; init; }
}
