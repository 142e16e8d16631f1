using System.Text.RegularExpressions;
using Npgsql;

namespace DarkTower.Migrator.Queries.Worlds;

/// <summary>Rows of the worlds to make arguments of; read once, as text.</summary>
internal sealed partial class WorldSample(NpgsqlConnection superuser)
{
    private readonly Dictionary<string, TableSample> _tables = [];
    private readonly Dictionary<string, IReadOnlyList<string>> _lists = [];

    /// <param name="Columns">Of the table.</param>
    /// <param name="Ids">The part of the key that is not the tenant.</param>
    /// <param name="Mine">Rows of the first organization, ordinary ones first; of a table without tenants, of everybody.</param>
    /// <param name="Others">Rows of the second.</param>
    public sealed record TableSample(
        IReadOnlyList<string> Columns, IReadOnlyList<string> Ids, IReadOnlyList<string?[]> Mine, IReadOnlyList<string?[]> Others)
    {
        /// <summary>What the second organization has in a column and the first has not: beside ids of both, and ids of its own.</summary>
        public IEnumerable<string> Foreign(string column)
        {
            var foreign = ColumnOf(Others, column).Except(ColumnOf(Mine, column)).ToList();
            return foreign.Take(3).Concat(foreign.TakeLast(1));
        }

        public IEnumerable<string> ColumnOf(IReadOnlyList<string?[]> rows, string column) =>
            Place(column) is var place and >= 0 ? rows.Select(row => row[place]).OfType<string>() : [];

        public int Place(string column) => Columns.ToList().IndexOf(column);
    }

    public async Task<TableSample> OfAsync(string table, CancellationToken cancellation)
    {
        if (_tables.TryGetValue(table, out var known))
            return known;
        await using var names = new NpgsqlCommand("""
            SELECT attname::text, EXISTS (
                SELECT FROM pg_index WHERE indrelid = attrelid AND indisprimary AND attnum = ANY (indkey::smallint[]))
            FROM pg_attribute WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped ORDER BY attnum
            """, superuser) { Parameters = { new() { Value = table } } };
        List<string> columns = [];
        List<string> ids = [];
        await using (var reader = await names.ExecuteReaderAsync(cancellation))
        {
            while (await reader.ReadAsync(cancellation))
            {
                columns.Add(reader.GetString(0));
                if (reader.GetBoolean(1) && reader.GetString(0) != WorldTable.Tenant)
                    ids.Add(reader.GetString(0));
            }
        }
        return _tables[table] = new TableSample(
            columns, ids, Ordinary(await RowsAsync(table, columns, ids, 0, cancellation)),
            await RowsAsync(table, columns, ids, 1, cancellation));
    }

    /// <summary>The values a check lists.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(string check, CancellationToken cancellation)
    {
        if (_lists.TryGetValue(check, out var known))
            return known;
        await using var command = new NpgsqlCommand("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = $1", superuser)
        {
            Parameters = { new() { Value = check } },
        };
        var definition = await command.ExecuteScalarAsync(cancellation) as string ?? "";
        return _lists[check] = [.. Literal().Matches(definition).Select(match => match.Groups[1].Value.Replace("''", "'"))];
    }

    private async Task<List<string?[]>> RowsAsync(
        string table, List<string> columns, List<string> ids, int org, CancellationToken cancellation)
    {
        if (columns.Count == 0)
            return [];
        var cells = string.Join(", ", columns.Select(column => WorldTable.Quote(column) + "::text"));
        var where = columns.Contains(WorldTable.Tenant) ? $"WHERE org_id = '{RowAt.OrgId(org)}'" : org == 0 ? "" : "LIMIT 0";
        var order = where.StartsWith("LIMIT", StringComparison.Ordinal) ? "" : $"ORDER BY {string.Join(", ", ids.Append("1").Select(id =>
            id == "1" ? id : WorldTable.Quote(id)))}";
        await using var command = new NpgsqlCommand($"SELECT {cells} FROM {WorldTable.Quote(table)} {where} {order}", superuser)
        {
            AllResultTypesAreUnknown = true,
        };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        List<string?[]> rows = [];
        while (await reader.ReadAsync(cancellation))
            rows.Add([.. columns.Select((_, at) => reader.IsDBNull(at) ? null : reader.GetString(at))]);
        return rows;
    }

    /// <summary>As <see cref="TableRows"/> makes them, every fourth is ordinary in everything.</summary>
    private static List<string?[]> Ordinary(List<string?[]> rows) =>
        [.. rows.Select((row, at) => (row, at)).OrderBy(pair => pair.at % 4 == 0 && pair.at < 16 ? 0 : 1).Select(pair => pair.row)];

    [GeneratedRegex("'((?:[^']|'')*)'")]
    private static partial Regex Literal();
}
