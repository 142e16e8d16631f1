using System.ComponentModel.DataAnnotations;

namespace DarkTower.GcDatabase.Jobs;

/// <summary>Jobs in the background. Section <see cref="Section"/>.</summary>
internal sealed record JobOptions
{
    public const string Section = "Jobs";

    /// <summary>False leaves them to other replicas.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>How often controllers and handlers that were not heard are looked for.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:01:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan StaleEvery { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often what unhealthy controllers hold and what was not confirmed in time is ended.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:10:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan AssignmentsEvery { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often all live assignments are gone through for what nothing else has ended.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "1.00:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan LeftoversEvery { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How often erasures are looked for that another process was asked for, or left unfinished.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "01:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan ErasuresEvery { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Rows of one transaction.</summary>
    [Range(1, 10_000)]
    public int Batch { get; init; } = 500;

    /// <summary>The pause after failures doubles up to this.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "01:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromMinutes(1);
}
