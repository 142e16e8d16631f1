using System.Text.Json;
using DarkTower.Fixtures;
using DarkTower.Migrator.Catalog;

namespace DarkTower.Migrator.Tests.Upkeep;

public sealed class PartitionTests
{
    private static readonly string ThisMonth = $"audit_logs_{DateTime.UtcNow:yyyy_MM}";
    private static readonly string FourthMonth =
        $"audit_logs_{new DateTime(DateTime.UtcNow.Year, DateTime.UtcNow.Month, 1).AddMonths(4):yyyy_MM}";

    [Theory]
    [InlineData(15)]
    [InlineData(18)]
    public async Task A_missing_month_is_made_exactly_as_the_migration_makes_it_and_then_there_is_nothing_to_do(int major)
    {
        await using var database = await OwnDatabase.CreateAsync(major);
        await Migrate.Async(database.ConnectionString);
        var before = await SnapshotAsync(database);
        Assert.Equal("nothing to do", await Migrate.Async(database.ConnectionString, "partitions"));
        await database.ExecuteAsync($"DROP TABLE {FourthMonth}; DROP TABLE {ThisMonth};");

        Assert.Equal($"would create {ThisMonth}\nwould create {FourthMonth}",
            await Migrate.Async(database.ConnectionString, "partitions", "--dry-run"));
        Assert.Equal($"created {ThisMonth}\ncreated {FourthMonth}", await Migrate.Async(database.ConnectionString, "partitions"));

        Assert.Equal(before, await SnapshotAsync(database));
        Assert.Equal("nothing to do", await Migrate.Async(database.ConnectionString, "partitions"));
    }

    [Fact]
    public async Task Several_at_once_take_turns_and_the_migrator_role_is_enough()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var database = await OwnDatabase.CreateAsync(server: server);
        await Migrate.TryAsync(database.ConnectionString, [], new() { ["Roles:MigratorPassword"] = "migrator" });
        await database.ExecuteAsync($"DROP TABLE {FourthMonth}");
        var login = database.As("darktower_migrator", "migrator");

        var runs = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Migrate.TryAsync(login, "partitions")));

        Assert.All(runs, run => Assert.True(run.ExitCode == 0, run.Output));
        Assert.Single(runs, run => run.Output.Contains($"created {FourthMonth}"));
    }

    [Theory]
    [InlineData("false", "removed", 0)]
    [InlineData("true", "archived", 1)]
    public async Task A_month_that_ended_a_year_ago_goes_and_the_one_after_it_stays(string keep, string said, int archived)
    {
        await using var database = await OwnDatabase.CreateAsync();
        await Migrate.Async(database.ConnectionString);
        var month = new DateTime(DateTime.UtcNow.Year, DateTime.UtcNow.Month, 1);
        foreach (var ago in new[] { 13, 12 })
        {
            await database.ExecuteAsync($"""
                SET ROLE darktower_owner;
                CREATE TABLE {Name(ago)} PARTITION OF audit_logs
                FOR VALUES FROM ('{month.AddMonths(-ago):yyyy-MM-dd}Z') TO ('{month.AddMonths(1 - ago):yyyy-MM-dd}Z')
                """);
        }

        var (exitCode, output) = await Migrate.TryAsync(
            database.ConnectionString, ["partitions"], new() { ["Migrator:KeepExpiredPartitions"] = keep });

        Assert.Equal((0, $"{said} {Name(13)}"), (exitCode, output));
        Assert.Equal([Name(12)], await database.QueryAsync($"SELECT relname FROM pg_class WHERE relname = '{Name(12)}'"));
        Assert.Equal(archived, (await database.QueryAsync($"SELECT 1 WHERE to_regclass('archive.{Name(13)}') IS NOT NULL")).Count);

        string Name(int ago) => $"audit_logs_{month.AddMonths(-ago):yyyy_MM}";
    }

    [Fact]
    public async Task Rows_in_the_default_partition_are_an_alarm_for_every_login_and_do_not_stop_the_rest()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var database = await OwnDatabase.CreateAsync(server: server);
        await Migrate.TryAsync(database.ConnectionString, [], new() { ["Roles:MigratorPassword"] = "migrator" });
        await database.ExecuteAsync($"""
            DROP TABLE {FourthMonth}; DROP TABLE {ThisMonth};
            INSERT INTO audit_logs (org_id, audit_id, actor_type, action, target_type, target_id, request_id)
            VALUES (gen_random_uuid(), gen_random_uuid(), 'system', 'a.b', 'a', 'tell-nobody', 'r');
            """);

        foreach (var login in new[] { database.ConnectionString, database.As("darktower_migrator", "migrator") })
        {
            var (exitCode, output) = await Migrate.TryAsync(login, "partitions");
            Assert.Equal(13, exitCode);
            Assert.Contains("ALARM: public.audit_logs_default 1 row.", output);
            Assert.DoesNotContain("tell-nobody", output);
            Assert.Equal([FourthMonth], await database.QueryAsync(
                $"SELECT relname FROM pg_class WHERE relname IN ('{ThisMonth}', '{FourthMonth}')"));
        }
        var (_, json) = await Migrate.TryAsync(database.ConnectionString, "partitions", "--json", "--dry-run");
        using var parsed = JsonDocument.Parse(json[..(json.LastIndexOf('}') + 1)]);
        Assert.Equal((ThisMonth, "public.audit_logs_default 1 row"),
            (parsed.RootElement.GetProperty("created")[0].GetString(), parsed.RootElement.GetProperty("inDefault").GetString()));
    }

    private static async Task<IReadOnlyList<string>> SnapshotAsync(OwnDatabase database)
    {
        await using var connection = await Sql.OpenAsync(database.ConnectionString);
        return await CatalogSnapshot.OfAsync(connection);
    }
}
