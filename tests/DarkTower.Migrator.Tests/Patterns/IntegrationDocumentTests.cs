using System.Text.RegularExpressions;
using DarkTower.Fixtures;
using DarkTower.Migrator.Catalog;
using DarkTower.Migrator.Scripts;

namespace DarkTower.Migrator.Tests.Patterns;

public sealed partial class IntegrationDocumentTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "knowledge", "integration.md"));

    [Theory]
    [InlineData(15)]
    [InlineData(18)]
    public async Task The_role_of_a_new_service_sees_one_tenant_and_leaves_no_trace_when_it_goes(int major)
    {
        await using var server = await PostgresServer.StartAsync(major);
        await using var database = await MigratedDatabase.CreateAsync(server: server);
        await using var connection = await Sql.OpenAsync(database.AdminConnectionString);
        await Migrate.Async(database.AdminConnectionString, "seed", "--profile", "demo");
        var before = await CatalogSnapshot.OfAsync(connection);

        await RunAsync("up");
        await connection.ExecuteAsync("SET ROLE darktower_reports");
        Assert.Equal(["0"], await connection.QueryAsync("SELECT count(meeting_id) FROM meetings"));
        await connection.ExecuteAsync("SELECT set_config('app.org_id', '019a0000-0000-7000-8000-00000000000a', false)");
        Assert.Equal(["2"], await connection.QueryAsync("SELECT count(meeting_id) FROM meetings"));
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => connection.QueryAsync("SELECT join_secret_hash FROM meetings"));
        await connection.ExecuteAsync("RESET ROLE");
        await RunAsync("down");

        Assert.Equal(before, await CatalogSnapshot.OfAsync(connection));
        Assert.Empty(await connection.QueryAsync("SELECT rolname FROM pg_roles WHERE rolname = 'darktower_reports'"));

        async Task RunAsync(string direction)
        {
            var script = Block().Matches(Text).Single(block => block.Groups["head"].Value == direction).Groups["sql"].Value;
            foreach (var statement in StatementSplitter.Split(script))
                await connection.ExecuteAsync(statement.Sql);
        }
    }

    [Fact]
    public void Every_call_it_names_is_one_of_the_two_services()
    {
        var gcDatabase = File.ReadAllText(Path.Combine(Repository.Root, "tests", "DarkTower.GcDatabase.Tests", "openapi.v1.json"));
        var mcState = string.Concat(Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "DarkTower.McState"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/")).Select(File.ReadAllText));
        List<string> known =
            [.. DocumentedPath().Matches(gcDatabase).Concat(MappedPath().Matches(mcState)).Select(path => path.Groups["path"].Value)];
        var calls = Call().Matches(Text).Select(call => call.Groups["path"].Value.Split('?')[0].TrimStart('…')).Distinct().ToList();

        Assert.True(calls.Count >= 8, $"{calls.Count} calls");
        Assert.All(calls, call => Assert.True(known.Any(path => path.EndsWith(call) || call.EndsWith(path)), call));
    }

    [GeneratedRegex(@"^    ""(?<path>/v1[^""]*)"": \{", RegexOptions.Multiline)]
    private static partial Regex DocumentedPath();

    [GeneratedRegex(@"Map(Post|Get|Group)\(""(?<path>/[^""]+)""")]
    private static partial Regex MappedPath();

    [GeneratedRegex(@"^ *```sql\n *-- (?<head>.*)\n(?<sql>[^`]*)```$", RegexOptions.Multiline)]
    private static partial Regex Block();

    [GeneratedRegex("`(GET|POST|PUT|PATCH|DELETE) (?<path>[/…][^`]*)`")]
    private static partial Regex Call();
}
