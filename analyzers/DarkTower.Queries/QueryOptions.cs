using System.ComponentModel.DataAnnotations;

namespace DarkTower.Queries;

/// <summary>What may be set of checked queries. Section <see cref="Section"/>.</summary>
public sealed record QueryOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Queries";

    /// <summary>A query that takes longer is logged with its plan; from 1 ms to 1 hour.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "01:00:00")]
    public TimeSpan SlowAfter { get; init; } = TimeSpan.FromMilliseconds(10);
}
