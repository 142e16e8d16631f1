using DarkTower.GcDatabase.Tests.Harness;

namespace DarkTower.GcDatabase.Tests.Meetings;

[Collection(GcDatabaseTests.Name)]
public sealed class EndMeetingTests(GcDatabaseProcess process)
{
    private GcClient Gc => process.Gc;

    [Fact]
    public async Task All_leave_the_controllers_are_released_and_the_slot_is_free()
    {
        var org = await Gc.NewOrgAsync(maxConcurrentMeetings: 1);
        var meeting = await Gc.NewMeetingAsync(org);
        var (first, second) = (await process.NewControllerAsync(), await process.NewControllerAsync());
        await process.AssignAsync(org, meeting, first, "eu-west-1");
        await process.AssignAsync(org, meeting, first, "eu-west-2", "reserved");
        await process.AssignAsync(org, meeting, second, "us-east-1");
        var gone = (await Gc.JoinAsGuestAsync(org, meeting)).Expect(201).Id("participantId");
        for (var i = 0; i < 2; i++) (await Gc.JoinAsGuestAsync(org, meeting)).Expect(201);
        (await Gc.LeaveAsync(org, meeting, gone, "kicked")).Expect(204);

        var ended = (await Gc.EndAsync(org, meeting)).Expect(200);

        Assert.Equal(("ended", "\"3\""), (ended["status"].GetString(), ended.ETag));
        var fetched = (await Gc.GetMeetingAsync(org, meeting)).Expect(200);
        Assert.Equal(
            ("ended", 0, 3, ended["endedAt"].GetString(), ended["actualStartTime"].GetString()),
            (fetched["status"].GetString(), fetched["activeParticipants"].GetInt32(), fetched["version"].GetInt64(),
                fetched["endedAt"].GetString(), fetched["actualStartTime"].GetString()));
        var participants = (await Gc.GetAsync(GcClient.Participants(org, meeting))).Expect(200).Items;
        Assert.Equal(["kicked", "meeting_ended", "meeting_ended"],
            participants.Select(p => p.GetProperty("leaveReason").GetString()!).Order());
        Assert.Equal("meeting_ended meeting_ended meeting_ended", await process.ScalarAsync<string>(
            "SELECT string_agg(end_reason, ' ') FROM meeting_assignments WHERE org_id = $1 AND state = 'ended'", org));
        Assert.Equal((0, 0), (await process.ReservedAsync(first), await process.ReservedAsync(second)));
        await process.ExpectCountersAsync(org);
        Assert.EndsWith("""meeting.ended {"assignments": 3, "participants": 2}""", await process.TrailAsync(org, meeting));
        await Gc.NewMeetingAsync(org);
    }

    [Fact]
    public async Task Repeating_it_answers_the_same_and_changes_nothing()
    {
        var org = await Gc.NewOrgAsync();
        var meeting = await Gc.NewActiveMeetingAsync(org);
        var controller = await process.NewControllerAsync();
        await process.AssignAsync(org, meeting, controller, "eu-west-1");
        var first = (await Gc.EndAsync(org, meeting)).Expect(200);
        var before = await process.FootprintAsync(org);

        var second = (await Gc.EndAsync(org, meeting)).Expect(200);

        Assert.Equal((first.Text, first.ETag), (second.Text, second.ETag));
        Assert.Equal(before, await process.FootprintAsync(org));
        Assert.Equal(0, await process.ReservedAsync(controller));
    }

    [Fact]
    public async Task Of_32_clients_that_end_it_at_once_one_ends_it_and_all_are_answered_the_same()
    {
        var org = await Gc.NewOrgAsync();
        for (var round = 0; round < 10; round++)
        {
            var meeting = await Gc.NewActiveMeetingAsync(org, new { displayName = "m", allowGuests = true });
            for (var i = 0; i < 3; i++) (await Gc.JoinAsGuestAsync(org, meeting)).Expect(201);

            var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Gc.EndAsync(org, meeting)));

            Assert.Single(answers.Select(a => a.Expect(200).Text).Distinct());
            Assert.Single((await process.TrailAsync(org, meeting)).Split("meeting.ended")[1..]);
            Assert.Equal(0, await Gc.OpenMeetingsAsync(org));
        }
    }

    [Fact]
    public async Task A_meeting_that_has_not_started_or_was_cancelled_is_not_ended()
    {
        var org = await Gc.NewOrgAsync();
        var meeting = await Gc.NewMeetingAsync(org);
        var before = await process.FootprintAsync(org);

        (await Gc.EndAsync(org, meeting)).ExpectRefusal(409, "meeting-not-started");
        Assert.Equal(before, await process.FootprintAsync(org));

        (await Gc.CancelAsync(org, meeting)).Expect(200);
        (await Gc.EndAsync(org, meeting)).ExpectRefusal(409, "meeting-not-open");
    }

    [Fact]
    public async Task A_version_that_is_named_must_be_the_meetings()
    {
        var org = await Gc.NewOrgAsync();
        var meeting = await Gc.NewActiveMeetingAsync(org);

        (await Gc.EndAsync(org, meeting, "\"1\"")).ExpectRefusal(412, "version-conflict");
        (await Gc.EndAsync(org, meeting, "\"2\"")).Expect(200);
    }

    [Fact]
    public async Task A_suspended_organization_ends_its_meetings()
    {
        var org = await Gc.NewOrgAsync();
        var meeting = await Gc.NewActiveMeetingAsync(org);
        await process.SuspendAsync(org);

        (await Gc.EndAsync(org, meeting)).Expect(200);

        await process.ExpectCountersAsync(org);
    }

    [Fact]
    public async Task A_meeting_that_is_over_lets_nobody_in_and_is_not_claimed()
    {
        var org = await Gc.NewOrgAsync();
        var meeting = await Gc.NewActiveMeetingAsync(org, new { displayName = "m", allowGuests = true });
        (await Gc.EndAsync(org, meeting)).Expect(200);

        (await Gc.JoinAsGuestAsync(org, meeting)).ExpectRefusal(409, "meeting-not-open");
        (await Gc.ClaimAsync(org, meeting)).ExpectRefusal(409, "meeting-not-open");
        (await Gc.ActivateAsync(org, meeting)).ExpectRefusal(409, "meeting-not-open");
    }

    [Fact]
    public async Task Unknown_organization_and_unknown_meeting_are_told_apart()
    {
        var (org, other) = (await Gc.NewOrgAsync(), await Gc.NewOrgAsync());
        var foreign = await Gc.NewActiveMeetingAsync(other);

        (await Gc.EndAsync(Guid.NewGuid(), Guid.NewGuid())).ExpectRefusal(404, "org-not-found");
        var unknown = (await Gc.EndAsync(org, Guid.NewGuid())).ExpectRefusal(404, "meeting-not-found");
        Assert.Equal(unknown.Text, (await Gc.EndAsync(org, foreign)).ExpectRefusal(404, "meeting-not-found").Text);
        Assert.Equal("active", (await Gc.GetMeetingAsync(other, foreign))["status"].GetString());
    }
}
