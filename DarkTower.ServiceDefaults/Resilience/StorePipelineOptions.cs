namespace DarkTower.ServiceDefaults;

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

    /// <summary>The window the breaker looks at; at least half a second.</summary>
    public TimeSpan BreakerWindow { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long an open breaker refuses; at least half a second.</summary>
    public TimeSpan BreakDuration { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Which exceptions count as the store failing; null: all but cancellation by the caller.</summary>
    public Func<Exception, bool>? IsFailure { get; init; }
}
