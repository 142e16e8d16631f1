using System.Diagnostics;
using Npgsql;

namespace DarkTower.Migrator.Running;

/// <summary>
/// One migrator a database. The lock is asked for again and again with no transaction open: a session that waits inside
/// pg_advisory_lock would deadlock with a CREATE INDEX CONCURRENTLY of the one that holds it. It goes with the control connection.
/// </summary>
internal static class MigrationLock
{
    // "DarkTowr" in ASCII; advisory locks are per database.
    private const long Key = 0x4461726b546f7772;

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Progress = TimeSpan.FromSeconds(5);

    public static async Task TakeAsync(TargetDatabase target, Settings settings, TextWriter output, CancellationToken cancellation)
    {
        var waited = Stopwatch.StartNew();
        var nextLine = TimeSpan.Zero;
        while (!await TryAsync(target, cancellation))
        {
            var holder = await HolderAsync(target, cancellation) ?? "it has just ended";
            if (waited.Elapsed >= settings.LockWait)
            {
                throw new Refusal(ExitCode.LockTimeout,
                    $"Another migrator still holds the lock after {waited.Elapsed.TotalSeconds:0.0} s ({holder}); nothing was done.");
            }
            if (waited.Elapsed >= nextLine)
            {
                await output.WriteLineAsync($"waiting for another migrator: {holder}");
                nextLine = waited.Elapsed + Progress;
            }
            await Task.Delay(Poll, cancellation);
        }
        await WorkerFence.WaitAsync(target.Connection, settings, output, cancellation);
    }

    /// <summary>Before each step: a server that dropped the control connection has let the next migrator in.</summary>
    public static async Task AssertHeldAsync(TargetDatabase target, CancellationToken cancellation)
    {
        const string Held = "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid())";
        await using var command = new NpgsqlCommand(Held, target.Connection);
        if (await command.ExecuteScalarAsync(cancellation) is not true)
            throw new Refusal(ExitCode.Unreachable, "The migration lock was lost; run again.");
    }

    private static async Task<bool> TryAsync(TargetDatabase target, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("SELECT pg_try_advisory_lock($1)", target.Connection);
        command.Parameters.Add(new() { Value = Key });
        return await command.ExecuteScalarAsync(cancellation) is true;
    }

    /// <summary>Who migrates now, as far as this role may see it; null for nobody.</summary>
    public static async Task<string?> HolderAsync(TargetDatabase target, CancellationToken cancellation)
    {
        const string Holder = """
            SELECT format('process %s on the server, since %s UTC', pid, to_char(backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS'))
            FROM pg_locks JOIN pg_stat_activity USING (pid)
            WHERE locktype = 'advisory' AND granted AND (classid::bigint << 32 | objid::bigint) = $1
                AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
            """;
        await using var command = new NpgsqlCommand(Holder, target.Connection) { Parameters = { new() { Value = Key } } };
        return await command.ExecuteScalarAsync(cancellation) as string;
    }
}
