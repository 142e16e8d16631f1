using System.Diagnostics;
using DarkTower.Migrator.Upkeep;

namespace DarkTower.Migrator.Verbs;

/// <summary>Removes what the retention rules no longer keep, once. Stopped and started again, it goes on where it was.</summary>
internal static class Retain
{
    public static async Task RunAsync(Settings settings, bool dryRun, bool json, TextWriter output, CancellationToken cancellation)
    {
        var time = Stopwatch.StartNew();
        await using var connection = await JobConnection.OpenAsync(settings, cancellation);
        var skipped = !dryRun && !await JobConnection.TryLockAsync(connection, cancellation);
        var count = skipped ? new RetentionCount()
            : dryRun ? await RetentionPreview.RunAsync(connection, cancellation)
            : await new Retention(connection, settings, json ? TextWriter.Null : output).RunAsync(cancellation);
        if (!dryRun)
            JobMetrics.Changed("retain", count.Rows);
        if (json)
        {
            await Json.WriteAsync(output, new
            {
                dryRun, skipped, count.Recordings, count.Meetings, count.Participants, count.Assignments, count.IdempotencyKeys,
                count.MeetingsKept,
            });
            return;
        }
        await output.WriteLineAsync(
            skipped ? "nothing to do: another one is at it"
            : dryRun ? $"would remove: {count}"
            : count.Rows + count.MeetingsKept == 0 ? "nothing to do"
            : $"done: removed {count} in {time.Elapsed.TotalSeconds:0.00} s");
    }
}
