namespace DarkTower.Migrator.Review.Observing;

/// <summary>What the catalog says at one moment, of everything users made; keyed by what stays the same when a thing is renamed.</summary>
internal sealed record LiveCatalog(
    IReadOnlyDictionary<uint, Relation> Relations,
    IReadOnlyDictionary<(uint Table, short Number), Column> Columns,
    IReadOnlyDictionary<uint, TableConstraint> Constraints,
    IReadOnlyDictionary<uint, TableIndex> Indexes,
    IReadOnlyDictionary<uint, TableTrigger> Triggers,
    IReadOnlyDictionary<uint, TablePolicy> Policies,
    IReadOnlyDictionary<uint, string> EnumLabels,
    IReadOnlyDictionary<uint, string> Schemas)
{
    public Relation? Find(string name) => Relations.Values.FirstOrDefault(relation => relation.Name == name);

    public IEnumerable<Column> ColumnsOf(uint table) => Columns.Values.Where(column => column.Table == table);

    public IEnumerable<TableIndex> IndexesOf(uint table) => Indexes.Values.Where(index => index.Table == table);

    public IEnumerable<TableConstraint> ConstraintsOf(uint table) => Constraints.Values.Where(constraint => constraint.Table == table);

    /// <summary>The partitioned table at the top, or the table itself: what people call it by.</summary>
    public Relation RootOf(Relation relation) =>
        relation.IsPartition && Relations.TryGetValue(relation.Parent, out var parent) ? RootOf(parent) : relation;
}

// Kind: pg_class.relkind: r, p (partitioned), v, m (materialized view), S, i, I, f.
// Parent: the partitioned table it is a partition of; 0 for none.
internal sealed record Relation(
    uint Id, string Schema, string BareName, char Kind, uint FileNode, uint Parent, bool IsPartition, bool IsDefaultPartition,
    char Persistence, uint Tablespace, uint AccessMethod, bool RowSecurity, bool ForcedRowSecurity, string Options)
{
    public string Name => $"{Schema}.{BareName}";

    public bool HoldsRows => Kind is 'r' or 'p' or 'm';
}

// Default: expression of the default or of the generated column; null for none.
// Identity: empty, a (always) or d (by default).
// Generated: empty, s (stored) or v (virtual).
internal sealed record Column(
    uint Table, short Number, string Name, string Type, bool NotNull, string? Default, string Identity, string Generated, uint Collation);

// Kind: pg_constraint.contype: c, f, p, u, x, n.
// Index: the index that enforces it; 0 for none.
// Other: the referenced table of a foreign key; 0 for none.
internal sealed record TableConstraint(
    uint Id, uint Table, string Name, char Kind, bool Validated, uint Index, uint Other, short[] Columns, string Definition);

internal sealed record TableIndex(
    uint Id, uint Table, string Name, bool Unique, bool Primary, bool Valid, bool Partial, short[] Columns, uint FileNode,
    string Definition);

internal sealed record TableTrigger(uint Id, uint Table, string Name, char Enabled);

internal sealed record TablePolicy(uint Id, uint Table, string Name, bool Permissive, string Text);
