using DarkTower.AppHost.Stores.Programs;
using DarkTower.Migrator.Catalog;
using DarkTower.Migrator.Catalog.Drift;
using DarkTower.Migrator.Running;
using DarkTower.Migrator.Scratch;
using Npgsql;

namespace DarkTower.Migrator.Verbs;

/// <summary>Holds a live database against a throw-away one that has the same migrations and nothing else.</summary>
internal static class Verify
{
    private const int OldestMajor = 15;

    public static async Task RunAsync(
        Settings settings, MigrationSet set, bool json, TextWriter output, TextWriter progress, CancellationToken cancellation)
    {
        await using var target = await TargetDatabase.OpenAsync(settings, cancellation, readOnly: true);
        var applied = await target.AppliedAsync(cancellation);
        set.RefuseOlderBuild(applied);
        if (!applied.Versions.Any())
            throw new Refusal(ExitCode.NotMigrated, "The database has no migration; run `up` first.");
        var found = await FactsAsync(target.Connection, cancellation);

        await using var server = await ServerAsync(target.Connection.PostgreSqlVersion.Major, progress, cancellation);
        var database = await server.CreateDatabaseAsync(null, cancellation);
        await Replay.RunAsync(database, set, applied.Versions.Last(), cancellation);
        await using var replayed = new NpgsqlConnection(database);
        await replayed.OpenAsync(cancellation);
        var differences = Comparison.Of(await FactsAsync(replayed, cancellation), found);

        if (json)
            await Json.WriteAsync(output, new { version = applied.Versions.Last(), comparedOn = server.Major, differences });
        else
            foreach (var difference in differences)
                await output.WriteLineAsync(difference.ToString());
        if (differences.Count > 0)
            throw new Refusal(ExitCode.Drift, $"The database differs from its migrations; number of differences: {differences.Count}.");
        if (!json)
            await output.WriteLineAsync($"no difference: the database is what its {applied.Versions.Count()} migrations make");
    }

    internal static async Task<List<Fact>> FactsAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        // Both sides write names and times alike, whatever a role or database is set to.
        const string Alike = "SET search_path = ''; SET TimeZone = 'UTC'; SET quote_all_identifiers = off";
        await using var alike = new NpgsqlCommand(Alike, connection);
        await alike.ExecuteNonQueryAsync(cancellation);
        return
        [
            .. await CatalogSnapshot.FactsAsync(connection, cancellation),
            .. await CatalogSnapshot.RolesAsync(connection, cancellation),
            .. await CatalogSnapshot.BookkeepingAsync(connection, cancellation),
        ];
    }

    /// <summary>Of the same major version, else of the nearest that can be had.</summary>
    private static async Task<ScratchServer> ServerAsync(int major, TextWriter progress, CancellationToken cancellation)
    {
        Refusal? first = null;
        var majors = Enumerable.Range(OldestMajor, PostgresProgram.NewestMajor - OldestMajor + 1).OrderBy(other => Math.Abs(other - major));
        foreach (var other in majors)
        {
            try
            {
                var server = await ScratchServer.StartAsync(other, progress.WriteLine, cancellation);
                if (other != major)
                {
                    await progress.WriteLineAsync(
                        $"no PostgreSQL {major} here to compare with; {other} is taken, and some differences may be those of versions");
                }
                return server;
            }
            catch (Refusal refusal)
            {
                first ??= refusal;
            }
        }
        throw first!;
    }
}
