namespace DarkTower.Migrator.Queries.Worlds;

/// <summary>What one execution gave and did.</summary>
/// <param name="Error">SQLSTATE and constraint; null when there was none.</param>
/// <param name="Message">Of the error.</param>
/// <param name="Rows">As text; null for a statement without columns.</param>
/// <param name="Changes">Every row that changed, of any tenant, as table, operation, old and new row.</param>
internal sealed record Observation(string? Error, string? Message, IReadOnlyList<string?[]>? Rows, IReadOnlyList<RowChange> Changes)
{
    public Observation Counts => this with
    {
        Rows = Rows is null ? null : [.. Rows.Select(_ => Array.Empty<string?>())],
        Changes = [.. Changes.Select(change => change with { Was = null, IsNow = null })],
    };

    /// <summary>How this differs from the same execution without row security; null when nobody could tell them apart.</summary>
    public string? Against(Observation unguarded, bool isOrdered)
    {
        if (Error != unguarded.Error)
            return $"ends with {unguarded.Error ?? "success"} instead of {Error ?? "success"}";
        var changed = Missing(unguarded.Changes.Select(change => change.ToString()), Changes.Select(change => change.ToString()));
        if (changed.Count > 0)
        {
            var what = unguarded.Changes.Count == Changes.Count ? "other rows"
                : $"{Of(unguarded.Changes.Count)} instead of {Changes.Count}";
            var tables = Changes.Concat(unguarded.Changes).Select(change => change.Table).Distinct().Order(StringComparer.Ordinal);
            return $"changes {what} ({string.Join(", ", tables)})";
        }
        if (Rows is null)
            return null;
        var (mine, others) = (Lines(Rows), Lines(unguarded.Rows!));
        if (mine.Count != others.Count)
            return $"returns {Of(others.Count)} instead of {mine.Count}";
        if (Missing(others, mine).Count > 0)
            return "returns other values";
        return isOrdered && !mine.SequenceEqual(others) ? "returns its rows in another order" : null;
    }

    private static string Of(int rows) => rows == 1 ? "1 row" : $"{rows} rows";

    private static List<string> Lines(IReadOnlyList<string?[]> rows) =>
        [.. rows.Select(row => string.Join('\u001f', row.Select(cell => cell ?? "\u0000")))];

    /// <summary>What one bag has and the other has not, either way.</summary>
    private static List<string> Missing(IEnumerable<string> one, IEnumerable<string> other)
    {
        var counts = new Dictionary<string, int>();
        foreach (var line in one)
            counts[line] = counts.GetValueOrDefault(line) + 1;
        foreach (var line in other)
            counts[line] = counts.GetValueOrDefault(line) - 1;
        return [.. counts.Where(pair => pair.Value != 0).Select(pair => pair.Key)];
    }
}

internal sealed record RowChange(string Table, string Operation, string? Was, string? IsNow);
