using DarkTower.Migrator.Catalog;

namespace DarkTower.Migrator.Queries.Worlds;

/// <summary>A table with what decides about its rows.</summary>
/// <param name="Relation">As the catalog has it.</param>
/// <param name="Columns">Those that get a value; a generated one gets its own.</param>
/// <param name="Checks">Those that are about these columns alone, by name.</param>
internal sealed record WorldTable(Relation Relation, IReadOnlyList<WorldColumn> Columns, IReadOnlyList<WorldCheck> Checks)
{
    public const string Tenant = "org_id";

    public string Name => Relation.FullName;

    public string Sql => $"{Quote(Relation.Schema)}.{Quote(Relation.Name)}";

    public bool HasTenant => Relation.Column(Tenant) is not null;

    /// <summary>Longest first: what a shorter one says about the same columns follows from it.</summary>
    public IEnumerable<Constraint> ForeignKeys => Relation.Constraints
        .Where(constraint => constraint.Kind == 'f').OrderByDescending(key => key.Columns.Length)
        .ThenBy(key => key.Name, StringComparer.Ordinal);

    public static string Quote(string name) => $"\"{name.Replace("\"", "\"\"")}\"";
}

/// <param name="Name">Of the constraint, or of the domain.</param>
/// <param name="Columns">What it reads.</param>
/// <param name="Expression">As the server writes it.</param>
internal sealed record WorldCheck(string Name, IReadOnlyList<string> Columns, string Expression);

/// <param name="Name">The column.</param>
/// <param name="Type">With its length.</param>
/// <param name="BaseType">Without, and of a domain what it is made of.</param>
/// <param name="Length">Of text.</param>
/// <param name="NotNull">Whether it is.</param>
/// <param name="DefaultText">The default, when it is a constant.</param>
/// <param name="IsKey">Part of a primary key that is each tenant's own.</param>
/// <param name="IsUnique">Part of a unique index.</param>
/// <param name="IdKind">Whose ids a uuid column holds.</param>
/// <param name="Labels">Of an enum.</param>
/// <param name="IsIdentity">Numbered by the server.</param>
internal sealed record WorldColumn(
    string Name, string Type, string BaseType, int Length, bool NotNull, string? DefaultText, bool IsKey, bool IsUnique, string IdKind,
    IReadOnlyList<string>? Labels, bool IsIdentity)
{
    public bool IsText => BaseType is "text" or "character varying" or "character" or "citext" or "name";

    public bool IsTime => BaseType is "date" || BaseType.StartsWith("timestamp", StringComparison.Ordinal);
}
