namespace DarkTower.Queries.Locking;

/// <param name="Name">As PostgreSQL has it.</param>
/// <param name="Start">Where the lock says it.</param>
internal sealed record LockedIndex(string Name, int Start);

/// <summary>One block of the lock. A value: an edit of another block changes nothing here.</summary>
/// <param name="In">The file, from the project's folder.</param>
/// <param name="Statements">In order.</param>
internal sealed record LockedQuery(string In, EquatableArray<LockedStatement> Statements);

/// <param name="Sql">Fingerprint of the literal.</param>
/// <param name="Parameters">By the name in the SQL.</param>
/// <param name="Columns">Null when it returns none.</param>
/// <param name="Rows"><c>1</c>, <c>0..1</c> or <c>*</c>.</param>
/// <param name="Tables">Those it touches.</param>
/// <param name="Writes">Those it writes.</param>
/// <param name="Faults">What breaks a rule.</param>
internal sealed record LockedStatement(
    string Sql, EquatableArray<LockedParameter> Parameters, EquatableArray<LockedColumn>? Columns, string? Rows,
    EquatableArray<string> Tables, EquatableArray<string> Writes, EquatableArray<LockedFault> Faults);

/// <param name="Name">As the SQL says it.</param>
/// <param name="Type">PostgreSQL's name.</param>
/// <param name="NotNull">Stored to a column that is NOT NULL.</param>
/// <param name="Check">The value list of the column it is stored to or compared with.</param>
internal sealed record LockedParameter(string Name, string Type, bool NotNull, string? Check);

/// <param name="Name">Without the override's marks.</param>
/// <param name="Type">PostgreSQL's name.</param>
/// <param name="MayBeNull">Though its row is there.</param>
/// <param name="Absent">The group whose absence makes it NULL.</param>
/// <param name="ElementsMayBeNull">Of an array.</param>
/// <param name="Check">The value list that holds it.</param>
/// <param name="Claimed">An override in the SQL says that it, or its elements, are never NULL.</param>
internal sealed record LockedColumn(
    string Name, string Type, bool MayBeNull, string? Absent, bool ElementsMayBeNull, string? Check, bool Claimed);

/// <param name="Rule">The rule's name.</param>
/// <param name="At">What stands at the place in the SQL; empty when nothing does.</param>
/// <param name="Why">One sentence.</param>
internal sealed record LockedFault(string Rule, string At, string Why);
