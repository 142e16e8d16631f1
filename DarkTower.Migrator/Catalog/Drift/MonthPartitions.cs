using System.Globalization;
using System.Text.RegularExpressions;

namespace DarkTower.Migrator.Catalog.Drift;

/// <summary>
/// Which months the audit trail has is a matter of when it was migrated and of upkeep since. How a month must look is not: each is held
/// against one that the migrations made.
/// </summary>
internal static partial class MonthPartitions
{
    /// <summary>The expected facts, with the months that were found in place of those the replay made.</summary>
    public static List<Fact> AsIn(IReadOnlyCollection<Fact> expected, IReadOnlyCollection<Fact> found)
    {
        var model = expected.Where(fact => MonthOf(fact) is not null).GroupBy(fact => MonthOf(fact)!.Value).MinBy(month => month.Key);
        var facts = expected.Where(fact => MonthOf(fact) is null).ToList();
        if (model is null)
            return facts;
        var partitions = found.Where(fact => fact.Thing.StartsWith("partition ", StringComparison.Ordinal));
        foreach (var month in partitions.Select(MonthOf).OfType<DateOnly>().Distinct())
        {
            string Move(string text) => Moved(text, model.Key, month);
            facts.AddRange(model.Select(fact => new Fact(Move(fact.Thing), fact.Aspect, Move(fact.Value))));
        }
        return facts;
    }

    /// <summary>A month that upkeep put aside a year after its end, where it was told to keep it.</summary>
    public static bool IsPutAside(Fact fact) => fact.Thing == "schema archive" || PutAside().IsMatch(fact.Thing);

    private static DateOnly? MonthOf(Fact fact) => Month().Match(fact.Thing) is { Success: true } match
        && DateOnly.TryParseExact(match.Groups[1].Value, "yyyy_MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month)
        ? month : null;

    private static string Moved(string text, DateOnly from, DateOnly to) => text
        .Replace(End(from), "\0").Replace(Bound(from), Bound(to)).Replace("\0", End(to))
        .Replace($"{from:yyyy_MM}", $"{to:yyyy_MM}").Replace($"{from:yyyy-MM}.", $"{to:yyyy-MM}.");

    private static string Bound(DateOnly month) => $"'{month:yyyy-MM-dd} 00:00:00+00'";

    private static string End(DateOnly month) => Bound(month.AddMonths(1));

    [GeneratedRegex(@"\barchive\.audit_logs_\d{4}_\d{2}(?!\d)")]
    private static partial Regex PutAside();

    [GeneratedRegex(@"\baudit_logs_(\d{4}_\d{2})(?!\d)")]
    private static partial Regex Month();
}
