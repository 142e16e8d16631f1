using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace DarkTower.Migrator.Queries.Worlds;

/// <summary>Fills one table after the other; remembers the keys that children point to.</summary>
internal sealed class TableRows(NpgsqlConnection connection, CancellationToken cancellation)
{
    public const int Orgs = 20;

    private readonly Dictionary<uint, Parent> _parents = [];

    /// <summary>Some organizations have ids that others do not have.</summary>
    public static int CountOf(int org) => 120 + (org % 4 * 5);

    public async Task FillAsync(WorldTable table, bool isParent)
    {
        var references = References(table);
        var shapes = await Shapes.OfAsync(connection, table, column => Candidates(table, column, references), cancellation);
        var columns = shapes.SelectMany(group => group.Columns).ToList();
        var cells = columns.Select(_ => new List<string?>()).ToArray();
        // One row an organization where that is the key.
        var single = table.Relation.PrimaryKey?.Keys is [WorldTable.Tenant];
        for (var org = 0; org < (table.HasTenant ? Orgs : 1); org++)
        {
            for (var number = 0; number < (single ? 1 : CountOf(org)); number++)
                Add(new RowAt(org, number), shapes, cells, references, table.Relation.RowSecurity);
        }
        await InsertAsync(table, columns, cells);
        if (isParent)
            _parents[table.Relation.Oid] = await ReadAsync(table);
    }

    /// <summary>Every fourth row is the ordinary one in everything; the others take turns, each group of columns at its own pace.</summary>
    private static void Add(
        RowAt row, IReadOnlyList<Shapes> shapes, List<string?>[] cells, Dictionary<string, Func<RowAt, string?>> references, bool isTenants)
    {
        var at = 0;
        for (var group = 0; group < shapes.Count; group++)
        {
            var (columns, rows) = shapes[group];
            var ordinary = row.Number > 0 ? row.Number % 4 == 0 : row.Org == 1 || row.Org % 4 == 0;
            var turn = row.Number + (row.Org * 11) + (group * (1 + (row.Number / 7)));
            var shape = rows[ordinary ? 0 : turn % rows.Count];
            for (var place = 0; place < columns.Count; place++)
            {
                var column = columns[place];
                var own = column.Name == WorldTable.Tenant || column.IsTime || references.ContainsKey(column.Name);
                // The rest of a key is everybody's, what is unique beside it is sometimes: forgetting the tenant must find others.
                var shared = !own && (column.IsKey || (isTenants && column.IsUnique && row.Number % 4 == 0));
                cells[at++].Add(shape[place].Of(shared ? row.Shared : row));
            }
        }
    }

    private static IEnumerable<Candidate> Candidates(
        WorldTable table, WorldColumn column, Dictionary<string, Func<RowAt, string?>> references)
    {
        if (column is { Name: WorldTable.Tenant, BaseType: "uuid" })
            return [new(row => RowAt.OrgId(row.Org))];
        if (references.TryGetValue(column.Name, out var reference))
            return column.NotNull ? [new(reference)] : [new(reference), Candidate.Null];
        if (column.IsIdentity)
            return [new(row => $"{row.Seed}")];
        var checks = table.Checks.Where(check => check.Columns.Contains(column.Name)).Select(check => check.Expression);
        return new ColumnCandidates(column, [.. checks]).All();
    }

    /// <summary>Where each column of a foreign key gets its value: from a parent of the same organization.</summary>
    private Dictionary<string, Func<RowAt, string?>> References(WorldTable table)
    {
        Dictionary<string, Func<RowAt, string?>> references = [];
        var shift = 0;
        foreach (var key in table.ForeignKeys)
        {
            var apart = shift++ * 7;
            // A row of its own for each parent, where that is the key; some get none.
            var single = table.Relation.PrimaryKey is { } primary
                && primary.Keys.All(column => column == WorldTable.Tenant || key.Columns.Contains(column));
            foreach (var (column, target) in key.Columns.Zip(key.TargetColumns).Where(pair => pair.First != WorldTable.Tenant))
            {
                if (key.TargetOid == table.Relation.Oid)
                    references.TryAdd(column, row => row.Number == 0 ? null : RowAt.Id(KindOf(table, target), row.Number / 2));
                else if (_parents.TryGetValue(key.TargetOid, out var parent))
                    references.TryAdd(column, row => parent.Value(row.Org, single ? row.Number * 6 / 5 : ParentOf(row, apart), target));
                else if (table.Columns.First(it => it.Name == column).NotNull)
                    throw new WorldException(table, $"{key.Name} is part of a circle");
                else
                    references.TryAdd(column, _ => null);
            }
        }
        return references;
    }

    /// <summary>
    /// The first ones have many children, the next one or two, the last ones none; and here and there one has none where the same one of
    /// another organization has some: that a child is there is something to leak, too.
    /// </summary>
    private static int ParentOf(RowAt row, int apart)
    {
        var parent = apart + (row.Number % 3 == 2 ? row.Number / 9 : row.Number * 2 / 3);
        return (parent + row.Org) % 4 == 3 ? parent + 1 : parent;
    }

    private static string KindOf(WorldTable table, string column) => table.Columns.First(it => it.Name == column).IdKind;

    /// <summary>Foreign keys and checks are the server's; a row whose key is taken by an earlier one is left out.</summary>
    private async Task InsertAsync(WorldTable table, List<WorldColumn> columns, List<string?>[] cells)
    {
        var sql = new StringBuilder($"INSERT INTO {table.Sql} (").AppendJoin(", ", columns.Select(column => WorldTable.Quote(column.Name)))
            .Append(") OVERRIDING SYSTEM VALUE SELECT ").AppendJoin(", ", columns.Select((column, at) => $"c{at}::{column.Type}"))
            .Append(" FROM unnest(").AppendJoin(", ", columns.Select((_, at) => $"${at + 1}::text[]"))
            .Append(") AS r (").AppendJoin(", ", columns.Select((_, at) => $"c{at}")).Append(") ON CONFLICT DO NOTHING");
        await using var command = new NpgsqlCommand(sql.ToString(), connection);
        foreach (var cell in cells)
            command.Parameters.Add(new() { Value = cell.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        try
        {
            if (await command.ExecuteNonQueryAsync(cancellation) == 0)
                throw new WorldException(table, "every row has a key that is taken");
        }
        catch (PostgresException error)
        {
            throw new WorldException(table, $"the server says: {error.MessageText}", error);
        }
    }

    private async Task<Parent> ReadAsync(WorldTable table)
    {
        var key = table.Relation.PrimaryKey?.Keys ?? table.Columns.Select(column => (string?)column.Name).ToArray();
        var columns = table.Columns.Select(column => WorldTable.Quote(column.Name));
        var tenant = table.HasTenant ? WorldTable.Quote(WorldTable.Tenant) + "::text" : "NULL";
        await using var command = new NpgsqlCommand(
            $"SELECT ARRAY[{string.Join(", ", columns.Select(column => column + "::text"))}], {tenant} FROM {table.Sql} "
            + $"ORDER BY {string.Join(", ", key.OfType<string>().Select(WorldTable.Quote))}", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        List<(string Tenant, string?[] Row)> rows = [];
        while (await reader.ReadAsync(cancellation))
            rows.Add((await reader.IsDBNullAsync(1, cancellation) ? "" : reader.GetString(1), reader.GetFieldValue<string?[]>(0)));
        return new Parent(
            [.. table.Columns.Select(column => column.Name)], rows.ToLookup(row => row.Tenant, row => row.Row), table.HasTenant);
    }

    private sealed class Parent(List<string> columns, ILookup<string, string?[]> rows, bool hasTenant)
    {
        private readonly Dictionary<string, string?[][]> _rows = rows.ToDictionary(group => group.Key, group => group.ToArray());

        public string? Value(int org, int number, string column) =>
            _rows.TryGetValue(hasTenant ? RowAt.OrgId(org) : "", out var mine) ? mine[number % mine.Length][columns.IndexOf(column)] : null;
    }
}
