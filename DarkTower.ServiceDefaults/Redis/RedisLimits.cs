using System.ComponentModel.DataAnnotations;

namespace DarkTower.ServiceDefaults;

/// <summary>Bounds on the use of the Redis-protocol store. Section <c>Redis:Limits</c>.</summary>
public sealed record RedisLimits
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Redis:Limits";

    /// <summary>Operations sent and not yet answered, over the whole process; more are refused at once.</summary>
    [Range(1, 65536)]
    public int MaxInFlight { get; init; } = 1024;

    /// <summary>An operation not answered by then has failed.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:01:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan Deadline { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>A connection not there by then has failed.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Share of failures within <see cref="BreakerWindow"/> that opens the breaker.</summary>
    [Range(0.01, 1.0)]
    public double BreakerFailureRatio { get; init; } = 0.5;

    /// <summary>Operations within the window below which the breaker does not judge.</summary>
    [Range(2, 100_000)]
    public int BreakerMinimumThroughput { get; init; } = 20;

    /// <summary>The window the breaker looks at.</summary>
    [Range(typeof(TimeSpan), "00:00:00.5", "01:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan BreakerWindow { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long an open breaker refuses before it lets one operation try.</summary>
    [Range(typeof(TimeSpan), "00:00:00.5", "01:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan BreakDuration { get; init; } = TimeSpan.FromSeconds(2);
}
