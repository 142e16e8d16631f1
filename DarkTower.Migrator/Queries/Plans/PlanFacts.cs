namespace DarkTower.Migrator.Queries.Plans;

/// <summary>How PostgreSQL reaches the rows of one statement, whatever its arguments.</summary>
/// <param name="Lines">For the lock: one for each relation and way to it, sorted.</param>
/// <param name="Indexes">Those it uses, sorted; of a partition, the parent's.</param>
/// <param name="Faults">What breaks a rule.</param>
internal sealed record PlanFacts(IReadOnlyList<string> Lines, IReadOnlyList<string> Indexes, IReadOnlyList<Fault> Faults);

/// <summary>One way to the rows of a relation.</summary>
/// <param name="Table">The relation; of a partition, its parent.</param>
/// <param name="Alias">As the SQL says it.</param>
/// <param name="Index">Null when the table itself is read.</param>
/// <param name="Columns">Those of the index's keys that its condition is about.</param>
internal sealed record PlanScan(string Table, string Alias, string? Index, IReadOnlyList<string> Columns)
{
    /// <summary>As a fault and a plan line name it.</summary>
    public string At => Alias == Table ? Table : $"{Table} AS {Alias}";

    /// <summary>Everything in the table or in the index is looked at.</summary>
    public bool ReadsAll => Columns.Count == 0;

    /// <summary>The index that a line names.</summary>
    public static string? IndexOf(string line) => line.Split(": ")[^1].Split(" (") is [var index, _] ? index : null;

    public string Line => Index is null ? $"{At}: seq scan" : $"{At}: {Index} ({string.Join(", ", Columns)})";
}
