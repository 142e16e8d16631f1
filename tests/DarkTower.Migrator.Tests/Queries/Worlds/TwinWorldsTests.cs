using System.Diagnostics;
using DarkTower.Migrator.Queries.Worlds;
using Xunit.Abstractions;

namespace DarkTower.Migrator.Tests.Queries.Worlds;

[Collection(nameof(WorldServers))]
public sealed class TwinWorldsTests(WorldServers servers, ITestOutputHelper output)
{
    private const string Tables = """
        SELECT c.oid::regclass::text FROM pg_class AS c
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition ORDER BY relname
        """;

    [Fact]
    public async Task Every_server_gets_the_same_rows()
    {
        List<string>[] worlds = [await RowsAsync(15), await RowsAsync(18)];
        output.WriteLine(string.Join("\n", worlds[0]));

        Assert.Equal(worlds[0], worlds[1]);
    }

    private async Task<List<string>> RowsAsync(int major)
    {
        await using var connection = await servers.OpenAsync(major);
        await connection.ExecuteAsync("SET timezone = 'UTC'");
        List<string> tables = [];
        foreach (var table in await connection.QueryAsync(Tables))
        {
            tables.AddRange(await connection.QueryAsync(
                $"""
                SELECT '{table}: ' || count(*) || ' ' || md5(string_agg(t::text, ',' ORDER BY t::text COLLATE "C")) FROM {table} AS t
                """));
        }
        return tables;
    }

    [Theory]
    [InlineData(15)]
    [InlineData(18)]
    public async Task It_is_done_in_a_few_seconds(int major)
    {
        await using var connection = await servers.CreateAsync(major);
        var watch = Stopwatch.StartNew();

        await TwinWorlds.FillAsync(connection, default);

        output.WriteLine($"{watch.ElapsedMilliseconds} ms");
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10));
    }
}
