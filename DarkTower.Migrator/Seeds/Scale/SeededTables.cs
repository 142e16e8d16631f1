using Npgsql;

namespace DarkTower.Migrator.Seeds.Scale;

/// <summary>
/// PostgreSQL refuses COPY into a table whose row security holds for the role that copies, and here it is forced on the owner too. So the
/// tables are locked against everybody, the force is lifted from the owner alone (policies stay for every other role), and it is put back
/// before the one commit: no other session ever sees a table that is not forced, and a crash at any moment rolls all of it back.
/// </summary>
internal sealed class SeededTables(NpgsqlConnection connection, string[] tables)
{
    private string Names => string.Join(", ", tables.Select(table => $"public.{table}"));

    public async Task LockAsync(TimeSpan timeout, CancellationToken cancellation)
    {
        await ExecuteAsync($"SET LOCAL lock_timeout = {(long)timeout.TotalMilliseconds}", cancellation);
        await ExecuteAsync($"LOCK TABLE {Names} IN ACCESS EXCLUSIVE MODE", cancellation);
    }

    /// <summary>Only those that are forced: the global tables have no row security.</summary>
    public async Task<IReadOnlyList<string>> LiftForceAsync(CancellationToken cancellation)
    {
        const string Forced = """
            SELECT relname
            FROM pg_class
            WHERE relnamespace = 'public'::regnamespace AND relforcerowsecurity AND relname = ANY ($1)
            """;
        List<string> forced = [];
        await using (var command = new NpgsqlCommand(Forced, connection))
        {
            command.Parameters.Add(new() { Value = tables });
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation))
                forced.Add(reader.GetString(0));
        }
        foreach (var table in forced)
            await ExecuteAsync($"ALTER TABLE public.{table} NO FORCE ROW LEVEL SECURITY", cancellation);
        return forced;
    }

    public async Task ForceAsync(IEnumerable<string> forced, CancellationToken cancellation)
    {
        foreach (var table in forced)
            await ExecuteAsync($"ALTER TABLE public.{table} FORCE ROW LEVEL SECURITY", cancellation);
    }

    /// <summary>Only after the force is lifted: until then the owner sees no rows.</summary>
    public async Task RefuseRowsAsync(IEnumerable<string> empty, CancellationToken cancellation)
    {
        foreach (var table in empty)
        {
            await using var command = new NpgsqlCommand($"SELECT EXISTS (SELECT FROM public.{table})", connection);
            if (await command.ExecuteScalarAsync(cancellation) is true)
            {
                throw new Refusal(ExitCode.NotEmpty,
                    $"Table {table} holds rows; scale data goes into a database without any. Nothing was done: give another database.");
            }
        }
    }

    /// <summary>An entry of the trail that no month takes would end in the default partition, where it is an alarm.</summary>
    public async Task RefuseMissingMonthAsync(DateOnly asOf, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand($"SELECT to_regclass('public.audit_logs_{asOf:yyyy_MM}') IS NOT NULL", connection);
        if (await command.ExecuteScalarAsync(cancellation) is not true)
        {
            throw new Refusal(ExitCode.Usage,
                $"audit_logs has no partition for {asOf:yyyy-MM}; give --as-of in a month that has one, or make it with `partitions`.");
        }
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
