using System.ComponentModel.DataAnnotations;

namespace DarkTower.ServiceDefaults;

/// <summary>
/// This service's share of the PostgreSQL server's connections, and how long anything on them may take. Section <c>Postgres:Pool</c>.
/// Measured: throughput is flat from 2 to 48 connections on 2 cores, and pools that add up to more than the server allows fail at once. So
/// pools are small and budgeted.
/// </summary>
public sealed record PostgresPool : IValidatableObject
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Postgres:Pool";

    private readonly int? _maxSize;

    /// <summary>
    /// Connections of one replica at most; by default cores × 2 + 1, divided over <see cref="Replicas"/>, at least 2 and at most 20.
    /// </summary>
    [Range(1, 1000)]
    public int MaxSize
    {
        get => _maxSize ?? Math.Clamp(((Environment.ProcessorCount * 2) + 1) / Math.Max(1, Replicas), 2, 20);
        init => _maxSize = value;
    }

    /// <summary>Connections kept open when idle.</summary>
    [Range(0, 1000)]
    public int MinSize { get; init; }

    /// <summary>Replicas of this service that run at once, for the budget.</summary>
    [Range(1, 1000)]
    public int Replicas { get; init; } = 1;

    /// <summary>
    /// The other services with a pool on the same server, for the budget: name to <c>replicas x size</c>, for example <c>2x5</c>.
    /// </summary>
    public Dictionary<string, string> Others { get; init; } = [];

    /// <summary>Connections left to people, jobs and monitoring.</summary>
    [Range(0, 1000)]
    public int Reserve { get; init; } = 10;

    /// <summary>A connection older than this is replaced, so that load follows a failover.</summary>
    public TimeSpan ConnectionLifetime { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>An idle connection above <see cref="MinSize"/> is closed after this.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan IdleLifetime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Wait for a free or new connection, in whole seconds; then 503.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan AcquireTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>A statement that takes longer is cancelled by the server.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "01:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan StatementTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A statement that waits longer for a lock is cancelled by the server.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "01:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>A transaction left open and idle for longer is ended by the server.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "01:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan IdleInTransactionTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Statements kept prepared per connection. 0 turns preparing off (a pooler that cannot).</summary>
    [Range(0, 10_000)]
    public int PreparedStatements { get; init; } = 200;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (MinSize > MaxSize)
            yield return new ValidationResult($"is {MinSize}, more than MaxSize ({MaxSize}).", [nameof(MinSize)]);
        foreach (var (name, value) in Others)
            if (PoolShare.Parse(name, value) is null)
                yield return new ValidationResult($"is '{value}'; it takes replicas x size, for example 2x5.",
                    [$"{nameof(Others)}:{name}"]);
    }
}
