using DarkTower.Fixtures;
using DarkTower.Migrator.Catalog;
using DarkTower.Migrator.Running;
using DarkTower.Migrator.Verbs;
using Npgsql;

namespace DarkTower.Migrator.Tests.Catalog;

/// <summary>Each migration up, down and up again, in this process since that is a hundred runs.</summary>
public sealed class EveryStepTests
{
    [Theory]
    [InlineData(15, false)]
    [InlineData(15, true)]
    [InlineData(18, false)]
    [InlineData(18, true)]
    public async Task Every_step_up_and_down_keeps_the_rules_and_every_way_back_is_complete(int major, bool withRows)
    {
        await using var database = await OwnDatabase.CreateAsync(major);
        await using var connection = await Sql.OpenAsync(database.ConnectionString);
        var set = MigrationSet.Load();
        var settings = new Settings(new NpgsqlConnectionStringBuilder(database.ConnectionString), new Dictionary<string, string>());
        var snapshots = new List<IReadOnlyList<string>> { await CatalogSnapshot.OfAsync(connection) };
        foreach (var version in Migrate.Versions)
        {
            await UpAsync(version);
            Assert.NotEqual(snapshots[^1], await CatalogSnapshot.OfAsync(connection));
            snapshots.Add(await CatalogSnapshot.OfAsync(connection));
        }
        if (withRows)
            await connection.ExecuteAsync(ConstraintTrips.Seed);

        for (var step = Migrate.Versions.Length - 1; step >= 0; step--)
        {
            await DownAsync(step);
            await UpAsync(Migrate.Versions[step]);
            Assert.Equal(snapshots[step + 1], await CatalogSnapshot.OfAsync(connection));
            await DownAsync(step);
        }
        await UpAsync(null);
        Assert.Equal(snapshots[^1], await CatalogSnapshot.OfAsync(connection));

        async Task UpAsync(long? to)
        {
            await Up.RunAsync(settings, set, to, TextWriter.Null, default);
            Assert.Empty(await SchemaRules.FindAsync(connection, Conventions.Project));
        }

        async Task DownAsync(int step)
        {
            await Down.RunAsync(settings, set, step == 0 ? 0 : Migrate.Versions[step - 1], discardData: withRows, TextWriter.Null, default);
            Assert.Equal(snapshots[step], await CatalogSnapshot.OfAsync(connection));
            // Before the first migration there are no roles, and so no rules.
            if (step > 0)
                Assert.Empty(await SchemaRules.FindAsync(connection, Conventions.Project));
        }
    }
}
