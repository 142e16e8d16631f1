using DarkTower.Fixtures;

namespace DarkTower.Migrator.Tests.Verbs;

public sealed class DownTests
{
    [Fact]
    public async Task Down_reverts_newest_first_to_the_version_it_is_told_and_then_has_nothing_to_do()
    {
        await using var database = await OwnDatabase.CreateAsync();
        await Migrate.Async(database.ConnectionString);

        var lines = (await Migrate.Async(database.ConnectionString, "down", "--to", "202611200940")).Split('\n');

        Assert.Matches(@"^reverted 202611201000 AuditLogs \(\d+\.\d\d s\)$", lines[^3]);
        Assert.Matches(@"^reverted 202611200950 Participants ", lines[^2]);
        Assert.Matches($@"^done: {Migrate.Versions.Count(version => version > 202611200940)} reverted in ", lines[^1]);
        Assert.Equal(["202611200940"], await database.QueryAsync("SELECT max(version) FROM migrations.applied"));
        Assert.Equal("nothing to do", await Migrate.Async(database.ConnectionString, "down", "--to", "202611200940"));
    }

    [Fact]
    public async Task Roles_go_with_the_last_database_that_uses_them()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var first = await OwnDatabase.CreateAsync(server: server);
        await using var second = await OwnDatabase.CreateAsync(server: server);
        Task<List<string>> RolesAsync() => Sql.QueryAsync(
            server.ConnectionString, "SELECT rolname FROM pg_roles WHERE rolname LIKE 'darktower%' ORDER BY 1");
        await Migrate.Async(first.ConnectionString);
        await Migrate.Async(second.ConnectionString);

        await Migrate.Async(first.ConnectionString, "down", "--to", "0");
        Assert.Equal(["darktower_app", "darktower_jobs", "darktower_migrator", "darktower_monitor", "darktower_owner"], await RolesAsync());
        Assert.Equal("nothing to do", await Migrate.Async(second.ConnectionString));

        await Migrate.Async(second.ConnectionString, "down", "--to", "0");
        Assert.Empty(await RolesAsync());
    }
}
