using DarkTower.Migrator.Running;
using DarkTower.Migrator.Scratch;
using DarkTower.Migrator.Catalog;

namespace DarkTower.Migrator.Tests.Scratch;

public sealed class ScratchServerTests
{
    [Theory]
    [InlineData(15)]
    [InlineData(18)]
    public async Task A_scratch_server_holds_the_schema_and_its_clones_are_equal_and_nothing_is_left(int major)
    {
        string folder;
        await using (var server = await ScratchServer.StartAsync(major, Console.WriteLine, default))
        {
            folder = new Npgsql.NpgsqlConnectionStringBuilder(server.ConnectionString).Host!;
            var database = await server.CreateDatabaseAsync(null, default);
            await Replay.RunAsync(database, MigrationSet.Load(), null, default);
            var clone = await server.CreateDatabaseAsync(new Npgsql.NpgsqlConnectionStringBuilder(database).Database, default);

            await using var one = await Sql.OpenAsync(database);
            await using var other = await Sql.OpenAsync(clone);
            Assert.Equal($"{major}", (await one.QueryAsync("SELECT current_setting('server_version_num')::int / 10000")).Single());
            Assert.Equal(await CatalogSnapshot.OfAsync(one), await CatalogSnapshot.OfAsync(other));
        }
        Assert.False(Directory.Exists(folder));
    }
}
