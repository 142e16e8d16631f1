using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace DarkTower.Migrator.Review.Observing;

/// <summary>
/// Fills empty tables with plausible rows, so that what scans, rewrites or fails on rows does so in a review. Row n of a table points to
/// row n of its parents, so composite keys agree. A table whose checks are not understood stays empty.
/// </summary>
internal sealed partial class SampleRows(NpgsqlConnection connection, CancellationToken cancellation)
{
    private const int Rows = 120;
    private const int Attempts = 12;

    /// <summary>Fills every empty table except those named; gives the names of the tables that got rows.</summary>
    public async Task<IReadOnlySet<string>> FillAsync(IReadOnlySet<string> leaveEmpty)
    {
        var catalog = await LiveCatalogReader.ReadAsync(connection, cancellation);
        // Triggers and foreign keys do not run: rows come in any order, and no side effects.
        await ExecuteAsync("SET session_replication_role = replica");
        var filled = new HashSet<string>();
        var left = catalog.Relations.Values.Where(relation =>
            relation is { Kind: 'r' or 'p', IsPartition: false } && !leaveEmpty.Contains(relation.Name)
            && relation.Schema != "migrations").ToList();
        while (left.Count > 0)
        {
            // Parents first; a cycle is cut anywhere.
            var next = left.Find(table => !catalog.ConstraintsOf(table.Id).Any(constraint =>
                constraint.Kind == 'f' && constraint.Other != table.Id && left.Exists(other => other.Id == constraint.Other))) ?? left[0];
            left.Remove(next);
            if (await IsEmptyAsync(next) && await FillAsync(catalog, next))
                filled.Add(next.Name);
        }
        await ExecuteAsync("RESET session_replication_role");
        return filled;
    }

    private async Task<bool> FillAsync(LiveCatalog catalog, Relation table)
    {
        var overrides = new Dictionary<string, string?>();
        // Written with an archive of the same shape: its rows are the other's.
        if (Shadows.OriginalOf(catalog, table) is { } original
            && await TryAsync($"INSERT INTO {Quote(table)} SELECT * FROM {Quote(original)}") is null)
            return true;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var failure = await TryAsync(Insert(catalog, table, overrides));
            if (failure is null)
                return true;
            if (!Learn(catalog, table, failure, overrides))
                return false;
        }
        return false;
    }

    /// <summary>Another value for the columns of the check that refused, taken from the check's own text where it lists some.</summary>
    private static bool Learn(
        LiveCatalog catalog, Relation table, PostgresException failure, Dictionary<string, string?> overrides)
    {
        var check = catalog.ConstraintsOf(table.Id).FirstOrDefault(constraint => constraint.Name == failure.ConstraintName);
        if (failure.SqlState != PostgresErrorCodes.CheckViolation || check is null)
            return false;
        foreach (var column in catalog.ColumnsOf(table.Id).Where(column => check.Columns.Contains(column.Number)))
        {
            var literals = Literal().Matches(check.Definition).Select(match => match.Groups[1].Value).ToList();
            string?[] candidates = column.Type switch
            {
                "text" or "character varying" when check.Definition.Contains("= ANY (ARRAY", StringComparison.Ordinal) || literals.Count > 0
                    && !check.Definition.Contains('~') => [.. literals.Select(literal => $"'{literal}'")],
                "text" => ["'a' || g", "'a' || g || '@example.org'", "lpad(to_hex(g), 12, '0')", "'x'", "'A'"],
                "bytea" => ["sha256(g::text::bytea)", "'\\x00'::bytea"],
                "integer" or "bigint" or "smallint" => ["1", "0", "g % 100"],
                _ => [],
            };
            // No value at all satisfies most checks; then what the check lists or its kind suggests; then the default.
            if (!column.NotNull && column.Default is null)
                candidates = ["NULL", .. candidates];
            var next = Array.IndexOf(candidates, overrides.GetValueOrDefault(column.Name)) + 1;
            if (next < candidates.Length)
                overrides[column.Name] = candidates[next];
            else if (column.Default is not null)
                overrides[column.Name] = null;
        }
        return true;
    }

    private static string Insert(LiveCatalog catalog, Relation table, Dictionary<string, string?> overrides)
    {
        var values = new Dictionary<string, string>();
        List<string> parents = [];
        foreach (var key in catalog.ConstraintsOf(table.Id).Where(constraint => constraint.Kind == 'f' && constraint.Other != table.Id))
        {
            var alias = $"p{parents.Count}";
            var parent = catalog.Relations[key.Other];
            var target = ReferencedColumns().Match(key.Definition).Groups[1].Value.Split(", ");
            parents.Add($"LEFT JOIN (SELECT row_number() OVER () AS n, * FROM {Quote(parent)}) AS {alias} ON {alias}.n = g");
            for (var i = 0; i < key.Columns.Length; i++)
                values.TryAdd(catalog.Columns[(table.Id, key.Columns[i])].Name, $"{alias}.{target[i]}");
        }
        foreach (var column in catalog.ColumnsOf(table.Id).Where(column => column is { Identity: "", Generated: "" }))
        {
            if (overrides.TryGetValue(column.Name, out var chosen))
            {
                values.Remove(column.Name);
                if (chosen is not null)
                    values[column.Name] = chosen;
            }
            else if (!values.ContainsKey(column.Name) && (column.Default is null || IsUnique(catalog, table, column)))
            {
                values[column.Name] = Value(column.Type);
            }
        }
        return $"""
            INSERT INTO {Quote(table)} ({string.Join(", ", values.Keys.Select(Quote))}) SELECT {string.Join(", ", values.Values)}
            FROM generate_series(1, {Rows}) AS g {string.Join(' ', parents)}
            """;
    }

    private static bool IsUnique(LiveCatalog catalog, Relation table, Column column) =>
        column.Default?.Contains('(') != true
        && catalog.IndexesOf(table.Id).Any(index => index.Unique && index.Columns.Contains(column.Number));

    /// <summary>A value for row g, another for each row where the type has room for that.</summary>
    private static string Value(string type)
    {
        var (name, length) = (Modifier().Replace(type, ""), Modifier().Match(type) is { Success: true } size ? size.Groups[1].Value : "");
        return name switch
        {
            _ when name.EndsWith("[]", StringComparison.Ordinal) => $"'{{}}'::{type}",
            "uuid" => "md5(g::text)::uuid",
            "character varying" or "character" when length.Length > 0 =>
                string.Create(CultureInfo.InvariantCulture, $"right(lpad(g::text, {length}, '0'), {length})::{type}"),
            "text" or "character varying" or "citext" or "name" => "'a' || g",
            "bytea" => "sha256(g::text::bytea)",
            "boolean" => "g % 2 = 0",
            "json" or "jsonb" => $"'{{}}'::{type}",
            "inet" or "cidr" => $"('10.0.0.0'::inet + g)::{name}",
            "date" => "current_date - g",
            "interval" => "g * interval '1 minute'",
            _ when name.StartsWith("timestamp", StringComparison.Ordinal) => $"(now() - g * interval '1 second')::{type}",
            _ when name.StartsWith("time", StringComparison.Ordinal) => $"'12:00'::{type}",
            "smallint" or "integer" or "bigint" or "numeric" or "real" or "double precision" => $"g::{name}",
            _ when name.EndsWith("range", StringComparison.Ordinal) => $"'empty'::{type}",
            // Enums and domains: the first label, or what the text of a number can be cast to.
            _ => $"(SELECT coalesce((SELECT enumlabel FROM pg_enum WHERE enumtypid = to_regtype('{type.Replace("'", "''")}') "
                + $"ORDER BY enumsortorder LIMIT 1), g::text))::text::{type}",
        };
    }

    private async Task<bool> IsEmptyAsync(Relation table)
    {
        await using var command = new NpgsqlCommand($"SELECT NOT EXISTS (SELECT FROM {Quote(table)})", connection);
        return await command.ExecuteScalarAsync(cancellation) is true;
    }

    private async Task<PostgresException?> TryAsync(string sql)
    {
        try
        {
            await ExecuteAsync(sql);
            return null;
        }
        catch (PostgresException error)
        {
            return error;
        }
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static string Quote(Relation table) => $"{Quote(table.Schema)}.{Quote(table.BareName)}";

    private static string Quote(string name) => $"\"{name.Replace("\"", "\"\"")}\"";

    [GeneratedRegex(@"REFERENCES [^(]+\(([^)]*)\)")]
    private static partial Regex ReferencedColumns();

    [GeneratedRegex("'([^']*)'")]
    private static partial Regex Literal();

    [GeneratedRegex(@"\((\d+)[^)]*\)")]
    private static partial Regex Modifier();
}
