namespace DarkTower.McState.Infrastructure;

/// <summary>An id is a uuid written one way only, 36 characters in lower case: one thing has one key, and no key holds anything else.</summary>
internal static class CanonicalId
{
    public static bool Is(string? text) => Guid.TryParseExact(text, "D", out var id) && id.ToString("D") == text;
}
