using System.Globalization;
using System.Text.RegularExpressions;
using DarkTower.Migrator.Catalog;
using Npgsql;

namespace DarkTower.Migrator.Queries.Worlds;

/// <summary>Reads the tables of a schema, in an order in which parents come before children.</summary>
internal static partial class WorldTables
{
    // What a domain is made of and asks for, and the labels of an enum.
    private const string Types = """
        SELECT format_type(t.oid, NULL), CASE typtype WHEN 'd' THEN format_type(typbasetype, typtypmod) END,
            ARRAY(SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE contypid = t.oid AND contype = 'c' ORDER BY conname),
            ARRAY(SELECT enumlabel::text FROM pg_enum WHERE enumtypid = t.oid ORDER BY enumsortorder)
        FROM pg_type AS t
        WHERE typtype IN ('d', 'e') AND typnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
        """;

    public static async Task<IReadOnlyList<WorldTable>> ReadAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var catalog = await DatabaseCatalog.ReadAsync(connection, cancellation);
        var types = await TypesAsync(connection, cancellation);
        var relations = catalog.Tables.Where(table => !table.IsPartition).ToList();
        var kinds = relations.SelectMany(KeyIds).Distinct().OrderByDescending(kind => kind.Length).ToList();
        var tables = relations.Select(table => Read(table, types, kinds)).ToList();
        List<WorldTable> ordered = [];
        while (tables.Count > 0)
        {
            // A cycle is cut anywhere.
            var next = tables.Find(table => table.ForeignKeys.All(key =>
                key.TargetOid == table.Relation.Oid || !tables.Exists(other => other.Relation.Oid == key.TargetOid))) ?? tables[0];
            tables.Remove(next);
            ordered.Add(next);
        }
        return ordered;
    }

    private static WorldTable Read(Relation table, Dictionary<string, UserType> types, List<string> kinds)
    {
        var columns = table.Columns.Where(column => column.Generated == ' ')
            .Select(column => Read(table, column, types, kinds)).ToList();
        var names = columns.Select(column => column.Name).ToHashSet();
        var checks = table.Constraints.Where(constraint => constraint.Kind == 'c' && names.IsSupersetOf(constraint.Columns))
            .Select(constraint => new WorldCheck(constraint.Name, constraint.Columns, Expression(constraint.Definition)));
        var ofDomains = table.Columns.Where(column => column.TypeKind == 'd').SelectMany(column =>
            types[column.Type].Checks.Select(check => new WorldCheck(
                column.Type, [column.Name], Value().Replace(Expression(check), WorldTable.Quote(column.Name)))));
        return new WorldTable(table, columns, [.. checks, .. ofDomains]);
    }

    private static WorldColumn Read(Relation table, Column column, Dictionary<string, UserType> types, List<string> kinds)
    {
        var type = types.GetValueOrDefault(column.Type)?.Base ?? column.Type;
        var size = Modifier().Match(type);
        return new WorldColumn(
            column.Name, column.Type, Modifier().Replace(type, ""),
            type.StartsWith("char", StringComparison.Ordinal) && size.Success
                ? int.Parse(size.Groups[1].Value, CultureInfo.InvariantCulture) : int.MaxValue,
            column.NotNull, Constant(column.Default),
            table.PrimaryKey?.Keys is { } key && key.Contains(column.Name) && (key.Contains(WorldTable.Tenant) || !HasTenant(table)),
            table.Indexes.Exists(index => index.Unique && index.Keys.Contains(column.Name)),
            kinds.Find(kind => column.Name == kind || column.Name.EndsWith($"_{kind}", StringComparison.Ordinal))
                ?? $"{table.Name}.{column.Name}",
            types.GetValueOrDefault(column.Type)?.Labels is { Length: > 0 } labels ? labels : null,
            column.Identity is 'a' or 'd' || column.Serial);
    }

    private static bool HasTenant(Relation table) => table.Column(WorldTable.Tenant) is not null;

    private static IEnumerable<string> KeyIds(Relation table) => table.Columns
        .Where(column => column is { Type: "uuid", Name: not WorldTable.Tenant } && table.PrimaryKey?.Keys.Contains(column.Name) == true)
        .Select(column => column.Name);

    private static string? Constant(string? expression) => expression is not null && Literal().Match(expression) is { Success: true } match
        ? match.Groups["text"].Success ? match.Groups["text"].Value.Replace("''", "'") : match.Groups["plain"].Value
        : null;

    private static string Expression(string definition) => Suffix().Replace(definition["CHECK ".Length..], "");

    private sealed record UserType(string? Base, string[] Checks, string[] Labels);

    private static async Task<Dictionary<string, UserType>> TypesAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Types, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        Dictionary<string, UserType> types = [];
        while (await reader.ReadAsync(cancellation))
        {
            types[reader.GetString(0)] = new(
                await reader.IsDBNullAsync(1, cancellation) ? null : reader.GetString(1),
                reader.GetFieldValue<string[]>(2), reader.GetFieldValue<string[]>(3));
        }
        return types;
    }

    [GeneratedRegex(@"\bVALUE\b")]
    private static partial Regex Value();

    [GeneratedRegex(@"\((\d+)[^)]*\)")]
    private static partial Regex Modifier();

    [GeneratedRegex(@"( NO INHERIT| NOT VALID| NOT ENFORCED)+$")]
    private static partial Regex Suffix();

    [GeneratedRegex(@"^(?:'(?<text>(?:[^']|'')*)'(?:::[\w\s"".\[\]()]+)?|\(?(?<plain>-?[\d.]+|true|false)\)?(?:::[\w\s]+)?)$")]
    private static partial Regex Literal();
}
