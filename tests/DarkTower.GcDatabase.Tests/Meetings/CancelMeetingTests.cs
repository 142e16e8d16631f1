using DarkTower.GcDatabase.Tests.Harness;

namespace DarkTower.GcDatabase.Tests.Meetings;

[Collection(GcDatabaseTests.Name)]
public sealed class CancelMeetingTests(GcDatabaseProcess process)
{
    private GcClient Gc => process.Gc;

    [Fact]
    public async Task The_slot_is_free_and_controllers_are_released()
    {
        var org = await Gc.NewOrgAsync(maxConcurrentMeetings: 1);
        var meeting = await Gc.NewMeetingAsync(org);
        var controller = await process.NewControllerAsync();
        await process.AssignAsync(org, meeting, controller, "eu-west-1", "reserved");

        var cancelled = (await Gc.CancelAsync(org, meeting, "\"1\"")).Expect(200);

        Assert.Equal(("cancelled", "\"2\""), (cancelled["status"].GetString(), cancelled.ETag));
        var fetched = (await Gc.GetMeetingAsync(org, meeting)).Expect(200);
        Assert.Equal(("cancelled", cancelled["endedAt"].GetString(), null),
            (fetched["status"].GetString(), fetched["endedAt"].GetString(), fetched["actualStartTime"].GetString()));
        Assert.Equal(0, await process.ReservedAsync(controller));
        await process.ExpectCountersAsync(org);
        Assert.EndsWith("""meeting.cancelled {"assignments": 1}""", await process.TrailAsync(org, meeting));
        await Gc.NewMeetingAsync(org);
    }

    [Fact]
    public async Task Repeating_it_answers_the_same_and_changes_nothing()
    {
        var org = await Gc.NewOrgAsync();
        var meeting = await Gc.NewMeetingAsync(org);
        var first = (await Gc.CancelAsync(org, meeting)).Expect(200);
        var before = await process.FootprintAsync(org);

        var second = (await Gc.CancelAsync(org, meeting)).Expect(200);

        Assert.Equal((first.Text, first.ETag), (second.Text, second.ETag));
        Assert.Equal(before, await process.FootprintAsync(org));
    }

    [Fact]
    public async Task A_meeting_that_has_started_or_is_over_is_not_cancelled()
    {
        var org = await Gc.NewOrgAsync();
        var meeting = await Gc.NewActiveMeetingAsync(org);
        var before = await process.FootprintAsync(org);

        (await Gc.CancelAsync(org, meeting)).ExpectRefusal(409, "meeting-started");
        Assert.Equal(before, await process.FootprintAsync(org));

        (await Gc.EndAsync(org, meeting)).Expect(200);
        (await Gc.CancelAsync(org, meeting)).ExpectRefusal(409, "meeting-not-open");
    }

    [Fact]
    public async Task A_version_that_is_named_must_be_the_meetings()
    {
        var org = await Gc.NewOrgAsync();
        var meeting = await Gc.NewMeetingAsync(org);

        (await Gc.CancelAsync(org, meeting, "\"7\"")).ExpectRefusal(412, "version-conflict");

        Assert.Equal("scheduled", (await Gc.GetMeetingAsync(org, meeting))["status"].GetString());
    }

    [Fact]
    public async Task Unknown_organization_and_unknown_meeting_are_told_apart()
    {
        var org = await Gc.NewOrgAsync();

        (await Gc.CancelAsync(Guid.NewGuid(), Guid.NewGuid())).ExpectRefusal(404, "org-not-found");
        (await Gc.CancelAsync(org, Guid.NewGuid())).ExpectRefusal(404, "meeting-not-found");
    }
}
