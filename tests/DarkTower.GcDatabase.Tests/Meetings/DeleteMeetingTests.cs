using DarkTower.GcDatabase.Tests.Harness;

namespace DarkTower.GcDatabase.Tests.Meetings;

[Collection(GcDatabaseTests.Name)]
public sealed class DeleteMeetingTests(GcDatabaseProcess process)
{
    private GcClient Gc => process.Gc;

    [Fact]
    public async Task A_deleted_meeting_is_not_found_by_any_call_and_its_row_stays()
    {
        var org = await Gc.NewOrgAsync();
        var meeting = await Gc.NewMeetingAsync(org);
        var participant = (await Gc.JoinAsGuestAsync(org, meeting)).Expect(201).Id("participantId");
        (await Gc.EndAsync(org, meeting)).Expect(200);

        (await Gc.DeleteMeetingAsync(org, meeting, "\"3\"")).Expect(204);

        foreach (var call in new[]
        {
            Gc.GetMeetingAsync(org, meeting), Gc.PatchMeetingAsync(org, meeting, new { displayName = "n" }), Gc.EndAsync(org, meeting),
            Gc.CancelAsync(org, meeting), Gc.ActivateAsync(org, meeting), Gc.ClaimAsync(org, meeting), Gc.JoinAsGuestAsync(org, meeting),
            Gc.LeaveAsync(org, meeting, participant), Gc.GetAsync(GcClient.Participants(org, meeting)),
            Gc.GetAsync($"{GcClient.Participants(org, meeting)}/{participant}"),
            Gc.GetAsync($"{MeetingCalls.Meeting(org, meeting)}/recordings"),
        })
            (await call).ExpectRefusal(404, "meeting-not-found");
        Assert.Empty((await Gc.GetAsync($"/v1/orgs/{org}/meetings")).Items);
        Assert.Equal("4 t", await process.ScalarAsync<string>(
            "SELECT concat_ws(' ', version, deleted_at IS NOT NULL) FROM meetings WHERE org_id = $1", org));
        Assert.EndsWith("meeting.deleted {}", await process.TrailAsync(org, meeting));
    }

    [Fact]
    public async Task Repeating_it_answers_the_same_and_changes_nothing()
    {
        var org = await Gc.NewOrgAsync();
        var meeting = await Gc.NewMeetingAsync(org);
        (await Gc.CancelAsync(org, meeting)).Expect(200);
        (await Gc.DeleteMeetingAsync(org, meeting, "\"2\"")).Expect(204);
        var before = await process.FootprintAsync(org);

        // The same request once more, its tag too: whoever lost the first answer must not be told of a conflict.
        (await Gc.DeleteMeetingAsync(org, meeting, "\"2\"")).Expect(204);
        (await Gc.DeleteMeetingAsync(org, meeting)).Expect(204);

        Assert.Equal(before, await process.FootprintAsync(org));
    }

    [Fact]
    public async Task An_open_meeting_is_not_deleted()
    {
        var org = await Gc.NewOrgAsync();
        var (scheduled, active) = (await Gc.NewMeetingAsync(org), await Gc.NewActiveMeetingAsync(org));
        var before = await process.FootprintAsync(org);

        (await Gc.DeleteMeetingAsync(org, scheduled)).ExpectRefusal(409, "meeting-open");
        (await Gc.DeleteMeetingAsync(org, active)).ExpectRefusal(409, "meeting-open");

        Assert.Equal(before, await process.FootprintAsync(org));
    }

    [Fact]
    public async Task A_version_that_is_named_must_be_the_meetings()
    {
        var org = await Gc.NewOrgAsync();
        var meeting = await Gc.NewMeetingAsync(org);
        (await Gc.CancelAsync(org, meeting)).Expect(200);

        (await Gc.DeleteMeetingAsync(org, meeting, "\"1\"")).ExpectRefusal(412, "version-conflict");
        (await Gc.GetMeetingAsync(org, meeting)).Expect(200);
    }

    [Fact]
    public async Task Unknown_organization_and_unknown_meeting_are_told_apart()
    {
        var org = await Gc.NewOrgAsync();

        (await Gc.DeleteMeetingAsync(Guid.NewGuid(), Guid.NewGuid())).ExpectRefusal(404, "org-not-found");
        (await Gc.DeleteMeetingAsync(org, Guid.NewGuid())).ExpectRefusal(404, "meeting-not-found");
    }
}
