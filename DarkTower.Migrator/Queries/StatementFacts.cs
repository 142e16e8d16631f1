namespace DarkTower.Migrator.Queries;

/// <summary>One statement as it is sent.</summary>
/// <param name="Sql">With positional parameters.</param>
/// <param name="Parameters">Their names: <c>$1</c> is the first.</param>
/// <param name="Tenancy">How it gets its tenant.</param>
/// <param name="Role">Who runs it.</param>
internal sealed record StatementText(
    string Sql, IReadOnlyList<string> Parameters, Tenancy Tenancy, string Role = StatementText.ServiceRole)
{
    public const string ServiceRole = "darktower_app";
}

internal enum Tenancy
{
    /// <summary>Belongs to no tenant.</summary>
    Global,

    /// <summary>Reaches across tenants, as far as the policies of its role let it.</summary>
    Across,

    /// <summary><c>$1</c> is the tenant.</summary>
    Argument,

    /// <summary>The tenant was looked up by an earlier statement; the setting app.org_id is the tenant.</summary>
    Setting,
}

/// <summary>What PostgreSQL's analysis of one statement says.</summary>
/// <param name="Parameters">In order.</param>
/// <param name="Columns">In order; null when the statement returns none.</param>
/// <param name="Rows"><c>1</c>, <c>0..1</c> or <c>*</c>; null without columns.</param>
/// <param name="Tables">Every table it touches, sorted.</param>
/// <param name="Writes">Those it writes, sorted.</param>
/// <param name="Faults">What breaks a rule.</param>
/// <param name="Leaky">What it compares in a way that may not be tried before row security.</param>
internal sealed record StatementFacts(
    IReadOnlyList<ParameterFact> Parameters, IReadOnlyList<ColumnFact>? Columns, string? Rows, IReadOnlyList<string> Tables,
    IReadOnlyList<string> Writes, IReadOnlyList<Fault> Faults, IReadOnlyList<LeakyCondition> Leaky);

/// <param name="Name">As the SQL says it.</param>
/// <param name="Type">PostgreSQL's name.</param>
/// <param name="NotNull">Directly stored to a column that is NOT NULL.</param>
/// <param name="Check">The value list of the column it is stored to or compared with.</param>
/// <param name="Columns">The columns it is stored to or compared with by equality, as <c>table.column</c>.</param>
internal sealed record ParameterFact(string Name, string Type, bool NotNull, string? Check, IReadOnlyList<string> Columns);

/// <param name="Name">Without the override's marks.</param>
/// <param name="Type">PostgreSQL's name.</param>
/// <param name="MayBeNull">Though its row is there.</param>
/// <param name="Absent">The group whose absence makes it NULL.</param>
/// <param name="ElementsMayBeNull">Of an array.</param>
/// <param name="Check">The value list of the table's column it is.</param>
/// <param name="Claimed">An override in the SQL says that it, or its elements, are never NULL.</param>
internal sealed record ColumnFact(
    string Name, string Type, bool MayBeNull, string? Absent, bool ElementsMayBeNull, string? Check, bool Claimed);

/// <summary>A condition with an operator or a function that is not leakproof, which therefore can be no index condition.</summary>
/// <param name="Table">Of a partition, its parent.</param>
/// <param name="Alias">The relation's name where the condition stands.</param>
/// <param name="Key">The column, or the expression as an index has it.</param>
internal sealed record LeakyCondition(string Table, string Alias, string Key);

/// <param name="Rule">The rule's name in the lock.</param>
/// <param name="At">What stands at the place in the SQL; empty when nothing does.</param>
/// <param name="Why">One sentence.</param>
internal sealed record Fault(string Rule, string At, string Why);
