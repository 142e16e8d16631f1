using Npgsql;

namespace DarkTower.Migrator.Queries;

/// <summary>The constraints of the schema that code may refer to by name.</summary>
internal sealed class Constraints
{
    // A unique index without a constraint is named by a violation as one is.
    private const string Sql = """
        SELECT conname::text, relname::text
        FROM pg_constraint
        JOIN pg_class ON pg_class.oid = conrelid
        WHERE connamespace = 'public'::regnamespace
        UNION ALL
        SELECT pg_class.relname::text, owner.relname::text
        FROM pg_index
        JOIN pg_class ON pg_class.oid = indexrelid
        JOIN pg_class AS owner ON owner.oid = indrelid
        WHERE indisunique AND pg_class.relnamespace = 'public'::regnamespace
        """;

    private readonly Dictionary<string, string> _tables = [];

    public static async Task<Constraints> ReadAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var constraints = new Constraints();
        await using var command = new NpgsqlCommand(Sql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            constraints._tables.TryAdd(reader.GetString(0), reader.GetString(1));
        return constraints;
    }

    /// <summary>Of the names that queries make refusals, those that something they write can be refused by.</summary>
    public IReadOnlyList<string> Known(IEnumerable<(string Name, IEnumerable<string> Writes)> named) =>
    [
        .. named.GroupBy(each => each.Name, each => each.Writes)
            .Where(each => _tables.TryGetValue(each.Key, out var table) && each.All(writes => writes.Contains(table)))
            .Select(each => each.Key),
    ];
}
