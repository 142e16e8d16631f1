using System.ComponentModel.DataAnnotations;

namespace DarkTower.ServiceDefaults;

/// <summary>Bounds on the calls to one other service. Section <c>Clients:{name}</c>.</summary>
public sealed record ServiceClientOptions
{
    /// <summary>Longest time of a call with all its attempts.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan TotalTimeout { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>Longest time of one attempt.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:05:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Attempts after the first, for what may be repeated.</summary>
    [Range(1, 10)]
    public int MaxRetries { get; init; } = 2;

    /// <summary>Pause before the first retry; it grows and is jittered.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:10", ParseLimitsInInvariantCulture = true)]
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Calls at once; more are refused at once.</summary>
    [Range(1, 100_000)]
    public int MaxConcurrent { get; init; } = 128;

    /// <summary>Share of failures within <see cref="BreakerWindow"/> that opens the breaker.</summary>
    [Range(0.01, 1.0)]
    public double BreakerFailureRatio { get; init; } = 0.5;

    /// <summary>Attempts within the window below which the breaker does not judge.</summary>
    [Range(2, 100_000)]
    public int BreakerMinimumThroughput { get; init; } = 20;

    /// <summary>The window the breaker looks at.</summary>
    [Range(typeof(TimeSpan), "00:00:00.5", "01:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan BreakerWindow { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long an open breaker refuses.</summary>
    [Range(typeof(TimeSpan), "00:00:00.5", "01:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan BreakDuration { get; init; } = TimeSpan.FromSeconds(2);
}
