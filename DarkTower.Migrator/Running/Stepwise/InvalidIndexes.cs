using Npgsql;

namespace DarkTower.Migrator.Running.Stepwise;

/// <summary>What a REINDEX CONCURRENTLY that was killed leaves: half an index beside the one it was to replace.</summary>
internal static class InvalidIndexes
{
    private const string Remains = """
        SELECT quote_ident(nspname) || '.' || quote_ident(relname)
        FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid JOIN pg_namespace ON pg_namespace.oid = relnamespace
        WHERE NOT indisvalid AND relname ~ '_cc(new|old)\d*$' AND nspname NOT LIKE 'pg\_%'
        """;

    public static async Task DropRemainsOfReindexAsync(NpgsqlConnection connection, TextWriter output, CancellationToken cancellation)
    {
        foreach (var name in await connection.RowsAsync(Remains, row => row.GetString(0), cancellation))
        {
            await connection.ExecuteAsync($"DROP INDEX CONCURRENTLY {name}", cancellation);
            await output.WriteLineAsync($"invalid index {name} dropped");
        }
    }
}
