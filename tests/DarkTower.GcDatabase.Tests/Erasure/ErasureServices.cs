using System.Text.Json;
using DarkTower.Fixtures;
using DarkTower.GcDatabase.Tests.Harness;

namespace DarkTower.GcDatabase.Tests.Erasure;

/// <summary>A service that only takes the requests, and others over the same database that carry them out when a test starts them.</summary>
public sealed class ErasureServices : IAsyncLifetime
{
    public GcDatabaseProcess Asked { get; } = new();

    public GcClient Gc => Asked.Gc;

    public Task InitializeAsync() => Asked.InitializeAsync();

    public Task DisposeAsync() => Asked.DisposeAsync();

    /// <param name="batch">Small ones make a short erasure long.</param>
    /// <param name="every">How often it looks.</param>
    public Task<ServiceProcess> StartJobsAsync(int batch = 500, string every = "00:00:00.1") => GcDatabaseProcess.StartAsync(
        Asked.Database.AppConnectionString,
        settings:
        [
            ("ConnectionStrings:darktower-jobs", Asked.Database.As("darktower_jobs")), ("Jobs:Batch", $"{batch}"),
            ("Jobs:ErasuresEvery", every), ("Jobs:LeftoversEvery", "01:00:00"),
        ]);

    /// <summary>Every row that says it is the organization's, of every table there is; but for the erasure's own.</summary>
    public async Task<string> DumpAsync(Guid org)
    {
        var tables = await Asked.ScalarAsync<string[]>(
            """
            SELECT array_agg(c.relname::text ORDER BY c.relname) FROM pg_class AS c
            JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attname = 'org_id'
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
            """);
        Assert.True(tables.Length >= 14);
        var rows = tables.Select(table => $"SELECT '{table} ' || t::text AS line FROM {table} AS t WHERE org_id = '{org}'");
        return await Asked.ScalarAsync<string>($"SELECT coalesce(string_agg(line, E'\\n' ORDER BY line), '') FROM ({string.Join(" UNION ALL ", rows)}) AS all_rows");
    }

    public Task<Answer> WaitUntilDoneAsync(Guid org) => WaitUntilDoneAsync($"/v1/orgs/{org}/erasure");

    public async Task<Answer> WaitUntilDoneAsync(string path)
    {
        Answer? last = null;
        await Wait.UntilAsync(
            async () => (last = (await Gc.GetAsync(path)).Expect(200))["state"].GetString() == "done", $"the erasure {path} being done");
        return last!;
    }

    public static Dictionary<string, long> Counts(Answer answer, string name) => answer[name].Deserialize<Dictionary<string, long>>()!;
}
