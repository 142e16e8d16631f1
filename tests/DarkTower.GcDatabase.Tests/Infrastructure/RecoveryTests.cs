using System.Collections.Concurrent;
using DarkTower.Fixtures;
using DarkTower.GcDatabase.Tests.Harness;

namespace DarkTower.GcDatabase.Tests.Infrastructure;

public sealed class RecoveryTests
{
    [Fact]
    public async Task With_the_database_killed_calls_are_503_with_RetryAfter_and_after_its_restart_every_acknowledged_write_is_there()
    {
        await using var server = await PostgresServer.StartAsync(options: "-c fsync=on");
        await using var database = await MigratedDatabase.CreateAsync(server: server);
        await using var service = await GcDatabaseProcess.StartAsync(database.AppConnectionString);
        var gc = new GcClient(service.Client);
        var org = await gc.NewOrgAsync(maxConcurrentMeetings: 100_000);

        using var stop = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 8).Select(_ => WriteAsync(gc, org, stop.Token)).ToList();
        await Wait.UntilAsync(() => writers.All(w => w.Acknowledged.Count > 5), "some writes under way");
        await server.KillAsync();

        var refused = await gc.GetAsync($"/v1/orgs/{org}");
        refused.ExpectRefusal(503, "dependency-unavailable");
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal(200, (await gc.GetAsync("/alive")).Status);
        Assert.Equal(503, (await gc.GetAsync("/health")).Status);

        await server.StartAgainAsync();
        await Wait.UntilAsync(async () => (await gc.GetAsync($"/v1/orgs/{org}")).Status == 200, "the service working again",
            TimeSpan.FromSeconds(5));
        await stop.CancelAsync();
        foreach (var writer in writers) await writer.Done;

        Assert.All(writers.SelectMany(w => w.Refusals), code => Assert.Equal("503 dependency-unavailable", code));
        foreach (var meeting in writers.SelectMany(w => w.Acknowledged))
            (await gc.GetAsync($"/v1/orgs/{org}/meetings/{meeting}")).Expect(200);
        var counted = 0;
        for (string? cursor = ""; cursor is not null;)
        {
            var page =
                (await gc.GetAsync($"/v1/orgs/{org}/meetings?limit=200{(cursor.Length > 0 ? $"&cursor={cursor}" : "")}")).Expect(200);
            counted += page.Items.Count;
            cursor = page["nextCursor"].GetString();
        }
        Assert.Equal(counted, (await gc.GetAsync($"/v1/orgs/{org}"))["openMeetings"].GetInt32());
    }

    private static Writer WriteAsync(GcClient gc, Guid org, CancellationToken stop)
    {
        var writer = new Writer();
        writer.Done = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                var answer = await gc.PostMeetingAsync(org, new { displayName = "m" });
                if (answer.Status == 201) writer.Acknowledged.Add(answer.Id("meetingId"));
                else writer.Refusals.Add($"{answer.Status} {answer.Code}");
            }
        }, CancellationToken.None);
        return writer;
    }

    private sealed class Writer
    {
        public ConcurrentBag<Guid> Acknowledged { get; } = [];

        public ConcurrentBag<string> Refusals { get; } = [];

        public Task Done { get; set; } = Task.CompletedTask;
    }
}
