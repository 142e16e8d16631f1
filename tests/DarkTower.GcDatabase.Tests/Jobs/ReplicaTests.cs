using DarkTower.Fixtures;
using DarkTower.GcDatabase.Tests.Harness;
using Npgsql;

namespace DarkTower.GcDatabase.Tests.Jobs;

public sealed class ReplicaTests
{
    /// <summary>
    /// Two services with every job every 50 ms, under calls that make work for them: controllers go silent and come back, reservations
    /// expire, meetings are assigned and released.
    /// </summary>
    [Fact]
    public async Task Two_replicas_run_all_jobs_at_once_under_load_and_every_count_stays_right()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        await using var first = await StartAsync(database);
        await using var second = await StartAsync(database);
        await using var admin = NpgsqlDataSource.Create(database.AdminConnectionString);
        GcClient[] clients = [new(first.Client), new(second.Client)];
        var regions = new[] { "eu", "us" };
        var controllers = new List<Guid>();
        foreach (var region in regions)
            for (var i = 0; i < 3; i++) controllers.Add(await clients[0].NewControllerAsync(region, maxMeetings: 4));

        await Task.WhenAll(Enumerable.Range(0, 6).Select(worker => WorkAsync(clients[worker % 2], worker)));

        foreach (var controller in controllers) await SilenceAsync(controller);
        await Wait.UntilAsync(
            async () => await ScalarAsync<long>("SELECT count(*) FROM meeting_assignments WHERE state <> 'ended'") == 0,
            "the jobs ending what silent controllers hold");
        Assert.Equal(0, await ScalarAsync<long>("SELECT count(*) FROM meeting_controller_load WHERE reserved_meetings <> 0"));
        Assert.Equal(0, await ScalarAsync<long>(
            """
            SELECT count(*) FROM meeting_assignments AS a
            WHERE (SELECT count(*) FROM audit_logs WHERE org_id = a.org_id AND target_id = a.assignment_id::text AND action = 'assignment.ended')
                + (SELECT count(*) FROM audit_logs WHERE org_id = a.org_id AND details ->> 'replaces' = a.assignment_id::text) <> 1
            """));
        foreach (var output in new[] { first.Output, second.Output })
            Assert.False(output.Contains("failed; it will be run again", StringComparison.Ordinal), output);

        async Task WorkAsync(GcClient gc, int worker)
        {
            var random = new Random(worker);
            var org = await gc.NewOrgAsync();
            var meetings = new List<Guid>();
            for (var i = 0; i < 4; i++) meetings.Add(await gc.NewMeetingAsync(org));
            for (var step = 0; step < 60; step++)
            {
                var (meeting, region) = (meetings[random.Next(4)], regions[random.Next(2)]);
                var answer = await (random.Next(6) switch
                {
                    0 => gc.ReleaseAsync(org, meeting, region),
                    1 => gc.ConfirmAsync(org, meeting, region),
                    2 => gc.BeatAsync(controllers[random.Next(6)], 1, DateTimeOffset.UtcNow.Ticks),
                    _ => gc.AssignAsync(org, meeting, region),
                });
                Assert.True(answer.Status < 500 || answer.Code == "no-controller-available", answer.Text);
                if (step % 15 == worker % 15)
                    await SilenceAsync(controllers[random.Next(6)]);
                Assert.Equal(0, await ScalarAsync<long>(Drift));
            }
        }

        async Task<T> ScalarAsync<T>(string sql)
        {
            await using var command = admin.CreateCommand(sql);
            return (T)(await command.ExecuteScalarAsync())!;
        }

        async Task SilenceAsync(Guid controller)
        {
            await using var command = admin.CreateCommand(
                "UPDATE meeting_controller_load SET last_heartbeat_at = now() - interval '31 seconds' WHERE controller_id = $1");
            command.Parameters.AddWithValue(controller);
            await command.ExecuteNonQueryAsync();
        }
    }

    [Fact]
    public async Task Without_the_jobs_connection_the_service_works_and_says_once_that_it_has_no_jobs()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        await using var service = await GcDatabaseProcess.StartAsync(database.AppConnectionString);

        Assert.Single(service.Output.Split('\n'), line => line.Contains("ConnectionStrings:darktower-jobs is not set", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_job_setting_out_of_range_stops_the_service_naming_the_key()
    {
        await using var database = await MigratedDatabase.CreateAsync();

        var error = await Assert.ThrowsAnyAsync<Exception>(() => StartAsync(database, ("Jobs:Batch", "0")));

        Assert.Contains("Jobs:Batch", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Counters that are not the counted rows, and controllers with more than they may have, at one moment.</summary>
    private const string Drift = """
        SELECT count(*)
        FROM meeting_controller_load AS l
        JOIN meeting_controllers AS c ON c.controller_id = l.controller_id
        WHERE l.reserved_meetings > c.max_meetings OR l.reserved_meetings <> (
            SELECT count(*) FROM meeting_assignments AS a WHERE a.controller_id = l.controller_id AND a.state <> 'ended')
        """;

    private static Task<ServiceProcess> StartAsync(MigratedDatabase database, params (string Key, string Value)[] settings)
    {
        var all = new Dictionary<string, string>
        {
            ["ConnectionStrings:darktower"] = database.AppConnectionString,
            ["ConnectionStrings:darktower-jobs"] = database.As("darktower_jobs"),
            ["Authentication:PlatformKey"] = GcClient.PlatformKey,
            ["Postgres:Pool:Replicas"] = "2",
            ["Jobs:StaleEvery"] = "00:00:00.05",
            ["Jobs:AssignmentsEvery"] = "00:00:00.05",
            ["Jobs:LeftoversEvery"] = "00:00:00.05",
            ["Jobs:Batch"] = "3",
        };
        foreach (var (key, value) in settings) all[key] = value;
        return ServiceProcess.StartAsync("DarkTower.GcDatabase", all);
    }
}
