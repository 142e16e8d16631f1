using DarkTower.Migrator.Running;

namespace DarkTower.Migrator.Verbs;

internal static class List
{
    private sealed record Row(long Version, string Name, string? Description, string State, DateTimeOffset? AppliedOn);

    public static async Task RunAsync(Settings settings, bool json, TextWriter output, CancellationToken cancellation)
    {
        var set = MigrationSet.Load();
        await using var target = await TargetDatabase.OpenAsync(settings, cancellation, readOnly: true);
        var applied = await target.AppliedAsync(cancellation);
        var known = set.All.Select(migration => new Row(
            migration.Version, migration.Migration.GetType().Name, migration.Description,
            applied.Contains(migration.Version) ? "applied" : "pending", AppliedOn(applied, migration.Version))).ToList();
        var unknown = applied.Versions.Except(known.Select(row => row.Version))
            .Select(version => new Row(version, "", "not in this build", "unknown", AppliedOn(applied, version)));
        List<Row> rows = [.. known.Concat(unknown).OrderBy(row => row.Version)];

        if (json)
        {
            await Json.WriteAsync(output, new { migrations = rows });
            return;
        }
        foreach (var row in rows)
        {
            var on = row.AppliedOn?.ToString("yyyy-MM-dd HH:mm:ss'Z'");
            await output.WriteLineAsync($"{row.Version}  {row.State,-7}  {on,-20}  {row.Name,-14} {row.Description}");
        }
    }

    private static DateTimeOffset? AppliedOn(Applied applied, long version) =>
        applied.On.TryGetValue(version, out var on) ? new DateTimeOffset(on, TimeSpan.Zero) : null;
}
