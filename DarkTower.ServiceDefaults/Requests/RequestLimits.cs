using System.ComponentModel.DataAnnotations;

namespace DarkTower.ServiceDefaults;

/// <summary>Bounds on what one request may use and how many run at once. Section <c>Requests</c>.</summary>
public sealed record RequestLimits
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Requests";

    /// <summary>Largest request body; more is 413 <c>request-too-large</c>.</summary>
    [Range(1024, 64 * 1024 * 1024)]
    public int MaxBodyBytes { get; init; } = 64 * 1024;

    /// <summary>
    /// Longest time a request may take, waiting included; then 504 <c>request-timeout</c>. A body sent too slowly for it is 408.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Requests running at once.</summary>
    [Range(1, 100_000)]
    public int MaxConcurrent { get; init; } = 256;

    /// <summary>Requests waiting for one of those to finish; more are 503 <c>overloaded</c>.</summary>
    [Range(0, 100_000)]
    public int MaxQueued { get; init; } = 128;
}
