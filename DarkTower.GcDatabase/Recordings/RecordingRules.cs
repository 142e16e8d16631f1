using System.Text.RegularExpressions;
using DarkTower.GcDatabase.Infrastructure;

namespace DarkTower.GcDatabase.Recordings;

/// <summary>What holds of a recording's fields whether it is started or changed.</summary>
internal static partial class RecordingRules
{
    private const int MaxCodecs = 16;

    public static void Codecs(Faults faults, string[]? codecs)
    {
        if (codecs is null) return;
        if (codecs.Length > MaxCodecs) faults.Add("codecs", $"must have at most {MaxCodecs} items");
        if (codecs.Any(codec => codec is null || !Codec().IsMatch(codec)))
            faults.Add("codecs", "must be names of 1 to 32 lower case letters, digits, dots and hyphens");
    }

    public static void Resolution(Faults faults, string? resolution)
    {
        if (resolution is not null && !Size().IsMatch(resolution)) faults.Add("resolution", "must be width and height, like 1920x1080");
    }

    public static void ExpiresAt(Faults faults, DateTimeOffset? expiresAt, DateTimeOffset now)
    {
        if (expiresAt <= now) faults.Add("expiresAt", "must be in the future");
        // The end of the calendar is infinity to the driver.
        if (expiresAt is { Year: > 2999 }) faults.Add("expiresAt", "must be before 3000");
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9.-]{0,31}\\z")]
    private static partial Regex Codec();

    [GeneratedRegex("^[1-9][0-9]{1,4}x[1-9][0-9]{1,4}\\z")]
    private static partial Regex Size();
}
