namespace DarkTower.Migrator.Queries.Worlds;

/// <summary>Holds what the executions of a statement show against what was claimed of it.</summary>
internal sealed class FactCheck(string query, string role, StatementFacts facts, bool isOrdered)
{
    private readonly List<Fault> _faults = [];
    private readonly HashSet<string> _changed = [];
    private bool _hasRows;
    private int _runs;

    public bool IsOrdered => isOrdered;

    /// <summary>The service may not run it at all.</summary>
    public bool IsRefused { get; private set; }

    /// <summary>It was seen doing all that it can do.</summary>
    public bool IsComplete => (facts.Columns is null || _hasRows) && facts.Writes.All(_changed.Contains);

    public void Add(Fault fault) => _faults.Add(fault);

    /// <exception cref="InvalidOperationException">Something that the analysis excludes.</exception>
    public void Add(Observation seen)
    {
        _runs++;
        _changed.UnionWith(seen.Changes.Select(change => change.Table));
        if (seen.Error?.StartsWith("42501 permission denied", StringComparison.Ordinal) == true)
        {
            IsRefused = true;
            _faults.Add(new Fault("error", "", $"{seen.Message} (as {role})"));
        }
        if (seen.Rows is not { } rows)
            return;
        _hasRows |= rows.Count > 0;
        if ((facts.Rows is "1" or "0..1" && rows.Count > 1) || (facts.Rows == "1" && rows.Count == 0))
            throw Lie($"returned {rows.Count} rows, though the analysis says {facts.Rows}");
        foreach (var row in rows)
            Check(row);
    }

    public Comparison Result()
    {
        List<string> notes = [];
        if (facts.Columns is not null && !_hasRows && !IsRefused)
            notes.Add("no arguments were found with which it returns a row");
        foreach (var table in IsRefused ? [] : facts.Writes.Where(table => !_changed.Contains(table)))
            notes.Add($"no arguments were found with which it writes a row of {table}");
        return new Comparison([.. _faults.DistinctBy(fault => (fault.Rule, fault.At))], notes, _runs);
    }

    private void Check(string?[] row)
    {
        var columns = facts.Columns!;
        for (var at = 0; at < columns.Count && at < row.Length; at++)
        {
            var column = columns[at];
            if (row[at] is { } text)
            {
                if (!column.ElementsMayBeNull && IsArray(column) && HasNullElement(text))
                    Disproved(column, "has an element that is NULL");
            }
            else if (column is { Claimed: true, Absent: { } absent } && !IsPresent(row, absent))
            {
                // Right where the result may be without that row, wrong elsewhere: the build knows.
                _faults.Add(new Fault("null-absent", column.Name,
                    $"{column.Name} is NULL where the row of {absent} is absent, though the ! in its name says it never is."));
            }
            else if (!column.MayBeNull && (column.Absent is null || IsPresent(row, column.Absent)))
            {
                Disproved(column, column.Absent is null ? "is NULL" : $"is NULL though the row of {column.Absent} is there");
            }
        }
    }

    /// <summary>A column of the group that is NULL in no row that is there has a value.</summary>
    private bool IsPresent(string?[] row, string group) => facts.Columns!
        .Select((column, at) => (column, at)).Any(it => it.column.Absent == group && it.at < row.Length && row[it.at] is not null);

    private void Disproved(ColumnFact column, string what)
    {
        if (!column.Claimed)
            throw Lie($"{column.Name} {what}, though the analysis excludes that");
        _faults.Add(new Fault("null-claimed", column.Name, $"{column.Name} {what} in a row, though the ! in its name says it never is."));
    }

    private InvalidOperationException Lie(string what) => new($"{query}: {what}. The analysis of its SQL is wrong.");

    private static bool IsArray(ColumnFact column) => column.Type.EndsWith("[]", StringComparison.Ordinal);

    /// <summary>Unquoted, as an array's text has only NULL itself.</summary>
    private static bool HasNullElement(string array)
    {
        ReadOnlySpan<char> Rest(int at) => array.AsSpan(at);
        var quoted = false;
        for (var at = 0; at < array.Length; at++)
        {
            if (array[at] == '\\')
                at++;
            else if (array[at] == '"')
                quoted = !quoted;
            else if (!quoted && array[at] is '{' or ',' && Rest(at + 1) is ['N', 'U', 'L', 'L', ',' or '}', ..])
                return true;
        }
        return false;
    }
}
