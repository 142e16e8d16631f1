using DarkTower.Fixtures;
using DarkTower.GcDatabase.Tests.Harness;

namespace DarkTower.GcDatabase.Tests.MeetingControllers;

[Collection(GcDatabaseTests.Name)]
public sealed class HeartbeatTests(GcDatabaseProcess process)
{
    private GcClient Gc => process.Gc;

    [Fact]
    public async Task G2_a_repeated_or_late_heartbeat_and_one_of_another_epoch_change_nothing()
    {
        var region = RegistryCalls.NewRegion();
        var controller = await Gc.NewControllerAsync(region);
        (await Gc.RegisterAsync(controller, region)).Expect(200);
        (await Gc.BeatAsync(controller, 2, 5, meetings: 2, participants: 9)).Expect(200);
        var before = await process.ControllerAsync(controller);

        (await Gc.BeatAsync(controller, 2, 5, meetings: 7)).ExpectRefusal(409, "stale-heartbeat");
        (await Gc.BeatAsync(controller, 2, 4, health: "degraded")).ExpectRefusal(409, "stale-heartbeat");
        (await Gc.BeatAsync(controller, 1, 99)).ExpectRefusal(409, "stale-heartbeat");
        (await Gc.BeatAsync(controller, 3, 99)).ExpectRefusal(409, "stale-heartbeat");

        Assert.Equal("healthy 2 5 2 9 0", before);
        Assert.Equal(before, await process.ControllerAsync(controller));
    }

    /// <summary>It waits for the registration: what it decides by must be what that one left, epoch and sequence together.</summary>
    [Fact]
    public async Task G2_a_heartbeat_that_waits_for_a_registration_is_of_the_old_epoch_when_it_goes_on()
    {
        var controller = await Gc.NewControllerAsync(RegistryCalls.NewRegion());

        (await process.CommitWhileItWaitsAsync(
            $"""
             UPDATE meeting_controllers SET epoch = 2 WHERE controller_id = '{controller}';
             UPDATE meeting_controller_load
             SET epoch = 2, heartbeat_seq = 0, last_heartbeat_at = NULL, health = 'pending' WHERE controller_id = '{controller}'
             """,
            () => Gc.BeatAsync(controller, 1, 100))).ExpectRefusal(409, "stale-heartbeat");

        Assert.Equal("pending 2 0 0 0 0", await process.ControllerAsync(controller));
        (await Gc.BeatAsync(controller, 2, 1)).Expect(200);
    }

    [Fact]
    public async Task G2_of_racing_heartbeats_the_highest_number_stays()
    {
        var controller = await Gc.NewControllerAsync(RegistryCalls.NewRegion());

        var answers = await Task.WhenAll(Enumerable.Range(2, 40).Select(i => Gc.BeatAsync(controller, 1, i, meetings: i)));

        Assert.All(answers, a => Assert.True(a.Status == 200 || a.Code == "stale-heartbeat", a.Text));
        Assert.Equal("healthy 1 41 41 0 0", await process.ControllerAsync(controller));
    }

    [Fact]
    public async Task An_unhealthy_one_becomes_healthy_by_a_newer_heartbeat_but_not_by_an_older()
    {
        var controller = await Gc.NewControllerAsync(RegistryCalls.NewRegion());
        await process.ExecuteAsync("UPDATE meeting_controller_load SET health = 'unhealthy' WHERE controller_id = $1", controller);

        (await Gc.BeatAsync(controller, 1, 1)).ExpectRefusal(409, "stale-heartbeat");
        Assert.StartsWith("unhealthy", await process.ControllerAsync(controller), StringComparison.Ordinal);
        Assert.Equal("healthy", (await Gc.BeatAsync(controller, 1, 2)).Expect(200)["health"].GetString());
    }

    [Fact]
    public async Task A_drained_one_past_its_deadline_stays_unhealthy_whatever_it_reports()
    {
        var controller = await Gc.NewControllerAsync(RegistryCalls.NewRegion());
        (await Gc.DrainAsync(controller, 0)).Expect(200);

        Assert.Equal("unhealthy", (await Gc.BeatAsync(controller, 1, 2)).Expect(200)["health"].GetString());
    }

    /// <summary>Of controllers and of handlers: the flaw was a GROUP BY with every heartbeat, and an index on what changes with each.</summary>
    [Fact]
    public async Task G5_a_heartbeat_is_one_statement_and_a_heap_only_update()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        await using var proxy = new CountingProxy(database.AppConnectionString);
        await using var service = await GcDatabaseProcess.StartAsync(proxy.ConnectionString, slowAfter: TimeSpan.FromHours(1));
        var gc = new GcClient(service.Client);
        var controller = await gc.NewControllerAsync("eu");
        var handler = await gc.NewHandlerAsync("eu");

        for (var sequence = 2; sequence < 52; sequence++)
        {
            proxy.Reset();
            (await gc.BeatAsync(controller, 1, sequence, meetings: sequence)).Expect(200);
            Assert.Equal((1, 1), proxy.Count);
            proxy.Reset();
            (await gc.BeatHandlerAsync(handler, 1, sequence, streams: sequence)).Expect(200);
            Assert.Equal((1, 1), proxy.Count);
        }

        await using var source = Npgsql.NpgsqlDataSource.Create(database.AdminConnectionString);
        await Wait.UntilAsync(async () => await HotAsync(source) == "51 51 51 51", "the server's counts of updates, all of them heap-only");
    }

    private static async Task<string?> HotAsync(Npgsql.NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand(
            """
            SELECT string_agg(concat_ws(' ', n_tup_upd, n_tup_hot_upd), ' ') FROM pg_stat_user_tables
            WHERE relname IN ('meeting_controller_load', 'media_handler_load')
            """);
        return (string?)await command.ExecuteScalarAsync();
    }
}
