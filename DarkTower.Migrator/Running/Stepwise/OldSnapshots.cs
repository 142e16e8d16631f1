using System.Diagnostics;
using Npgsql;

namespace DarkTower.Migrator.Running.Stepwise;

/// <summary>
/// A concurrent build waits in its middle for every transaction that was there before it. Waiting for those here, with nothing begun, costs
/// nobody anything; giving up here leaves no invalid index.
/// </summary>
internal static class OldSnapshots
{
    private const string Holding = """
        SELECT virtualtransaction, pid, application_name, round(extract(epoch FROM clock_timestamp() - xact_start))::bigint
        FROM pg_locks JOIN pg_stat_activity USING (pid)
        WHERE locktype = 'virtualxid' AND virtualxid = virtualtransaction AND granted
            AND datname = current_database() AND pid <> pg_backend_pid() AND backend_type <> 'autovacuum worker'
            AND (backend_xmin IS NOT NULL OR backend_xid IS NOT NULL)
        ORDER BY xact_start NULLS FIRST
        """;

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    // The age is null where this role may not see it.
    private sealed record Holder(string Transaction, int Process, string Application, long? Seconds)
    {
        public override string ToString() =>
            $"process {Process} on the server ({Application}{(Seconds is { } age ? $", its transaction is open since {age} s" : "")})";
    }

    public static async Task WaitAsync(NpgsqlConnection control, Settings settings, TextWriter output, CancellationToken cancellation)
    {
        var waited = Stopwatch.StartNew();
        var line = new ProgressLine(output, settings.ProgressInterval, firstAfter: TimeSpan.FromSeconds(1));
        // Only who is there now: those that come later have newer snapshots.
        HashSet<string>? first = null;
        while (true)
        {
            var holders = await control.RowsAsync(Holding,
                row => new Holder(row.GetString(0), row.GetInt32(1), row.GetString(2), row.IsDBNull(3) ? null : row.GetInt64(3)),
                cancellation);
            first ??= [.. holders.Select(holder => holder.Transaction)];
            if (holders.Find(holder => first.Contains(holder.Transaction)) is not { } oldest)
            {
                await line.EndAsync(null);
                return;
            }
            if (waited.Elapsed >= settings.SnapshotWait)
            {
                throw new Refusal(ExitCode.LockTimeout,
                    $"An older transaction is still open after {waited.Elapsed.TotalSeconds:0.0} s: {oldest}; "
                    + "nothing of this statement was done.");
            }
            await line.SayAsync($"waiting for an older transaction: {oldest}");
            await Task.Delay(Poll, cancellation);
        }
    }
}
