namespace DarkTower.Migrator.Queries.Analysis;

/// <summary>What the catalog says of everything that trees name by oid.</summary>
internal sealed class ServerCatalog
{
    public required int Major { get; init; }
    public required IReadOnlyDictionary<uint, TableInfo> Tables { get; init; }
    public required IReadOnlyDictionary<uint, FunctionInfo> Functions { get; init; }
    public required IReadOnlyDictionary<uint, OperatorInfo> Operators { get; init; }

    /// <summary>Domains that refuse NULL.</summary>
    public required IReadOnlySet<uint> NotNullDomains { get; init; }

    /// <summary>Collations under which different texts can be equal.</summary>
    public required IReadOnlySet<uint> LooseCollations { get; init; }

    /// <summary>Types whose order is told by a leakproof function.</summary>
    public required IReadOnlySet<uint> LeakproofOrders { get; init; }

    public FunctionInfo Function(uint oid) => Functions[oid];

    /// <summary>The operator of an OPEXPR and its kin.</summary>
    public OperatorInfo Operator(Node expression) => Operators[expression.Oid("opno")];
}

/// <param name="Oid">Its own.</param>
/// <param name="Name">Without schema.</param>
/// <param name="Kind">relkind.</param>
/// <param name="Root">The partitioned table it is a part of, or itself.</param>
/// <param name="Inherited">Other tables' rows are seen in it, without its keys.</param>
/// <param name="SkipsInserts">A trigger may leave a row out that is inserted.</param>
/// <param name="View">What a view selects.</param>
internal sealed record TableInfo(
    uint Oid, string Name, char Kind, string Root, bool Inherited, bool SkipsInserts, Node? View)
{
    public Dictionary<int, ColumnInfo> Columns { get; } = [];

    public List<UniqueKey> Keys { get; } = [];

    /// <summary>Of its indexes, over relation 1, with the text that an index's definition has for each.</summary>
    public List<(string Text, Node Expression)> Expressions { get; } = [];

    public ColumnInfo? Column(string name) => Columns.Values.FirstOrDefault(column => column.Name == name);
}

/// <param name="Number">attnum.</param>
/// <param name="Name">attname.</param>
/// <param name="NotNull">By itself or by its domain.</param>
/// <param name="Check">The CHECK that lists its values.</param>
/// <param name="FullElements">A CHECK keeps NULL out of its elements.</param>
internal sealed record ColumnInfo(int Number, string Name, bool NotNull, string? Check, bool FullElements);

/// <summary>A unique index that holds at every moment.</summary>
/// <param name="Index">Its oid.</param>
/// <param name="Constraint">The constraint it serves; 0 for none.</param>
/// <param name="Parts">Columns and expressions.</param>
/// <param name="Predicate">What the rows in it satisfy; empty for all.</param>
internal sealed record UniqueKey(uint Index, uint Constraint, IReadOnlyList<KeyPart> Parts, IReadOnlyList<Node> Predicate);

/// <param name="Column">attnum; 0 for an expression.</param>
/// <param name="Expression">Over relation 1.</param>
/// <param name="Equality">Operators that mean the same equality.</param>
/// <param name="Collation">0 for none.</param>
internal sealed record KeyPart(int Column, Node? Expression, IReadOnlySet<uint> Equality, uint Collation);

/// <param name="Name">Without schema.</param>
/// <param name="BuiltIn">In pg_catalog.</param>
/// <param name="Strict">NULL in, NULL out.</param>
/// <param name="Volatile">May answer differently in one statement.</param>
/// <param name="Arguments">Types.</param>
/// <param name="CastFrom">It is the built-in cast from this type; 0 for none.</param>
/// <param name="Leakproof">Tells nothing of its arguments but by what it returns.</param>
internal sealed record FunctionInfo(
    string Name, bool BuiltIn, bool Strict, bool Volatile, IReadOnlyList<uint> Arguments, uint CastFrom, bool Leakproof);

/// <param name="Name">Without schema.</param>
/// <param name="BuiltIn">In pg_catalog.</param>
/// <param name="Strict">NULL in, NULL out.</param>
/// <param name="Left">Type.</param>
/// <param name="Right">Type.</param>
/// <param name="Leakproof">Its function is.</param>
internal sealed record OperatorInfo(string Name, bool BuiltIn, bool Strict, uint Left, uint Right, bool Leakproof);
