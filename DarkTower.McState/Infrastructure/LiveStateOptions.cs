using System.ComponentModel.DataAnnotations;

namespace DarkTower.McState.Infrastructure;

internal sealed record LiveStateOptions : IValidatableObject
{
    public const string Section = "LiveState";

    /// <summary>A participant that has not beaten for this long is gone.</summary>
    public TimeSpan Presence { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a request id is remembered.</summary>
    public TimeSpan RequestRecord { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a meeting nobody changes is kept. Its generation must outlive every lease.</summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromHours(24);

    [Range(16, 256)]
    public int EventRing { get; init; } = 64;

    public IEnumerable<ValidationResult> Validate(ValidationContext context)
    {
        if (Presence < TimeSpan.FromSeconds(1)) yield return new("must be at least one second", [nameof(Presence)]);
        if (RequestRecord < TimeSpan.FromSeconds(1)) yield return new("must be at least one second", [nameof(RequestRecord)]);
        if (Retention < TimeSpan.FromMinutes(10)) yield return new("must be at least ten minutes", [nameof(Retention)]);
    }
}
