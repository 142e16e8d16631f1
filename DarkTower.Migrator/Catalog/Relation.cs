namespace DarkTower.Migrator.Catalog;

/// <summary>A table, partition, view or sequence as the catalog has it.</summary>
internal sealed record Relation(
    uint Oid, string Schema, string Name, char Kind, string Owner, bool IsPartition, uint RootOid, string Root,
    bool RowSecurity, bool Forced, string[] Options, string? PartitionKey, string? Bound, string? Comment)
{
    public List<Column> Columns { get; } = [];
    public List<Constraint> Constraints { get; } = [];
    public List<TableIndex> Indexes { get; } = [];
    public List<Policy> Policies { get; } = [];
    public List<Trigger> Triggers { get; } = [];
    public List<Grant> Grants { get; } = [];

    public string FullName => $"{Schema}.{Name}";

    public bool IsTable => Kind is 'r' or 'p';

    public bool IsView => Kind is 'v' or 'm';

    public Column? Column(string name) => Columns.Find(column => column.Name == name);

    public TableIndex? PrimaryKey => Indexes.Find(index => index.Primary);
}

internal sealed record Column(
    string Name, string Type, char TypeKind, bool NotNull, string? Default, char Identity, char Generated, bool Serial, string? Comment);

/// <summary>A constraint of a table; <paramref name="TargetOid"/> is 0 unless it is a foreign key.</summary>
internal sealed record Constraint(
    string Name, char Kind, string[] Columns, uint TargetOid, string[] TargetColumns, char OnDelete, char OnUpdate, bool Validated,
    string Definition);

/// <summary>
/// An index; a key that is an expression is null. Touched is every column whose change makes a new entry: keys, included ones, those of
/// expressions and predicate.
/// </summary>
internal sealed record TableIndex(
    string Name, bool Unique, bool Primary, bool Valid, bool Partial, string?[] Keys, string[] Touched, string Definition, string? Comment);

internal sealed record Policy(string Name, char Command, bool Permissive, string[] Roles, string? Using, string? Check);

internal sealed record Trigger(string Name, string Function, short Type, char Enabled, string Definition);

/// <summary>A right of somebody who is not the owner; <paramref name="Column"/> is null for the whole object.</summary>
internal sealed record Grant(string? Column, string Grantee, string Privilege, bool Grantable);

internal sealed record Routine(
    string Schema, string Name, string Arguments, string Owner, bool SecurityDefiner, bool FixedPath, bool Bound, string? Comment,
    string[] PublicRights);

/// <summary>A schema, or the database itself, and who but its owner may use it.</summary>
internal sealed record Namespace(string Name, string Owner, string? Comment, string[] Rights);

internal sealed record Role(string Name, bool CanLogin, bool Powerful, string[] MemberOf, string? Comment);
