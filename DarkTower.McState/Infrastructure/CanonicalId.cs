namespace DarkTower.McState.Infrastructure;

/// <summary>An id is a uuid written in one way only, 36 characters in lower case: a thing has one key, and a key holds nothing else.</summary>
internal static class CanonicalId
{
    public static bool Is(string? text) => Guid.TryParseExact(text, "D", out var id) && id.ToString("D") == text;
}
