using Npgsql;

namespace DarkTower.Migrator.Queries.Worlds;

/// <summary>
/// Rows for every table of a freshly migrated scratch database: organizations whose rows have the same ids and differ in everything else,
/// so that a statement that forgets the tenant in one place meets rows of others. Nothing is random and nothing depends on the clock: any
/// server gets the same rows.
/// </summary>
internal static class TwinWorlds
{
    /// <summary>Has the rights of the service, and row security does not hold for it.</summary>
    public const string Unguarded = "describe_unguarded";

    /// <summary>Sees every row that changes, of any tenant, whatever changed it. A partition's trigger has its parent's name.</summary>
    private const string Recorder = """
        CREATE SCHEMA worlds;
        CREATE TABLE worlds.changes (place bigint GENERATED ALWAYS AS IDENTITY, table_name text, operation text, was text, is_now text);
        CREATE FUNCTION worlds.record() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
        BEGIN
            INSERT INTO worlds.changes (table_name, operation, was, is_now) VALUES (
                TG_ARGV[0], TG_OP, CASE WHEN TG_OP <> 'INSERT' THEN OLD::text END, CASE WHEN TG_OP <> 'DELETE' THEN NEW::text END);
            RETURN NULL;
        END $$;
        DO $$ BEGIN
            CREATE ROLE describe_unguarded BYPASSRLS NOLOGIN;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            NULL;
        END $$;
        """;

    /// <param name="superuser">To a scratch database with the schema and no rows.</param>
    /// <param name="cancellation">Stops between two tables.</param>
    /// <exception cref="WorldException">A table cannot be given rows.</exception>
    public static async Task FillAsync(NpgsqlConnection superuser, CancellationToken cancellation)
    {
        var tables = await WorldTables.ReadAsync(superuser, cancellation);
        var rows = new TableRows(superuser, cancellation);
        await ExecuteAsync(superuser, "BEGIN; SET LOCAL timezone = 'UTC'", cancellation);
        foreach (var table in tables)
        {
            var isParent = tables.Any(other => other.ForeignKeys.Any(key => key.TargetOid == table.Relation.Oid));
            await rows.FillAsync(table, isParent);
        }
        var sequences = tables.SelectMany(table => table.Columns.Where(column => column.IsIdentity).Select(column =>
            $"SELECT setval(pg_get_serial_sequence('{table.Sql}', '{column.Name}'), 1000000);"));
        await ExecuteAsync(superuser, string.Concat(sequences) + "COMMIT", cancellation);
        var triggers = tables.Select(table =>
            $"CREATE TRIGGER zz_worlds AFTER INSERT OR UPDATE OR DELETE ON {table.Sql} "
            + $"FOR EACH ROW EXECUTE FUNCTION worlds.record('{table.Relation.Name}');");
        await ExecuteAsync(superuser, Recorder + string.Concat(triggers), cancellation);
        await ExecuteAsync(superuser, $"GRANT darktower_app, darktower_jobs TO {Unguarded}; ANALYZE", cancellation);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
