using System.Text.RegularExpressions;

namespace DarkTower.GcDatabase.Tests.Guarantees.Calls;

/// <summary>
/// Compares answers of two worlds. What a service draws at random (ids, codes, secrets, times, trace ids) may differ, but one value of the
/// one world is one value of the other, for the whole of a trace. Everything else is equal byte for byte.
/// </summary>
internal sealed partial class Renaming
{
    private readonly Dictionary<string, string> _toRight = [];
    private readonly Dictionary<string, string> _toLeft = [];

    /// <summary>The first difference; null when there is none.</summary>
    public string? Compare(Reply left, Reply right) => Compare(left.Whole, right.Whole);

    public static IEnumerable<string> TokensOf(string text) => Drawn().Matches(text).Select(match => match.Value);

    /// <summary>An id, a code, a secret: nothing that two tenants would both say by chance.</summary>
    public static bool LooksDrawn(string token) => Drawn().Match(token) is { Success: true } match && KindOf(match) is ("uuid" or "random");

    private string? Compare(string left, string right)
    {
        var (leftDrawn, rightDrawn) = (Drawn().Matches(left), Drawn().Matches(right));
        if (Drawn().Replace(left, "…") != Drawn().Replace(right, "…")) return "the answers differ";
        for (var at = 0; at < leftDrawn.Count; at++)
            if (Rename(leftDrawn[at], rightDrawn[at]) is { } difference)
                return difference;
        return null;
    }

    private string? Rename(Match left, Match right)
    {
        if (left.Value == right.Value && !_toRight.ContainsKey(left.Value) && !_toLeft.ContainsKey(right.Value)) return null;
        if (KindOf(left) != KindOf(right) || KindOf(left) == "word") return $"{left} is not what the other world says: {right}";
        var wanted = _toRight.GetValueOrDefault(left.Value);
        var from = _toLeft.GetValueOrDefault(right.Value);
        if (wanted is null && from is null)
        {
            (_toRight[left.Value], _toLeft[right.Value]) = (right.Value, left.Value);
            return null;
        }
        return wanted == right.Value && from == left.Value
            ? null
            : $"{left} was {wanted ?? "new"} in the other world and is {right}, which was {from ?? "new"}";
    }

    private static string KindOf(Match match) => match.Groups["uuid"].Success ? "uuid" : match.Groups["time"].Success ? "time"
        : LooksRandom(match.Value) ? "random" : "word";

    /// <summary>A word of the language has no digit in it, and a capital at most at its beginning.</summary>
    private static bool LooksRandom(string word) => word.Any(char.IsAsciiDigit) || word.Skip(1).Any(char.IsAsciiLetterUpper);

    [GeneratedRegex(
        @"(?<uuid>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})|(?<time>\d{4}-\d\d-\d\dT[\d:.]+(Z|(\+|\\u002B)\d\d:\d\d))|"
        + "(?<word>[A-Za-z0-9_-]{12,})")]
    private static partial Regex Drawn();
}
