using DarkTower.GcDatabase.Tests.Harness;

namespace DarkTower.GcDatabase.Tests.Assignments;

/// <summary>Each flaw of the system before, by its number, as something that cannot happen here.</summary>
[Collection(GcDatabaseTests.Name)]
public sealed class AssignmentFlawTests(GcDatabaseProcess process) : IAsyncLifetime
{
    private readonly string _region = RegistryCalls.NewRegion();
    private JobsOf _jobs = null!;
    private Guid _org;

    private GcClient Gc => process.Gc;

    public async Task InitializeAsync()
    {
        _jobs = new JobsOf(process.Database);
        _org = await Gc.NewOrgAsync();
    }

    public async Task DisposeAsync() => await _jobs.DisposeAsync();

    [Fact]
    public async Task A1_A2_what_was_ended_is_assigned_again_at_once_as_a_new_row_that_is_live()
    {
        var controller = await Gc.NewControllerAsync(_region);
        var meeting = await Gc.NewMeetingAsync(_org);
        (await Gc.AssignAsync(_org, meeting, _region)).Expect(201);
        (await Gc.ConfirmAsync(_org, meeting, _region)).Expect(200);
        (await Gc.ReleaseAsync(_org, meeting, _region)).Expect(204);

        var again = (await Gc.AssignAsync(_org, meeting, _region)).Expect(201);

        Assert.Equal(again.Id("assignmentId"), (await Gc.GetAssignmentAsync(_org, meeting, _region)).Expect(200).Id("assignmentId"));
        Assert.Equal(again.Id("assignmentId"), (await Gc.AssignAsync(_org, meeting, _region)).Expect(200).Id("assignmentId"));
        Assert.Equal($"{controller} ended released, {controller} reserved", await process.HistoryAsync(meeting, _region));
    }

    [Fact]
    public async Task A3_A4_ending_one_region_leaves_the_others_live_whoever_ends_it()
    {
        var other = RegistryCalls.NewRegion();
        var (sick, well) = (await Gc.NewControllerAsync(_region), await Gc.NewControllerAsync(other));
        var meeting = await Gc.NewMeetingAsync(_org);
        (await Gc.AssignAsync(_org, meeting, _region)).Expect(201);
        (await Gc.AssignAsync(_org, meeting, other)).Expect(201);
        (await Gc.ConfirmAsync(_org, meeting, other)).Expect(200);
        await process.AgeAsync(sick, 31);

        await _jobs.AllAsync();

        Assert.Equal($"{sick} ended controller_unhealthy", await process.HistoryAsync(meeting, _region));
        Assert.Equal($"{well} active", await process.HistoryAsync(meeting, other));
        Assert.Equal(("unhealthy 1 1 0 0 0", "healthy 1 1 0 0 1"),
            (await process.ControllerAsync(sick), await process.ControllerAsync(well)));
    }

    [Fact]
    public async Task A5_age_does_not_end_what_its_controller_is_still_working_on()
    {
        var controller = await Gc.NewControllerAsync(_region);
        var meeting = await Gc.NewMeetingAsync(_org);
        (await Gc.AssignAsync(_org, meeting, _region)).Expect(201);
        (await Gc.ConfirmAsync(_org, meeting, _region)).Expect(200);
        await process.ExecuteAsync(
            """
            UPDATE meeting_assignments SET assigned_at = now() - interval '9 days', last_activity_at = now() - interval '8 days'
            WHERE meeting_id = $1
            """, meeting);
        (await Gc.BeatAsync(controller, 1, 2)).Expect(200);

        await _jobs.AllAsync();

        Assert.Equal($"{controller} active", await process.HistoryAsync(meeting, _region));
        var seen = (await Gc.GetAssignmentAsync(_org, meeting, _region)).Expect(200)["lastActivityAt"].GetDateTimeOffset();
        Assert.InRange(DateTimeOffset.UtcNow - seen, TimeSpan.FromMinutes(-1), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A6_64_meetings_racing_for_10_places_get_exactly_10_and_nothing_is_left_behind()
    {
        var org = await Gc.NewOrgAsync(maxConcurrentMeetings: 64);
        Guid[] controllers = [await Gc.NewControllerAsync(_region, maxMeetings: 6), await Gc.NewControllerAsync(_region, maxMeetings: 4)];
        var meetings = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Gc.NewMeetingAsync(org)));

        var answers = await Task.WhenAll(meetings.Select(meeting => Gc.AssignAsync(org, meeting, _region)));

        Assert.Equal(10, answers.Count(answer => answer.Status == 201));
        foreach (var loser in answers.Where(answer => answer.Status != 201)) loser.ExpectRefusal(503, "no-controller-available");
        Assert.Equal("healthy 1 1 0 0 6", await process.ControllerAsync(controllers[0]));
        Assert.Equal("healthy 1 1 0 0 4", await process.ControllerAsync(controllers[1]));
        Assert.Equal(10, await process.ScalarAsync<long>(
            "SELECT count(*) FROM meeting_assignments WHERE org_id = $1 AND state = 'reserved'", org));
    }

    [Fact]
    public async Task A6_places_that_are_given_back_while_others_race_for_them_are_taken_again()
    {
        var org = await Gc.NewOrgAsync(maxConcurrentMeetings: 24);
        var controller = await Gc.NewControllerAsync(_region, maxMeetings: 3);
        var meetings = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => Gc.NewMeetingAsync(org)));

        await Task.WhenAll(meetings.Select(async meeting =>
        {
            for (var round = 0; round < 6; round++)
            {
                var answer = await Gc.AssignAsync(org, meeting, _region);
                Assert.True(answer.Status is 201 || answer.Code == "no-controller-available", answer.Text);
                if (answer.Status == 201) (await Gc.ReleaseAsync(org, meeting, _region)).Expect(204);
            }
        }));

        Assert.Equal("healthy 1 1 0 0 0", await process.ControllerAsync(controller));
        Assert.True(await process.ScalarAsync<long>("SELECT count(*) FROM meeting_assignments WHERE org_id = $1", org) > 3);
    }

    [Fact]
    public async Task A6_a_reservation_that_nobody_confirms_gives_its_place_back()
    {
        var controller = await Gc.NewControllerAsync(_region, maxMeetings: 1);
        var (first, second) = (await Gc.NewMeetingAsync(_org), await Gc.NewMeetingAsync(_org));
        (await Gc.AssignAsync(_org, first, _region)).Expect(201);
        (await Gc.AssignAsync(_org, second, _region)).ExpectRefusal(503, "no-controller-available");
        await process.ExecuteAsync(
            """
            UPDATE meeting_assignments SET assigned_at = now() - interval '60 seconds', reserved_until = now() - interval '1 second'
            WHERE meeting_id = $1
            """, first);

        await _jobs.ExpireAsync();

        (await Gc.AssignAsync(_org, second, _region)).Expect(201);
        Assert.Equal($"{controller} ended reservation_expired", await process.HistoryAsync(first, _region));
        Assert.Equal("healthy 1 1 0 0 1", await process.ControllerAsync(controller));
    }

    /// <summary>At any age and in any state the controller is either kept or replaced, and nobody is sent to one that is not to be used.</summary>
    [Theory]
    [InlineData("healthy", 29, true)]
    [InlineData("healthy", 30, false)]
    [InlineData("healthy", 31, false)]
    [InlineData("degraded", 29, true)]
    [InlineData("degraded", 31, false)]
    [InlineData("unhealthy", 1, false)]
    [InlineData("draining", 29, true)]
    [InlineData("draining", 31, false)]
    [InlineData("drained", 1, false)]
    [InlineData("pending", 1, false)]
    public async Task A7_A9_a_controller_is_kept_or_replaced_in_the_same_call_and_nothing_is_between(string health, int age, bool kept)
    {
        var old = await Gc.NewControllerAsync(_region);
        var meeting = await Gc.NewMeetingAsync(_org);
        (await Gc.AssignAsync(_org, meeting, _region)).Expect(201);
        (await Gc.ConfirmAsync(_org, meeting, _region)).Expect(200);
        var fresh = await Gc.NewControllerAsync(_region);
        await process.ExecuteAsync(
            """
            UPDATE meeting_controller_load
            SET health = CASE $2 WHEN 'drained' THEN 'draining' ELSE $2 END, last_heartbeat_at = now() - make_interval(secs => $3),
                drain_deadline = CASE $2 WHEN 'draining' THEN now() + interval '1 hour' WHEN 'drained' THEN now() END
            WHERE controller_id = $1
            """, old, health, (double)age);

        var answer = (await Gc.AssignAsync(_org, meeting, _region)).Expect(kept ? 200 : 201);

        var reason = health == "drained" ? "controller_drained" : "controller_unhealthy";
        Assert.Equal(kept ? old : fresh, answer.Id("controllerId"));
        Assert.Equal(kept ? $"{old} active" : $"{old} ended {reason}, {fresh} reserved", await process.HistoryAsync(meeting, _region));
        Assert.EndsWith(kept ? " 1" : " 0", await process.ControllerAsync(old), StringComparison.Ordinal);
        Assert.EndsWith(kept ? " 0" : " 1", await process.ControllerAsync(fresh), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A7_one_that_is_heard_while_the_call_waits_for_it_is_not_replaced()
    {
        var old = await Gc.NewControllerAsync(_region);
        var meeting = await Gc.NewMeetingAsync(_org);
        (await Gc.AssignAsync(_org, meeting, _region)).Expect(201);
        await Gc.NewControllerAsync(_region);
        await process.AgeAsync(old, 31);

        var answer = await process.CommitWhileItWaitsAsync(
            $"UPDATE meeting_controller_load SET last_heartbeat_at = now() WHERE controller_id = '{old}'",
            () => Gc.AssignAsync(_org, meeting, _region));

        Assert.Equal(old, answer.Expect(200).Id("controllerId"));
        Assert.Equal($"{old} reserved", await process.HistoryAsync(meeting, _region));
    }

    [Fact]
    public async Task A7_one_that_is_marked_while_the_call_waits_for_it_is_not_taken()
    {
        var (taken, other) = (await Gc.NewControllerAsync(_region), RegistryCalls.NewRegion());
        var meeting = await Gc.NewMeetingAsync(_org);

        (await process.CommitWhileItWaitsAsync(
            $"UPDATE meeting_controller_load SET health = 'unhealthy' WHERE controller_id = '{taken}'",
            () => Gc.AssignAsync(_org, meeting, _region))).ExpectRefusal(503, "no-controller-available");

        Assert.Equal("unhealthy 1 1 0 0 0", await process.ControllerAsync(taken));
        (await Gc.GetAssignmentAsync(_org, meeting, other)).ExpectRefusal(404, "assignment-not-found");
    }

    [Fact]
    public async Task A8_a_replacement_keeps_who_had_it_before_and_the_trail_says_why()
    {
        var old = await Gc.NewControllerAsync(_region);
        var meeting = await Gc.NewMeetingAsync(_org);
        var first = (await Gc.AssignAsync(_org, meeting, _region)).Expect(201).Id("assignmentId");
        await process.AgeAsync(old, 31);
        await Gc.NewControllerAsync(_region);

        var second = (await Gc.AssignAsync(_org, meeting, _region)).Expect(201).Id("assignmentId");

        Assert.Equal($"{first} controller_unhealthy", await process.ScalarAsync<string>(
            """
            SELECT concat_ws(' ', details ->> 'replaces', details ->> 'replacedFor') FROM audit_logs
            WHERE org_id = $1 AND action = 'assignment.created' AND target_id = $2
            """, _org, second.ToString()));
    }

    [Fact]
    public async Task A8_of_an_unhealthy_one_without_another_nothing_is_ended()
    {
        var only = await Gc.NewControllerAsync(_region);
        var meeting = await Gc.NewMeetingAsync(_org);
        (await Gc.AssignAsync(_org, meeting, _region)).Expect(201);
        await process.AgeAsync(only, 31);

        (await Gc.AssignAsync(_org, meeting, _region)).ExpectRefusal(503, "no-controller-available");
        Assert.Equal($"{only} reserved", await process.HistoryAsync(meeting, _region));
        (await Gc.BeatAsync(only, 1, 2)).Expect(200);
        (await Gc.AssignAsync(_org, meeting, _region)).Expect(200);
    }

    [Fact]
    public async Task A10_of_32_callers_of_one_meeting_and_region_one_is_assigned_and_all_get_the_same_round_after_round()
    {
        Guid[] controllers = [await Gc.NewControllerAsync(_region), await Gc.NewControllerAsync(_region), await Gc.NewControllerAsync(_region)];
        var meeting = await Gc.NewMeetingAsync(_org);

        for (var round = 0; round < 12; round++)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Gc.AssignAsync(_org, meeting, _region)));

            Assert.Single(answers, answer => answer.Status == 201);
            Assert.All(answers, answer => Assert.True(answer.Status is 200 or 201, answer.Text));
            var controller = Assert.Single(answers.Select(answer => answer.Id("controllerId")).Distinct());
            Assert.Contains(controller, controllers);
            (await Gc.ReleaseAsync(_org, meeting, _region)).Expect(204);
        }
        Assert.Equal(12, await process.ScalarAsync<long>("SELECT count(*) FROM meeting_assignments WHERE meeting_id = $1", meeting));
    }

    [Fact]
    public async Task G3_a_draining_one_that_is_not_heard_or_past_its_deadline_is_marked_and_what_it_holds_is_ended()
    {
        var (silent, drained) = (await Gc.NewControllerAsync(_region), await Gc.NewControllerAsync(_region));
        var org = await Gc.NewOrgAsync();
        var meetings = new List<Guid>();
        for (var i = 0; i < 8; i++)
        {
            meetings.Add(await Gc.NewMeetingAsync(org));
            (await Gc.AssignAsync(org, meetings[i], _region)).Expect(201);
        }
        (await Gc.DrainAsync(silent, 3600)).Expect(200);
        (await Gc.DrainAsync(drained, 0)).Expect(200);
        await process.AgeAsync(silent, 31);

        await _jobs.AllAsync();

        Assert.StartsWith("unhealthy 1 1", await process.ControllerAsync(silent), StringComparison.Ordinal);
        Assert.StartsWith("unhealthy 1 1", await process.ControllerAsync(drained), StringComparison.Ordinal);
        foreach (var meeting in meetings)
            Assert.Contains(await process.HistoryAsync(meeting, _region),
                (string[])[$"{silent} ended controller_unhealthy", $"{drained} ended controller_drained"]);
    }
}
