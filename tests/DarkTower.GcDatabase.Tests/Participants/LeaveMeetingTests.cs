using DarkTower.GcDatabase.Tests.Harness;

namespace DarkTower.GcDatabase.Tests.Participants;

[Collection(GcDatabaseTests.Name)]
public sealed class LeaveMeetingTests(GcDatabaseProcess process)
{
    private GcClient Gc => process.Gc;

    [Theory]
    [InlineData("voluntary")]
    [InlineData("kicked")]
    [InlineData("connection_lost")]
    [InlineData("meeting_ended")]
    public async Task Leaving_keeps_the_stay_with_its_reason_and_frees_the_seat_but_does_not_end_the_meeting(string reason)
    {
        var org = await Gc.NewOrgAsync();
        var meeting = await Gc.NewMeetingAsync(org);
        var participant = (await Gc.JoinAsGuestAsync(org, meeting)).Expect(201).Id("participantId");

        (await Gc.LeaveAsync(org, meeting, participant, reason)).Expect(204);

        var stay = Assert.Single((await Gc.GetAsync(GcClient.Participants(org, meeting))).Expect(200).Items);
        Assert.Equal(reason, stay.GetProperty("leaveReason").GetString());
        Assert.True(stay.GetProperty("leftAt").GetDateTimeOffset() >= stay.GetProperty("joinedAt").GetDateTimeOffset());
        var fetched = await Gc.GetAsync($"/v1/orgs/{org}/meetings/{meeting}");
        Assert.Equal(("active", 0), (fetched["status"].GetString(), fetched["activeParticipants"].GetInt32()));
        Assert.Equal(reason, await process.ScalarAsync<string>(
            "SELECT details ->> 'leaveReason' FROM audit_logs WHERE org_id = $1 AND action = 'participant.left' AND target_id = $2",
            org, participant.ToString()));
    }

    [Fact]
    public async Task Leaving_again_answers_the_same_and_changes_nothing()
    {
        var org = await Gc.NewOrgAsync();
        var meeting = await Gc.NewMeetingAsync(org);
        var participant = (await Gc.JoinAsGuestAsync(org, meeting)).Expect(201).Id("participantId");
        (await Gc.JoinAsGuestAsync(org, meeting)).Expect(201);
        (await Gc.LeaveAsync(org, meeting, participant)).Expect(204);
        var before = await process.FootprintAsync(org);

        (await Gc.LeaveAsync(org, meeting, participant, "kicked")).Expect(204);

        Assert.Equal(before, await process.FootprintAsync(org));
    }

    [Fact]
    public async Task Of_racing_leaves_of_one_participant_one_frees_the_seat()
    {
        var org = await Gc.NewOrgAsync();
        var meeting = await Gc.NewMeetingAsync(org);
        var participant = (await Gc.JoinAsGuestAsync(org, meeting)).Expect(201).Id("participantId");
        for (var i = 0; i < 3; i++) (await Gc.JoinAsGuestAsync(org, meeting)).Expect(201);

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Gc.LeaveAsync(org, meeting, participant)));

        foreach (var answer in answers) answer.Expect(204);

        Assert.Equal("3 1", await process.ScalarAsync<string>(
            """
            SELECT concat_ws(' ', active_participants, (SELECT count(*) FROM audit_logs WHERE org_id = $1 AND action = 'participant.left'))
            FROM meetings WHERE org_id = $1
            """, org));
    }

    [Fact]
    public async Task One_who_is_in_a_suspended_organizations_meeting_can_leave()
    {
        var org = await Gc.NewOrgAsync();
        var meeting = await Gc.NewMeetingAsync(org);
        var participant = (await Gc.JoinAsGuestAsync(org, meeting)).Expect(201).Id("participantId");
        await process.SuspendAsync(org);

        (await Gc.LeaveAsync(org, meeting, participant)).Expect(204);
    }

    [Fact]
    public async Task Unknown_organization_meeting_and_participant_are_told_apart_and_the_reason_is_required()
    {
        var org = await Gc.NewOrgAsync();
        var (meeting, another) = (await Gc.NewMeetingAsync(org), await Gc.NewMeetingAsync(org));
        var participant = (await Gc.JoinAsGuestAsync(org, meeting)).Expect(201).Id("participantId");
        var before = await process.FootprintAsync(org);

        (await Gc.LeaveAsync(Guid.NewGuid(), meeting, participant)).ExpectRefusal(404, "org-not-found");
        (await Gc.LeaveAsync(org, Guid.NewGuid(), participant)).ExpectRefusal(404, "meeting-not-found");
        (await Gc.LeaveAsync(org, another, participant)).ExpectRefusal(404, "participant-not-found");
        (await Gc.LeaveAsync(org, meeting, participant, "boredom")).ExpectRefusal(400, "invalid-request");
        (await Gc.DeleteAsync($"{GcClient.Participants(org, meeting)}/{participant}")).ExpectRefusal(400, "invalid-request");

        Assert.Equal(before, await process.FootprintAsync(org));
    }

    [Fact]
    public async Task Active_lists_only_who_has_not_left_and_pages_like_every_list()
    {
        var org = await Gc.NewOrgAsync();
        var meeting = await Gc.NewMeetingAsync(org);
        var all = new List<Guid>();
        for (var i = 0; i < 5; i++) all.Add((await Gc.JoinAsGuestAsync(org, meeting)).Expect(201).Id("participantId"));
        (await Gc.LeaveAsync(org, meeting, all[2])).Expect(204);

        var everyone = (await Gc.GetAsync($"{GcClient.Participants(org, meeting)}?limit=5")).Expect(200);
        var active = (await Gc.GetAsync($"{GcClient.Participants(org, meeting)}?active=true&limit=3")).Expect(200);
        var next = active["nextCursor"].GetString();
        var rest = (await Gc.GetAsync($"{GcClient.Participants(org, meeting)}?active=true&limit=3&cursor={next}")).Expect(200);

        Assert.Equal(all.OrderDescending(), Ids(everyone));
        Assert.Equal(all.Where(id => id != all[2]).OrderDescending(), Ids(active).Concat(Ids(rest)));
        (await Gc.GetAsync(GcClient.Participants(Guid.NewGuid(), meeting))).ExpectRefusal(404, "org-not-found");
        (await Gc.GetAsync(GcClient.Participants(org, Guid.NewGuid()))).ExpectRefusal(404, "meeting-not-found");

        static IEnumerable<Guid> Ids(Answer page) => page.Items.Select(item => item.GetProperty("participantId").GetGuid());
    }
}
