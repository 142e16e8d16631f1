using DarkTower.GcDatabase.Tests.Harness;

namespace DarkTower.GcDatabase.Tests.Assignments;

[Collection(GcDatabaseTests.Name)]
public sealed class AssignmentTests(GcDatabaseProcess process)
{
    private readonly string _region = RegistryCalls.NewRegion();

    private GcClient Gc => process.Gc;

    [Fact]
    public async Task An_assignment_is_reserved_confirmed_read_and_released()
    {
        var (org, meeting) = await MeetingAsync();
        var controller = await Gc.NewControllerAsync(_region);

        var assigned = (await Gc.AssignAsync(org, meeting, _region)).Expect(201);

        Assert.Equal($"/v1/orgs/{org}/meetings/{meeting}/assignments/{_region}", assigned.Headers.Location!.ToString());
        Assert.Equal((controller, "reserved", "https://mc:50051", "gc-1"), (assigned.Id("controllerId"), assigned["state"].GetString(),
            assigned["grpcEndpoint"].GetString(), assigned["assignedBy"].GetString()));
        Assert.InRange(assigned["reservedUntil"].GetDateTimeOffset() - assigned["assignedAt"].GetDateTimeOffset(),
            TimeSpan.FromSeconds(29), TimeSpan.FromSeconds(31));
        Assert.Equal("healthy 1 1 0 0 1", await process.ControllerAsync(controller));

        var confirmed = (await Gc.ConfirmAsync(org, meeting, _region)).Expect(200);
        Assert.Equal(("active", assigned.Id("assignmentId")), (confirmed["state"].GetString(), confirmed.Id("assignmentId")));
        var fetched = (await Gc.GetAssignmentAsync(org, meeting, _region)).Expect(200);
        Assert.Equal(("active", "healthy", controller), (fetched["state"].GetString(), fetched["health"].GetString(),
            fetched.Id("controllerId")));
        Assert.True(fetched["reservedUntil"].ValueKind == System.Text.Json.JsonValueKind.Null);

        (await Gc.ReleaseAsync(org, meeting, _region)).Expect(204);
        (await Gc.GetAssignmentAsync(org, meeting, _region)).ExpectRefusal(404, "assignment-not-found");
        Assert.Equal("healthy 1 1 0 0 0", await process.ControllerAsync(controller));
        Assert.Equal("assignment.created assignment.confirmed assignment.ended", await TrailAsync(org));
    }

    [Fact]
    public async Task What_is_there_is_answered_again_and_a_repetition_changes_nothing()
    {
        var (org, meeting) = await MeetingAsync();
        var controller = await Gc.NewControllerAsync(_region);
        var first = (await Gc.AssignAsync(org, meeting, _region)).Expect(201);

        Assert.Equal(first.Text, (await Gc.AssignAsync(org, meeting, _region)).Expect(200).Text);
        var confirmed = (await Gc.ConfirmAsync(org, meeting, _region, first.Id("assignmentId"))).Expect(200);
        Assert.Equal(confirmed.Text, (await Gc.ConfirmAsync(org, meeting, _region)).Expect(200).Text);
        Assert.Equal("active", (await Gc.AssignAsync(org, meeting, _region)).Expect(200)["state"].GetString());
        (await Gc.ReleaseAsync(org, meeting, _region, "meeting_ended")).Expect(204);
        (await Gc.ReleaseAsync(org, meeting, _region)).Expect(204);

        Assert.Equal($"{controller} ended meeting_ended", await process.HistoryAsync(meeting, _region));
        Assert.Equal("healthy 1 1 0 0 0", await process.ControllerAsync(controller));
        Assert.Equal("assignment.created assignment.confirmed assignment.ended", await TrailAsync(org));
    }

    [Fact]
    public async Task With_an_idempotency_key_a_repetition_gets_the_first_answer()
    {
        var (org, meeting) = await MeetingAsync();
        var controller = await Gc.NewControllerAsync(_region);
        var (path, body) = (RegistryCalls.Assignments(org, meeting), new { region = _region, assignedBy = "gc-1" });

        var first = (await Gc.PostAsync(path, body, idempotencyKey: "once")).Expect(201);
        var again = (await Gc.PostAsync(path, body, idempotencyKey: "once")).Expect(201);

        Assert.Equal(first.Text, again.Text);
        Assert.Equal("healthy 1 1 0 0 1", await process.ControllerAsync(controller));
    }

    [Theory]
    [InlineData("suspended", 409, "org-suspended")]
    [InlineData("ended", 409, "meeting-not-open")]
    [InlineData("unknown meeting", 404, "meeting-not-found")]
    [InlineData("unknown org", 404, "org-not-found")]
    [InlineData("no controller", 503, "no-controller-available")]
    public async Task What_cannot_be_assigned_is_told_apart_and_writes_nothing(string state, int status, string code)
    {
        var (org, meeting) = await MeetingAsync();
        var controller = await Gc.NewControllerAsync(state == "no controller" ? RegistryCalls.NewRegion() : _region);
        if (state == "suspended") await process.SuspendAsync(org);
        if (state == "ended") await process.EndAsync(meeting);

        var answer = (await Gc.AssignAsync(
            state == "unknown org" ? Guid.NewGuid() : org, state == "unknown meeting" ? Guid.NewGuid() : meeting, _region))
            .ExpectRefusal(status, code);

        Assert.Equal(status == 503, answer.Headers.RetryAfter is not null);
        Assert.Equal("healthy 1 1 0 0 0", await process.ControllerAsync(controller));
        Assert.Equal("", await process.HistoryAsync(meeting, _region));
        Assert.Equal("", await TrailAsync(org));
    }

    [Fact]
    public async Task A_suspended_organization_can_still_confirm_read_and_release()
    {
        var (org, meeting) = await MeetingAsync();
        await Gc.NewControllerAsync(_region);
        (await Gc.AssignAsync(org, meeting, _region)).Expect(201);
        await process.SuspendAsync(org);

        (await Gc.ConfirmAsync(org, meeting, _region)).Expect(200);
        (await Gc.GetAssignmentAsync(org, meeting, _region)).Expect(200);
        (await Gc.ReleaseAsync(org, meeting, _region)).Expect(204);
    }

    [Fact]
    public async Task Unknown_organization_meeting_and_assignment_are_told_apart()
    {
        var (org, meeting) = await MeetingAsync();

        foreach (var call in new Func<Guid, Guid, Task<Answer>>[]
        {
            (o, m) => Gc.GetAssignmentAsync(o, m, _region), (o, m) => Gc.ConfirmAsync(o, m, _region),
            (o, m) => Gc.ReleaseAsync(o, m, _region),
        })
        {
            (await call(Guid.NewGuid(), meeting)).ExpectRefusal(404, "org-not-found");
            (await call(org, Guid.NewGuid())).ExpectRefusal(404, "meeting-not-found");
            (await call(org, meeting)).ExpectRefusal(404, "assignment-not-found");
        }
    }

    [Fact]
    public async Task A_confirmation_of_one_that_was_replaced_leaves_the_new_one_alone()
    {
        var (org, meeting) = await MeetingAsync();
        await Gc.NewControllerAsync(_region);
        var old = (await Gc.AssignAsync(org, meeting, _region)).Expect(201).Id("assignmentId");
        (await Gc.ReleaseAsync(org, meeting, _region)).Expect(204);
        (await Gc.AssignAsync(org, meeting, _region)).Expect(201);

        (await Gc.ConfirmAsync(org, meeting, _region, old)).ExpectRefusal(409, "assignment-replaced");

        Assert.Equal("reserved", (await Gc.GetAssignmentAsync(org, meeting, _region)).Expect(200)["state"].GetString());
    }

    [Fact]
    public async Task A_reservation_past_its_lease_is_over_before_any_job_has_been_there()
    {
        var (org, meeting) = await MeetingAsync();
        var controller = await Gc.NewControllerAsync(_region);
        var old = (await Gc.AssignAsync(org, meeting, _region)).Expect(201).Id("assignmentId");
        await ExpireAsync(meeting);

        (await Gc.GetAssignmentAsync(org, meeting, _region)).ExpectRefusal(404, "assignment-not-found");
        (await Gc.ConfirmAsync(org, meeting, _region)).ExpectRefusal(404, "assignment-not-found");
        Assert.NotEqual(old, (await Gc.AssignAsync(org, meeting, _region)).Expect(201).Id("assignmentId"));

        Assert.Equal($"{controller} ended reservation_expired, {controller} reserved", await process.HistoryAsync(meeting, _region));
        Assert.Equal("healthy 1 1 0 0 1", await process.ControllerAsync(controller));
    }

    [Fact]
    public async Task A_controller_full_of_participants_or_of_meetings_or_not_heard_gets_nothing()
    {
        var (org, meeting) = await MeetingAsync();
        await Gc.NewControllerAsync(_region, participants: 1000);
        await Gc.NewControllerAsync(_region, maxMeetings: 0);
        await process.AgeAsync(await Gc.NewControllerAsync(_region), 31);
        (await Gc.DrainAsync(await Gc.NewControllerAsync(_region), 60)).Expect(200);
        (await Gc.RegisterAsync(Guid.NewGuid(), _region)).Expect(201);

        (await Gc.AssignAsync(org, meeting, _region)).ExpectRefusal(503, "no-controller-available");

        var good = await Gc.NewControllerAsync(_region);
        Assert.Equal(good, (await Gc.AssignAsync(org, meeting, _region)).Expect(201).Id("controllerId"));
    }

    [Theory]
    [InlineData("EU", "gc", "region")]
    [InlineData("eu_1", "gc", "region")]
    [InlineData("", "", "assignedBy region")]
    [InlineData(null, null, "assignedBy region")]
    public async Task A_bad_request_names_its_fields(string? region, string? assignedBy, string fields)
    {
        var (org, meeting) = await MeetingAsync();

        var answer = (await Gc.PostAsync(RegistryCalls.Assignments(org, meeting), new { region, assignedBy }))
            .ExpectRefusal(400, "invalid-request");

        Assert.Equal(fields, string.Join(' ', answer["errors"].EnumerateObject().Select(e => e.Name).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task A_region_in_a_path_and_a_reason_have_their_form()
    {
        var (org, meeting) = await MeetingAsync();

        (await Gc.GetAssignmentAsync(org, meeting, "EU")).ExpectRefusal(400, "invalid-request");
        (await Gc.ConfirmAsync(org, meeting, "eu%0A")).ExpectRefusal(400, "invalid-request");
        (await Gc.ReleaseAsync(org, meeting, "EU", "bored")).ExpectRefusal(400, "invalid-request");
        (await Gc.ReleaseAsync(org, meeting, "eu", "stale")).ExpectRefusal(400, "invalid-request");
    }

    [Fact]
    public async Task Another_organizations_assignment_is_like_none()
    {
        var (org, meeting) = await MeetingAsync();
        await Gc.NewControllerAsync(_region);
        (await Gc.AssignAsync(org, meeting, _region)).Expect(201);
        var other = await Gc.NewOrgAsync();

        var (theirs, nobodys) = (await Gc.GetAssignmentAsync(other, meeting, _region), await Gc.GetAssignmentAsync(other, Guid.NewGuid(), _region));
        Assert.Equal(nobodys.Text, theirs.ExpectRefusal(404, "meeting-not-found").Text);
        (await Gc.AssignAsync(other, meeting, _region)).ExpectRefusal(404, "meeting-not-found");
        (await Gc.ConfirmAsync(other, meeting, _region)).ExpectRefusal(404, "meeting-not-found");
        (await Gc.ReleaseAsync(other, meeting, _region)).ExpectRefusal(404, "meeting-not-found");
        Assert.Equal("reserved", (await Gc.GetAssignmentAsync(org, meeting, _region)).Expect(200)["state"].GetString());
    }

    private async Task<(Guid Org, Guid Meeting)> MeetingAsync()
    {
        var org = await Gc.NewOrgAsync();
        return (org, await Gc.NewMeetingAsync(org));
    }

    private Task ExpireAsync(Guid meeting) => process.ExecuteAsync(
        """
        UPDATE meeting_assignments SET assigned_at = now() - interval '60 seconds', reserved_until = now() - interval '1 second'
        WHERE meeting_id = $1 AND state = 'reserved'
        """, meeting);

    private Task<string> TrailAsync(Guid org) => process.ScalarAsync<string>(
        """
        SELECT coalesce(string_agg(action, ' ' ORDER BY audit_id), '') FROM audit_logs WHERE org_id = $1 AND target_type = 'assignment'
        """, org);
}
