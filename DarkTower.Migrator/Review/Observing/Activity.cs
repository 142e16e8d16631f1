using Npgsql;

namespace DarkTower.Migrator.Review.Observing;

/// <summary>What a session holds and has done in its transaction so far, as the server counts it.</summary>
internal sealed record Activity(
    IReadOnlyDictionary<uint, LockLevel> Locks, IReadOnlyDictionary<uint, RowWork> Work, long LockTimeout, bool TenantSet)
{
    private const string Locked = """
        SELECT relation, mode FROM pg_locks
        WHERE pid = pg_backend_pid() AND locktype = 'relation' AND granted AND relation >= 16384
        """;

    private const string Worked = """
        SELECT relid, coalesce(seq_scan, 0) + coalesce(idx_scan, 0), coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0),
            n_tup_ins, n_tup_upd, n_tup_del
        FROM pg_stat_xact_user_tables
        """;

    // A tenant is a custom setting (a name with a dot); which one, only the policies know.
    private const string Settings = """
        SELECT setting::bigint, EXISTS (
            SELECT FROM pg_policy, regexp_matches(
                concat(pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)), 'current_setting\(''([^'']+)''', 'g') AS named
            WHERE coalesce(current_setting(named[1], true), '') <> '')
        FROM pg_settings WHERE name = 'lock_timeout'
        """;

    public static async Task<Activity> ReadAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { new(Locked), new(Worked), new(Settings) } };
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var locks = new Dictionary<uint, LockLevel>();
        while (await reader.ReadAsync(cancellation))
        {
            var (table, level) = (reader.GetFieldValue<uint>(0), Enum.Parse<LockLevel>(reader.GetString(1)[..^"Lock".Length]));
            if (level > locks.GetValueOrDefault(table))
                locks[table] = level;
        }
        await reader.NextResultAsync(cancellation);
        var work = new Dictionary<uint, RowWork>();
        while (await reader.ReadAsync(cancellation))
        {
            work[reader.GetFieldValue<uint>(0)] = new RowWork(
                reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4), reader.GetInt64(5));
        }
        await reader.NextResultAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return new Activity(locks, work, reader.GetInt64(0), reader.GetBoolean(1));
    }

    public IReadOnlyDictionary<uint, LockLevel> LocksSince(Activity before) =>
        Locks.Where(held => held.Value > before.Locks.GetValueOrDefault(held.Key)).ToDictionary();

    public IReadOnlyDictionary<uint, RowWork> WorkSince(Activity before) => Work
        .Select(done => KeyValuePair.Create(done.Key, done.Value - before.Work.GetValueOrDefault(done.Key)))
        .Where(done => done.Value != default).ToDictionary();
}
