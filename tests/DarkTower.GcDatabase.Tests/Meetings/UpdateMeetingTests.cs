using DarkTower.GcDatabase.Tests.Harness;

namespace DarkTower.GcDatabase.Tests.Meetings;

[Collection(GcDatabaseTests.Name)]
public sealed class UpdateMeetingTests(GcDatabaseProcess process)
{
    private GcClient Gc => process.Gc;

    [Fact]
    public async Task Every_setting_is_changed_and_the_trail_says_from_what_to_what()
    {
        var org = await Gc.NewOrgAsync();
        var created = (await Gc.PostMeetingAsync(org, new { displayName = "Old" })).Expect(201);
        var meeting = created.Id("meetingId");

        var updated = (await Gc.PatchMeetingAsync(org, meeting, new
        {
            displayName = "New", maxParticipants = 7, scheduledStartTime = "2030-01-02T03:04:05Z", enableE2eEncryption = false,
            requireAuth = false, allowRecording = true, allowGuests = true, allowExternalParticipants = true, waitingRoomEnabled = false,
        }, created.ETag)).Expect(200);

        Assert.Equal("\"2\"", updated.ETag);
        var fetched = (await Gc.GetMeetingAsync(org, meeting)).Expect(200);
        Assert.Equal(updated.ETag, fetched.ETag);
        foreach (var property in updated.Json.EnumerateObject())
            Assert.Equal(property.Value.ToString(), fetched[property.Name].ToString());
        Assert.Equal(
            ("New", 7, false, false, true, true, true, false),
            (fetched["displayName"].GetString(), fetched["maxParticipants"].GetInt32(), fetched["enableE2eEncryption"].GetBoolean(),
                fetched["requireAuth"].GetBoolean(), fetched["allowRecording"].GetBoolean(), fetched["allowGuests"].GetBoolean(),
                fetched["allowExternalParticipants"].GetBoolean(), fetched["waitingRoomEnabled"].GetBoolean()));
        Assert.Equal("9 Old New null 7", await process.ScalarAsync<string>(
            """
            SELECT concat_ws(' ', (SELECT count(*) FROM jsonb_object_keys(details)), details #>> '{displayName,old}',
                details #>> '{displayName,new}', details #> '{scheduledStartTime,old}', details #> '{maxParticipants,new}')
            FROM audit_logs WHERE org_id = $1 AND action = 'meeting.updated'
            """, org));
    }

    [Fact]
    public async Task What_is_left_out_stays_and_is_not_in_the_trail()
    {
        var org = await Gc.NewOrgAsync();
        var meeting = await Gc.NewMeetingAsync(org);
        var before = (await Gc.GetMeetingAsync(org, meeting)).Json;

        (await Gc.PatchMeetingAsync(org, meeting, new { waitingRoomEnabled = false, displayName = "Meeting" })).Expect(200);

        var after = (await Gc.GetMeetingAsync(org, meeting)).Json;
        Assert.Equal(
            ["updatedAt", "version", "waitingRoomEnabled"],
            before.EnumerateObject().Where(p => p.Value.ToString() != after.GetProperty(p.Name).ToString()).Select(p => p.Name).Order());
        Assert.EndsWith("""meeting.updated {"waitingRoomEnabled": {"new": false, "old": true}}""", await process.TrailAsync(org, meeting));
    }

    [Fact]
    public async Task A_change_to_what_is_so_already_changes_nothing()
    {
        var org = await Gc.NewOrgAsync();
        var meeting = await Gc.NewMeetingAsync(org);
        var first = (await Gc.PatchMeetingAsync(org, meeting, new { displayName = "New" })).Expect(200);
        var before = await process.FootprintAsync(org);

        var second = (await Gc.PatchMeetingAsync(org, meeting, new { displayName = "New" }, first.ETag)).Expect(200);

        Assert.Equal((first.Text, first.ETag), (second.Text, second.ETag));
        Assert.Equal(before, await process.FootprintAsync(org));
    }

    [Fact]
    public async Task The_version_that_was_seen_is_required_and_an_older_one_is_refused()
    {
        var org = await Gc.NewOrgAsync();
        var meeting = await Gc.NewMeetingAsync(org);
        (await Gc.PatchMeetingAsync(org, meeting, new { displayName = "b" }, "\"1\"")).Expect(200);
        var before = await process.FootprintAsync(org);

        (await Gc.PatchMeetingAsync(org, meeting, new { displayName = "c" }, etag: null)).ExpectRefusal(428, "precondition-required");
        (await Gc.PatchMeetingAsync(org, meeting, new { displayName = "c" }, "\"1\"")).ExpectRefusal(412, "version-conflict");

        Assert.Equal(before, await process.FootprintAsync(org));
        (await Gc.PatchMeetingAsync(org, meeting, new { displayName = "c" }, "\"2\"")).Expect(200);
    }

    [Fact]
    public async Task Of_changes_that_saw_the_same_version_exactly_one_wins()
    {
        var org = await Gc.NewOrgAsync();
        var meeting = await Gc.NewMeetingAsync(org);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(i => Gc.PatchMeetingAsync(org, meeting, new { displayName = $"n{i}" }, "\"1\"")));

        var winner = Assert.Single(answers, a => a.Status == 200);
        foreach (var loser in answers.Where(a => a != winner)) loser.ExpectRefusal(412, "version-conflict");
        Assert.Equal(winner["displayName"].GetString(), (await Gc.GetMeetingAsync(org, meeting))["displayName"].GetString());
    }

    [Fact]
    public async Task No_more_participants_than_the_organization_allows_and_no_fewer_than_are_there()
    {
        var org = await Gc.NewOrgAsync(maxParticipantsPerMeeting: 5);
        var meeting = await Gc.NewMeetingAsync(org);
        for (var i = 0; i < 3; i++) (await Gc.JoinAsGuestAsync(org, meeting)).Expect(201);

        Assert.Equal(5, (await PatchAsync(6)).Expect(200)["maxParticipants"].GetInt32());
        (await PatchAsync(2)).ExpectRefusal(409, "participants-exceed-limit");
        Assert.Equal(3, (await PatchAsync(3)).Expect(200)["maxParticipants"].GetInt32());
        (await Gc.JoinAsGuestAsync(org, meeting)).ExpectRefusal(409, "meeting-full");

        Task<Answer> PatchAsync(int maxParticipants) => Gc.PatchMeetingAsync(org, meeting, new { maxParticipants });
    }

    [Fact]
    public async Task A_limit_of_the_organization_that_was_lowered_later_leaves_the_meeting_alone()
    {
        var org = await Gc.NewOrgAsync(maxParticipantsPerMeeting: 50);
        var meeting = await Gc.NewMeetingAsync(org, new { displayName = "m", maxParticipants = 40 });
        await process.ExecuteAsync("UPDATE organizations SET max_participants_per_meeting = 10 WHERE org_id = $1", org);

        Assert.Equal(
            40, (await Gc.PatchMeetingAsync(org, meeting, new { displayName = "n" })).Expect(200)["maxParticipants"].GetInt32());
        Assert.Equal(
            10, (await Gc.PatchMeetingAsync(org, meeting, new { maxParticipants = 40 })).Expect(200)["maxParticipants"].GetInt32());
    }

    [Fact]
    public async Task A_meeting_that_is_over_is_not_changed()
    {
        var org = await Gc.NewOrgAsync();
        var (ended, cancelled) = (await Gc.NewActiveMeetingAsync(org), await Gc.NewMeetingAsync(org));
        (await Gc.EndAsync(org, ended)).Expect(200);
        (await Gc.CancelAsync(org, cancelled)).Expect(200);
        var before = await process.FootprintAsync(org);

        foreach (var meeting in new[] { ended, cancelled })
            (await Gc.PatchMeetingAsync(org, meeting, new { displayName = "n" })).ExpectRefusal(409, "meeting-not-open");

        Assert.Equal(before, await process.FootprintAsync(org));
    }

    [Fact]
    public async Task All_faults_are_answered_together_and_an_empty_change_is_one()
    {
        var org = await Gc.NewOrgAsync();
        var meeting = await Gc.NewMeetingAsync(org);

        var answer = (await Gc.PatchMeetingAsync(
            org, meeting, new { displayName = "", maxParticipants = 0, scheduledStartTime = "0001-01-01T00:00:00Z" }))
            .ExpectRefusal(400, "invalid-request");

        Assert.Equal(["displayName", "maxParticipants", "scheduledStartTime"], answer["errors"].EnumerateObject().Select(e => e.Name));
        (await Gc.PatchMeetingAsync(org, meeting, new { })).ExpectRefusal(400, "invalid-request");
        (await Gc.PatchMeetingAsync(org, meeting, new { displayName = (string?)null })).ExpectRefusal(400, "invalid-request");
    }

    [Fact]
    public async Task Unknown_organization_and_unknown_meeting_are_told_apart()
    {
        var org = await Gc.NewOrgAsync();

        (await Gc.PatchMeetingAsync(Guid.NewGuid(), Guid.NewGuid(), new { displayName = "n" })).ExpectRefusal(404, "org-not-found");
        (await Gc.PatchMeetingAsync(org, Guid.NewGuid(), new { displayName = "n" })).ExpectRefusal(404, "meeting-not-found");
    }
}
