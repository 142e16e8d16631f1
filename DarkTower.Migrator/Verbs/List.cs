using DarkTower.Migrator.Running;
using DarkTower.Migrator.Running.History;

namespace DarkTower.Migrator.Verbs;

/// <summary>`list`: every migration; `status`: what somebody has to know before the next change.</summary>
internal static class List
{
    // State: applied, pending, interrupted or unknown (not in this build).
    // Checksum: same, changed, or unrecorded (an earlier build applied it).
    private sealed record Row(
        long Version, string Name, string? Description, string State, DateTimeOffset? AppliedOn, string? Checksum, string? ChangedScript,
        string? Progress, string? Login, string? Client, string? ToolVersion, double? DurationSeconds);

    public static async Task RunAsync(Settings settings, MigrationSet set, bool json, TextWriter output, CancellationToken cancellation)
    {
        await using var target = await TargetDatabase.OpenAsync(settings, cancellation, readOnly: true);
        var rows = Rows(set, await DatabaseState.ReadAsync(target, cancellation));
        if (json)
        {
            await Json.WriteAsync(output, new { migrations = rows });
            return;
        }
        foreach (var row in rows)
        {
            var on = row.AppliedOn?.ToString("yyyy-MM-dd HH:mm:ss'Z'");
            var remark = Remark(row) is { } text ? $" ({text})" : "";
            await output.WriteLineAsync($"{row.Version}  {row.State,-7}  {on,-20}  {row.Name,-14} {row.Description}{remark}");
        }
    }

    public static async Task StatusAsync(Settings settings, MigrationSet set, bool json, TextWriter output, CancellationToken cancellation)
    {
        await using var target = await TargetDatabase.OpenAsync(settings, cancellation, readOnly: true);
        var rows = Rows(set, await DatabaseState.ReadAsync(target, cancellation));
        var holder = await MigrationLock.HolderAsync(target, cancellation);
        var applied = rows.Where(row => row.AppliedOn is not null).ToList();
        var pending = rows.Where(row => row.State is "pending").ToList();
        var remarks = rows.Where(row => Remark(row) is not null).ToList();
        if (json)
        {
            await Json.WriteAsync(output, new
            {
                newest = applied.LastOrDefault()?.Version, applied = applied.Count, pending = pending.Select(row => row.Version),
                migrating = holder, remarks,
            });
            return;
        }
        var newest = applied.LastOrDefault() is { } last ? $", the newest {last.Version} {last.Name}" : "";
        await output.WriteLineAsync($"{applied.Count} applied{newest}; {pending.Count} pending");
        foreach (var row in pending)
            await output.WriteLineAsync($"pending: {row.Version} {row.Name}: {row.Description}");
        foreach (var row in remarks)
            await output.WriteLineAsync($"{row.State}: {row.Version} {row.Name}: {Remark(row)}");
        if (holder is not null)
            await output.WriteLineAsync($"a migrator is at work: {holder}");
    }

    private static string? Remark(Row row) => row switch
    {
        { State: "unknown" } => "not in this build",
        { ChangedScript: { } script } => $"{script} was changed after it was applied",
        { Checksum: "unrecorded" } => "applied by an earlier build, its script not recorded",
        _ => row.Progress,
    };

    private static List<Row> Rows(MigrationSet set, DatabaseState state)
    {
        var known = set.All.Select(info =>
        {
            var run = state.Landed(info.Version);
            var interrupted = state.Interrupted(info.Version);
            var applied = state.Applied.Contains(info.Version);
            var changed = run is null ? null : LandedScripts.Changed(info, run);
            return new Row(
                info.Version, info.Migration.GetType().Name, info.Description,
                interrupted is not null ? "interrupted" : applied ? "applied" : "pending", AppliedOn(state, info.Version),
                run is null ? (applied ? "unrecorded" : null) : changed is null ? "same" : "changed", changed,
                interrupted is null ? null : $"{(interrupted.Up ? "up" : "down")}: {interrupted.Progress}",
                run?.Login, run?.Client, run?.ToolVersion, run?.Duration.TotalSeconds);
        }).ToList();
        var unknown = state.Applied.Versions.Except(known.Select(row => row.Version)).Select(version => new Row(
            version, state.Landed(version)?.Name ?? "", null, "unknown", AppliedOn(state, version),
            null, null, null, null, null, null, null));
        return [.. known.Concat(unknown).OrderBy(row => row.Version)];
    }

    private static DateTimeOffset? AppliedOn(DatabaseState state, long version) =>
        state.Applied.On.TryGetValue(version, out var on) ? new DateTimeOffset(on, TimeSpan.Zero) : null;
}
