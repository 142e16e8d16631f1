using Npgsql;

namespace DarkTower.Migrator.Running.Stepwise;

/// <summary>Says how far a concurrent index build is, asked for on the control connection.</summary>
internal sealed class IndexProgress(Settings settings, NpgsqlConnection control, TextWriter output, Step step)
{
    private const string Ask = """
        SELECT phase, CASE WHEN blocks_total > 0 THEN blocks_done WHEN tuples_total > 0 THEN tuples_done END,
            CASE WHEN blocks_total > 0 THEN blocks_total ELSE nullif(tuples_total, 0) END, blocks_total > 0, nullif(current_locker_pid, 0)
        FROM pg_stat_progress_create_index WHERE pid = $1
        """;

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);

    private readonly ProgressLine _line = new(output, settings.ProgressInterval);
    private Rate _rate = new();
    private string _phase = "";

    public async Task WatchAsync(Task build, CancellationToken cancellation)
    {
        while (await Task.WhenAny(build, Task.Delay(Poll, cancellation)) != build && !cancellation.IsCancellationRequested)
        {
            foreach (var text in await control.RowsAsync(Ask, Describe, cancellation, step.Connection.ProcessID))
                await _line.SayAsync($"{step.Name}: {text}");
        }
        await build;
        await _line.EndAsync(null);
    }

    private string Describe(NpgsqlDataReader row)
    {
        var phase = row.GetString(0);
        if (phase != _phase)
            (_phase, _rate) = (phase, new Rate());
        var amount = row.IsDBNull(1) ? "" : $", {_rate.Describe(row.GetInt64(1), row.GetInt64(2), row.GetBoolean(3) ? "blocks" : "rows")}";
        var locker = row.IsDBNull(4) ? "" : $" (process {row.GetInt64(4)} on the server)";
        return $"{phase}{locker}{amount}";
    }
}
