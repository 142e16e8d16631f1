using DarkTower.GcDatabase.Tests.Harness;

namespace DarkTower.GcDatabase.Tests.Meetings;

[Collection(GcDatabaseTests.Name)]
public sealed class ActivateMeetingTests(GcDatabaseProcess process)
{
    private GcClient Gc => process.Gc;

    [Fact]
    public async Task A_scheduled_meeting_starts_and_repeating_it_answers_the_same()
    {
        var org = await Gc.NewOrgAsync();
        var meeting = await Gc.NewMeetingAsync(org);

        var started = (await Gc.ActivateAsync(org, meeting, "\"1\"")).Expect(200);
        var before = await process.FootprintAsync(org);
        var again = (await Gc.ActivateAsync(org, meeting)).Expect(200);

        Assert.Equal(("active", "\"2\""), (started["status"].GetString(), started.ETag));
        Assert.Equal((started.Text, started.ETag), (again.Text, again.ETag));
        Assert.Equal(before, await process.FootprintAsync(org));
        var fetched = (await Gc.GetMeetingAsync(org, meeting)).Expect(200);
        Assert.Equal(("active", started["actualStartTime"].GetString(), 0),
            (fetched["status"].GetString(), fetched["actualStartTime"].GetString(), fetched["activeParticipants"].GetInt32()));
        Assert.EndsWith("meeting.activated {}", await process.TrailAsync(org, meeting));
    }

    [Fact]
    public async Task Of_32_clients_that_start_it_at_once_one_starts_it_and_all_are_answered_the_same()
    {
        var org = await Gc.NewOrgAsync(maxConcurrentMeetings: 100);
        for (var round = 0; round < 10; round++)
        {
            var meeting = await Gc.NewMeetingAsync(org);

            var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Gc.ActivateAsync(org, meeting)));

            Assert.Single(answers.Select(a => a.Expect(200).Text).Distinct());
            Assert.Equal("\"2\"", answers[0].ETag);
            Assert.Single((await process.TrailAsync(org, meeting)).Split("meeting.activated")[1..]);
        }
    }

    [Fact]
    public async Task A_meeting_that_the_first_participant_started_is_active_already()
    {
        var org = await Gc.NewOrgAsync();
        var meeting = await Gc.NewMeetingAsync(org);
        (await Gc.JoinAsGuestAsync(org, meeting)).Expect(201);

        Assert.Equal("\"2\"", (await Gc.ActivateAsync(org, meeting)).Expect(200).ETag);
        Assert.DoesNotContain("meeting.activated", await process.TrailAsync(org, meeting), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_meeting_that_is_over_does_not_start()
    {
        var org = await Gc.NewOrgAsync();
        var meeting = await Gc.NewMeetingAsync(org);
        (await Gc.CancelAsync(org, meeting)).Expect(200);

        (await Gc.ActivateAsync(org, meeting)).ExpectRefusal(409, "meeting-not-open");
    }

    [Fact]
    public async Task A_suspended_organization_starts_none_and_is_told_of_one_that_runs()
    {
        var org = await Gc.NewOrgAsync();
        var (scheduled, active) = (await Gc.NewMeetingAsync(org), await Gc.NewActiveMeetingAsync(org));
        await process.SuspendAsync(org);

        (await Gc.ActivateAsync(org, scheduled)).ExpectRefusal(409, "org-suspended");
        (await Gc.ActivateAsync(org, active)).Expect(200);
    }

    [Fact]
    public async Task A_version_that_is_named_must_be_the_meetings()
    {
        var org = await Gc.NewOrgAsync();
        var meeting = await Gc.NewMeetingAsync(org);

        (await Gc.ActivateAsync(org, meeting, "\"2\"")).ExpectRefusal(412, "version-conflict");
    }

    [Fact]
    public async Task Unknown_organization_and_unknown_meeting_are_told_apart()
    {
        var org = await Gc.NewOrgAsync();

        (await Gc.ActivateAsync(Guid.NewGuid(), Guid.NewGuid())).ExpectRefusal(404, "org-not-found");
        (await Gc.ActivateAsync(org, Guid.NewGuid())).ExpectRefusal(404, "meeting-not-found");
    }
}
