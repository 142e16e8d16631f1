using System.Text.RegularExpressions;

namespace DarkTower.Migrator.Review.Hazards;

/// <summary>Whether a type holds every value of another. Types of different families are taken to hold less: a cast may refuse.</summary>
internal static partial class TypeWidth
{
    private static readonly string[] Integers = ["smallint", "integer", "bigint", "numeric"];
    private static readonly string[] Floats = ["real", "double precision"];
    private static readonly string[] Unlimited = ["text", "character varying", "citext"];

    public static bool IsNarrower(string before, string after)
    {
        var (from, fromSize, fromScale) = Parse(before);
        var (to, toSize, toScale) = Parse(after);
        if (Unlimited.Contains(to) && toSize is null)
            return false;
        if (from == to || IsText(from) && IsText(to))
        {
            var isShorter = toSize - (toScale ?? 0) < fromSize - (fromScale ?? 0);
            var isCoarser = (toScale ?? 0) < (fromScale ?? 0);
            return toSize is not null && (fromSize is null || isShorter || isCoarser);
        }
        foreach (var family in new[] { Integers, Floats })
        {
            if (family.Contains(from) && family.Contains(to))
                return Array.IndexOf(family, to) < Array.IndexOf(family, from) || to == "numeric" && toSize is not null;
        }
        return !(from.StartsWith("timestamp", StringComparison.Ordinal) && to.StartsWith("timestamp", StringComparison.Ordinal)
            || from is "date" && to.StartsWith("timestamp", StringComparison.Ordinal)
            || from is "json" or "jsonb" && to is "json" or "jsonb" || from is "cidr" && to is "inet" || IsDomainLike(from, to));
    }

    // A domain over text: its CHECK, if it has one, is another finding.
    private static bool IsDomainLike(string from, string to) => IsText(from) && to.Contains('.') || IsText(to) && from.Contains('.');

    private static bool IsText(string type) => type is "text" or "character varying" or "citext" or "character";

    private static (string Name, int? Size, int? Scale) Parse(string type)
    {
        var match = Modifier().Match(type);
        return match.Success
            ? (Modifier().Replace(type, ""), int.Parse(match.Groups[1].ValueSpan, null), ScaleOf(match.Groups[2]))
            : (type, null, null);
    }

    private static int? ScaleOf(Group scale) => scale.Success ? int.Parse(scale.ValueSpan, null) : null;

    [GeneratedRegex(@"\((\d+)(?:,(-?\d+))?\)")]
    private static partial Regex Modifier();
}
