using DarkTower.Migrator.Running;
using DarkTower.Migrator.Upkeep;

namespace DarkTower.Migrator.Verbs;

/// <summary>Upkeep of the audit trail's partitions, once. Several at once take turns, and the later ones find nothing to do.</summary>
internal static class Partitions
{
    public static async Task RunAsync(Settings settings, bool dryRun, bool json, TextWriter output, CancellationToken cancellation)
    {
        var words = json ? TextWriter.Null : output;
        await using var target = await TargetDatabase.OpenAsync(settings, cancellation);
        if (!dryRun)
            await MigrationLock.TakeAsync(target, settings, words, cancellation);
        var changes = await new PartitionUpkeep(target, settings, words).RunAsync(dryRun, cancellation);
        if (!dryRun)
            JobMetrics.Changed("partitions", changes.Created.Count + changes.Removed.Count);
        if (json)
            await Json.WriteAsync(output, new { dryRun, changes.Created, changes.Removed, changes.InDefault });
        foreach (var name in changes.Created)
            await words.WriteLineAsync($"{(dryRun ? "would create" : "created")} {name}");
        foreach (var name in changes.Removed)
            await words.WriteLineAsync($"{(dryRun ? "would remove" : settings.KeepExpiredPartitions ? "archived" : "removed")} {name}");
        if (changes.InDefault is { } rows)
        {
            throw new Refusal(ExitCode.DefaultPartitionUsed,
                $"ALARM: {rows}. No month takes them; move them into a partition of their month, and find out why it was missing.");
        }
        if (changes.Created.Count + changes.Removed.Count == 0)
            await words.WriteLineAsync("nothing to do");
    }
}
