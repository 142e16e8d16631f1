using DarkTower.Migrator.Scripts;
using Npgsql;

namespace DarkTower.Migrator.Review.Observing;

/// <summary>PostgreSQL's table locks, weakest first; each conflicts with more than the one before.</summary>
internal enum LockLevel
{
    None,
    AccessShare,
    RowShare,
    RowExclusive,
    ShareUpdateExclusive,
    Share,
    ShareRowExclusive,
    Exclusive,
    AccessExclusive,
}

/// <summary>What a statement did to the rows of one table, by the server's own counters.</summary>
internal readonly record struct RowWork(long Scans, long RowsRead, long Inserted, long Updated, long Deleted)
{
    public static RowWork operator -(RowWork after, RowWork before) => new(after.Scans - before.Scans, after.RowsRead - before.RowsRead,
        after.Inserted - before.Inserted, after.Updated - before.Updated, after.Deleted - before.Deleted);
}

/// <summary>One executed statement with everything that was seen.</summary>
// Locks: what it locked that was not locked so before, by table.
// Held: the strongest lock held on each table when it ended, earlier statements of the transaction included.
// Work: work on the rows of each table.
// LockTimeout: the setting after it, in milliseconds; 0 waits for ever.
// TenantSet: whether the session has a tenant (or any other custom setting a policy reads).
// Failure: why it failed; null when it did not.
internal sealed record Step(
    Statement Statement, StatementWords Words, LiveCatalog Before, LiveCatalog After,
    IReadOnlyDictionary<uint, LockLevel> Locks, IReadOnlyDictionary<uint, LockLevel> Held, IReadOnlyDictionary<uint, RowWork> Work,
    long LockTimeout, bool TenantSet, TimeSpan Elapsed, PostgresException? Failure)
{
    /// <summary>A statement that is looked at but not executed.</summary>
    public static Step NotRun(Statement statement, LiveCatalog catalog) => new(
        statement, new StatementWords(statement.Sql), catalog, catalog,
        new Dictionary<uint, LockLevel>(), new Dictionary<uint, LockLevel>(),
        new Dictionary<uint, RowWork>(), LockTimeout: 1, TenantSet: false, TimeSpan.Zero, Failure: null);

    /// <summary>The lock it works under, also when an earlier statement of the transaction took it already.</summary>
    public LockLevel LockOn(uint table) => Held.GetValueOrDefault(table);

    public RowWork WorkOn(uint table) => Work.GetValueOrDefault(table);

    /// <summary>Rows were read one by one, as validation, index builds and rewrites do.</summary>
    public bool Scanned(uint table) => WorkOn(table).Scans > 0;

    public IEnumerable<Relation> NewRelations => After.Relations.Values.Where(relation => !Before.Relations.ContainsKey(relation.Id));

    public IEnumerable<Relation> GoneRelations => Before.Relations.Values.Where(relation => !After.Relations.ContainsKey(relation.Id));

    public IEnumerable<Column> NewColumns => After.Columns.Values.Where(column =>
        Before.Relations.ContainsKey(column.Table) && !Before.Columns.ContainsKey((column.Table, column.Number)));

    public IEnumerable<Column> GoneColumns => Before.Columns.Values.Where(column =>
        After.Relations.ContainsKey(column.Table) && !After.Columns.ContainsKey((column.Table, column.Number)));

    /// <summary>Columns that were there before and are not the same now.</summary>
    public IEnumerable<(Column Before, Column After)> ChangedColumns =>
        from column in After.Columns.Values
        where Before.Columns.TryGetValue((column.Table, column.Number), out var old) && old != column
        select (Before.Columns[(column.Table, column.Number)], column);

    /// <summary>Constraints that are new by identity and not only made again, as a change of a column's type does.</summary>
    public IEnumerable<TableConstraint> NewConstraints => After.Constraints.Values.Where(constraint =>
        !Before.Constraints.ContainsKey(constraint.Id)
        && (Words.Says("constraint", constraint.Name) || !Before.ConstraintsOf(constraint.Table).Any(old => old.Name == constraint.Name)));

    public IEnumerable<TableConstraint> GoneConstraints => Before.Constraints.Values.Where(constraint =>
        !After.Constraints.ContainsKey(constraint.Id) && !After.ConstraintsOf(constraint.Table).Any(now => now.Name == constraint.Name));

    public IEnumerable<TableIndex> NewIndexes => After.Indexes.Values.Where(index =>
        !Before.Indexes.ContainsKey(index.Id) && !Before.IndexesOf(index.Table).Any(old => old.Name == index.Name));

    public IEnumerable<TableIndex> GoneIndexes => Before.Indexes.Values.Where(index =>
        !After.Indexes.ContainsKey(index.Id) && !After.IndexesOf(index.Table).Any(now => now.Name == index.Name));
}
