using DarkTower.GcDatabase.Tests.Harness;

namespace DarkTower.GcDatabase.Tests.Jobs;

[Collection(GcDatabaseTests.Name)]
public sealed class AssignmentJobTests(GcDatabaseProcess process) : IAsyncLifetime
{
    private readonly string _region = RegistryCalls.NewRegion();
    private JobsOf _jobs = null!;

    private GcClient Gc => process.Gc;

    public Task InitializeAsync()
    {
        _jobs = new JobsOf(process.Database, batch: 3);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _jobs.DisposeAsync();

    [Fact]
    public async Task Controllers_and_handlers_not_heard_for_30_seconds_become_unhealthy_and_no_others()
    {
        var (silent, heard) = (await Gc.NewControllerAsync(_region), await Gc.NewControllerAsync(_region));
        var (silentHandler, heardHandler) = (await Gc.NewHandlerAsync(_region), await Gc.NewHandlerAsync(_region));
        await process.AgeAsync(silent, 30);
        await process.AgeAsync(heard, 20);
        await process.ExecuteAsync(
            "UPDATE media_handler_load SET last_heartbeat_at = now() - interval '30 seconds' WHERE handler_id = $1", silentHandler);

        Assert.True(await _jobs.MarkStaleControllersAsync() >= 1);
        Assert.True(await _jobs.MarkStaleHandlersAsync() >= 1);

        Assert.Equal(("unhealthy 1 1 0 0 0", "healthy 1 1 0 0 0"),
            (await process.ControllerAsync(silent), await process.ControllerAsync(heard)));
        Assert.Equal(("unhealthy", "healthy"), (await HandlerHealthAsync(silentHandler), await HandlerHealthAsync(heardHandler)));
    }

    [Fact]
    public async Task What_an_unhealthy_controller_holds_of_many_organizations_is_ended_in_batches_until_nothing_is_left()
    {
        var sick = await Gc.NewControllerAsync(_region, maxMeetings: 100);
        var orgs = new List<Guid>();
        for (var i = 0; i < 4; i++)
        {
            orgs.Add(await Gc.NewOrgAsync());
            for (var j = 0; j < 4; j++) (await Gc.AssignAsync(orgs[i], await Gc.NewMeetingAsync(orgs[i]), _region)).Expect(201);
        }
        await process.AgeAsync(sick, 31);
        await _jobs.MarkStaleControllersAsync();

        // Of all there are: other tests have unhealthy controllers too.
        Assert.InRange(await _jobs.EndUnhealthyAsync(), 16, long.MaxValue);

        Assert.Equal("unhealthy 1 1 0 0 0", await process.ControllerAsync(sick));
        foreach (var org in orgs)
            Assert.Equal("4 4 4", await process.ScalarAsync<string>(
                """
                SELECT concat_ws(' ', count(*) FILTER (WHERE a.end_reason = 'controller_unhealthy'), count(DISTINCT l.audit_id),
                    count(*) FILTER (WHERE l.actor_type = 'system' AND l.actor_id = 'end-unhealthy-assignments'
                        AND l.reason = 'controller_unhealthy'))
                FROM meeting_assignments AS a
                JOIN audit_logs AS l ON l.org_id = a.org_id AND l.target_id = a.assignment_id::text AND l.action = 'assignment.ended'
                WHERE a.org_id = $1
                """, org));
        Assert.Equal(0, await process.ScalarAsync<long>(
            "SELECT count(*) FROM meeting_assignments WHERE controller_id = $1 AND state <> 'ended'", sick));
    }

    /// <summary>The job has found the controller unhealthy and waits for its row: what it finds there decides.</summary>
    [Fact]
    public async Task One_that_is_heard_while_the_job_waits_for_it_keeps_what_it_holds()
    {
        var controller = await Gc.NewControllerAsync(_region);
        var org = await Gc.NewOrgAsync();
        var meeting = await Gc.NewMeetingAsync(org);
        (await Gc.AssignAsync(org, meeting, _region)).Expect(201);
        await process.ExecuteAsync("UPDATE meeting_controller_load SET health = 'unhealthy' WHERE controller_id = $1", controller);

        await process.CommitWhileItWaitsAsync(
            $"UPDATE meeting_controller_load SET health = 'healthy', last_heartbeat_at = now() WHERE controller_id = '{controller}'",
            _jobs.EndUnhealthyAsync);

        Assert.Equal($"{controller} reserved", await process.HistoryAsync(meeting, _region));
        Assert.Equal("healthy 1 1 0 0 1", await process.ControllerAsync(controller));
    }

    [Fact]
    public async Task Expired_reservations_end_in_batches_and_live_ones_and_confirmed_ones_stay()
    {
        var controller = await Gc.NewControllerAsync(_region, maxMeetings: 100);
        var org = await Gc.NewOrgAsync(maxConcurrentMeetings: 20);
        var meetings = new List<Guid>();
        for (var i = 0; i < 9; i++)
        {
            meetings.Add(await Gc.NewMeetingAsync(org));
            (await Gc.AssignAsync(org, meetings[i], _region)).Expect(201);
        }
        (await Gc.ConfirmAsync(org, meetings[7], _region)).Expect(200);
        await process.ExecuteAsync(
            """
            UPDATE meeting_assignments SET assigned_at = now() - interval '60 seconds', reserved_until = now() - interval '1 second'
            WHERE org_id = $1 AND state = 'reserved' AND meeting_id <> $2
            """, org, meetings[8]);

        Assert.Equal(7, await _jobs.ExpireAsync());

        Assert.Equal("healthy 1 1 0 0 2", await process.ControllerAsync(controller));
        Assert.Equal(($"{controller} active", $"{controller} reserved"),
            (await process.HistoryAsync(meetings[7], _region), await process.HistoryAsync(meetings[8], _region)));
    }

    [Fact]
    public async Task Leftovers_of_meetings_that_are_over_and_without_a_sign_of_life_for_an_hour_are_ended_and_nothing_else()
    {
        var (lively, silent) = (await Gc.NewControllerAsync(_region, maxMeetings: 100), RegistryCalls.NewRegion());
        var silentController = await Gc.NewControllerAsync(silent);
        var org = await Gc.NewOrgAsync();
        var (over, open, stale) = (await Gc.NewMeetingAsync(org), await Gc.NewMeetingAsync(org), await Gc.NewMeetingAsync(org));
        foreach (var (meeting, region) in new[] { (over, _region), (open, _region), (stale, silent) })
        {
            (await Gc.AssignAsync(org, meeting, region)).Expect(201);
            (await Gc.ConfirmAsync(org, meeting, region)).Expect(200);
        }
        await process.EndAsync(over);
        await process.ExecuteAsync(
            """
            UPDATE meeting_assignments SET assigned_at = now() - interval '2 hours', last_activity_at = now() - interval '2 hours'
            WHERE org_id = $1
            """, org);
        await process.AgeAsync(silentController, 3601);

        Assert.Equal(2, await _jobs.EndLeftoversAsync());

        Assert.Equal($"{lively} ended meeting_ended", await process.HistoryAsync(over, _region));
        Assert.Equal($"{lively} active", await process.HistoryAsync(open, _region));
        Assert.Equal($"{silentController} ended stale", await process.HistoryAsync(stale, silent));
        Assert.Equal(("healthy 1 1 0 0 1", "healthy 1 1 0 0 0"),
            (await process.ControllerAsync(lively), await process.ControllerAsync(silentController)));
    }

    private Task<string> HandlerHealthAsync(Guid handler) =>
        process.ScalarAsync<string>("SELECT health FROM media_handler_load WHERE handler_id = $1", handler);
}
