using System.Diagnostics;
using DarkTower.Fixtures;
using DarkTower.GcDatabase.Tests.Harness;
using Xunit.Abstractions;

namespace DarkTower.GcDatabase.Tests.Guarantees.Crashes;

public sealed class CrashTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task With_the_service_killed_under_load_again_and_again_nothing_acknowledged_is_lost_and_nothing_is_half_done()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        await using var first = await GcDatabaseProcess.StartAsync(database.AppConnectionString);
        var org = await new GcClient(first.Client).NewOrgAsync(maxConcurrentMeetings: 1_000_000);
        var (granted, unanswered) = (0, 0);
        first.Kill();

        for (var round = 0; round < 3; round++)
        {
            await using var killed = await GcDatabaseProcess.StartAsync(database.AppConnectionString);
            // Names are unique to a round: a meeting made twice shows.
            var roundOrg = round == 0 ? org : await new GcClient(killed.Client).NewOrgAsync(maxConcurrentMeetings: 1_000_000);
            var load = new Load([new GcClient(killed.Client)], roundOrg);
            await Wait.UntilAsync(() => load.Granted > 60, "writes under way");
            killed.Kill();
            await load.StopAsync();

            await using var service = await GcDatabaseProcess.StartAsync(database.AppConnectionString);
            await Afterwards.AllIsWellAsync(load, new GcClient(service.Client), roundOrg, database.AdminConnectionString);
            (granted, unanswered) = (granted + load.Granted, unanswered + load.Unanswered.Count);
        }
        output.WriteLine($"3 kills: {granted} acknowledged things there, {unanswered} unanswered creations asked again");
    }

    [Fact]
    public async Task With_the_database_killed_under_load_calls_are_503_with_RetryAfter_and_after_its_restart_all_is_well_within_5_seconds()
    {
        await using var server = await PostgresServer.StartAsync(options: "-c fsync=on");
        await using var database = await MigratedDatabase.CreateAsync(server: server);
        await using var service = await GcDatabaseProcess.StartAsync(database.AppConnectionString);
        var gc = new GcClient(service.Client);
        List<string> told = [];

        for (var round = 0; round < 2; round++)
        {
            var org = await gc.NewOrgAsync(maxConcurrentMeetings: 1_000_000);
            var load = new Load([gc], org);
            await Wait.UntilAsync(() => load.Granted > 60, "writes under way");
            await server.KillAsync();

            var refused = await gc.GetAsync($"/v1/orgs/{org}");
            refused.ExpectRefusal(503, "dependency-unavailable");
            Assert.NotNull(refused.Headers.RetryAfter);
            Assert.Equal(200, (await gc.GetAsync("/alive")).Status);
            Assert.Equal(503, (await gc.GetAsync("/health")).Status);

            await server.StartAgainAsync();
            var clock = Stopwatch.StartNew();
            await Wait.UntilAsync(async () => (await gc.GetAsync($"/v1/orgs/{org}")).Status == 200, "the service working again", Promised);
            told.Add($"{clock.ElapsedMilliseconds} ms after the database was back");
            await load.StopAsync();
            await Afterwards.AllIsWellAsync(load, gc, org, database.AdminConnectionString);
            told.Add($"{load.Granted} acknowledged, {load.Unanswered.Count} asked again");
        }
        output.WriteLine(string.Join("; ", told));
    }

    [Fact]
    public async Task Two_replicas_are_one_and_killing_either_loses_nothing()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        var half = new Dictionary<string, string> { ["Postgres:Pool:Replicas"] = "2" };
        await using var one = await GcDatabaseProcess.StartAsync(database.AppConnectionString, settings: half);
        await using var two = await GcDatabaseProcess.StartAsync(database.AppConnectionString, settings: half);
        var (left, right) = (new GcClient(one.Client), new GcClient(two.Client));
        var org = await left.NewOrgAsync(maxConcurrentMeetings: 1_000_000);

        // What one answered the other repeats.
        var body = new { displayName = "once", allowGuests = true };
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(at =>
            (at % 2 == 0 ? left : right).PostAsync($"/v1/orgs/{org}/meetings", body, idempotencyKey: "one-intent")));
        var made = answers.Where(answer => answer.Status == 201).Select(answer => answer.Text).Distinct().ToList();
        Assert.Single(made);
        Assert.All(answers.Where(answer => answer.Status != 201), answer => answer.ExpectRefusal(409, "idempotency-key-in-flight"));

        // A key that one revoked the other refuses.
        var created = (await left.PostAsync($"/v1/orgs/{org}/api-keys", new { name = "k", scopes = new[] { "orgs:read" } })).Expect(201);
        var key = created["key"].GetString()!;
        (await right.With(key).GetAsync($"/v1/orgs/{org}")).Expect(200);
        (await left.DeleteAsync($"/v1/orgs/{org}/api-keys/{created["keyId"].GetString()}")).Expect(204);
        await Wait.UntilAsync(
            async () => (await right.With(key).GetAsync($"/v1/orgs/{org}")).Status == 401, "the other replica refusing the key", Promised);

        var load = new Load([left, right], org);
        await Wait.UntilAsync(() => load.Granted > 60, "writes under way");
        one.Kill();
        var before = load.Granted;
        await Wait.UntilAsync(() => load.Granted > before + 30, "the other replica going on");
        await load.StopAsync();
        await Afterwards.AllIsWellAsync(load, right, org, database.AdminConnectionString);
        output.WriteLine($"{load.Granted} acknowledged by two replicas, {load.Unanswered.Count} asked again");
    }
}
