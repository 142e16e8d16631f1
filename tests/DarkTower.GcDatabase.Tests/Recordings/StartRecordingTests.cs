using DarkTower.GcDatabase.Tests.Harness;

namespace DarkTower.GcDatabase.Tests.Recordings;

[Collection(GcDatabaseTests.Name)]
public sealed class StartRecordingTests(GcDatabaseProcess process)
{
    private GcClient Gc => process.Gc;

    [Fact]
    public async Task A_recording_is_started_with_what_was_asked()
    {
        var org = await Gc.NewOrgAsync();
        var (meeting, user) = (await Gc.NewRecordableMeetingAsync(org), await Gc.NewUserAsync(org));

        var started = (await Gc.PostRecordingAsync(org, meeting, new
        {
            storageBucket = "b", storagePath = "a/b.webm", startedByUserId = user, codecs = new[] { "vp9", "opus" },
            resolution = "1920x1080", expiresAt = "2999-01-02T03:04:05Z",
        })).Expect(201);

        var fetched = (await Gc.GetAsync(started.Headers.Location!.ToString())).Expect(200);
        foreach (var property in started.Json.EnumerateObject()) Assert.Equal(property.Value.ToString(), fetched[property.Name].ToString());
        Assert.Equal(
            ("recording", "b", "a/b.webm", user, "1920x1080", false),
            (fetched["status"].GetString(), fetched["storageBucket"].GetString(), fetched["storagePath"].GetString(),
                fetched.Id("startedByUserId"), fetched["resolution"].GetString(), fetched["isPublic"].GetBoolean()));
        Assert.Equal(["vp9", "opus"], fetched["codecs"].EnumerateArray().Select(codec => codec.GetString()));
        Assert.Equal($$"""recording.started {"meetingId": "{{meeting}}", "startedByUserId": "{{user}}"}""",
            await process.TrailAsync(org, started.Id("recordingId")));
    }

    [Fact]
    public async Task It_is_kept_a_year_unless_something_else_is_said()
    {
        var org = await Gc.NewOrgAsync();
        var meeting = await Gc.NewRecordableMeetingAsync(org);

        var started = (await Gc.PostRecordingAsync(org, meeting)).Expect(201);

        var kept = started["expiresAt"].GetDateTimeOffset() - started["startedAt"].GetDateTimeOffset();
        Assert.InRange(kept.TotalDays, 364.9, 366.1);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, started["startedByUserId"].ValueKind);
        Assert.Empty(started["codecs"].EnumerateArray());
    }

    [Fact]
    public async Task Only_an_active_meeting_that_allows_it_is_recorded()
    {
        var org = await Gc.NewOrgAsync();
        var (quiet, scheduled) = (await Gc.NewActiveMeetingAsync(org), await Gc.NewMeetingAsync(org, new { displayName = "m", allowRecording = true }));
        var ended = await Gc.NewRecordableMeetingAsync(org);
        (await Gc.EndAsync(org, ended)).Expect(200);

        (await Gc.PostRecordingAsync(org, quiet)).ExpectRefusal(409, "recording-not-allowed");
        (await Gc.PostRecordingAsync(org, scheduled)).ExpectRefusal(409, "meeting-not-started");
        (await Gc.PostRecordingAsync(org, ended)).ExpectRefusal(409, "meeting-not-open");

        Assert.Equal(0, await process.ScalarAsync<long>("SELECT count(*) FROM recordings WHERE org_id = $1", org));
    }

    [Fact]
    public async Task Who_started_it_is_an_active_user_of_the_organization()
    {
        var (org, other) = (await Gc.NewOrgAsync(), await Gc.NewOrgAsync());
        var (meeting, foreigner, gone) = (await Gc.NewRecordableMeetingAsync(org), await Gc.NewUserAsync(other), await Gc.NewUserAsync(org));
        await process.ExecuteAsync("UPDATE users SET status = 'deactivated' WHERE user_id = $1", gone);

        var unknown = (await StartAsync(Guid.NewGuid())).ExpectRefusal(404, "user-not-found");
        Assert.Equal(unknown.Text, (await StartAsync(foreigner)).ExpectRefusal(404, "user-not-found").Text);
        (await StartAsync(gone)).ExpectRefusal(409, "user-deactivated");

        Task<Answer> StartAsync(Guid user) =>
            Gc.PostRecordingAsync(org, meeting, new { storageBucket = "b", storagePath = "p", startedByUserId = user });
    }

    [Fact]
    public async Task An_object_belongs_to_one_recording_of_an_organization()
    {
        var (org, other) = (await Gc.NewOrgAsync(), await Gc.NewOrgAsync());
        var (meeting, foreign) = (await Gc.NewRecordableMeetingAsync(org), await Gc.NewRecordableMeetingAsync(other));
        var body = new { storageBucket = "b", storagePath = "same" };
        (await Gc.PostRecordingAsync(org, meeting, body)).Expect(201);

        (await Gc.PostRecordingAsync(org, meeting, body)).ExpectRefusal(409, "storage-object-taken");
        (await Gc.PostRecordingAsync(other, foreign, body)).Expect(201);
    }

    [Fact]
    public async Task A_suspended_organization_starts_none()
    {
        var org = await Gc.NewOrgAsync();
        var meeting = await Gc.NewRecordableMeetingAsync(org);
        await process.SuspendAsync(org);

        (await Gc.PostRecordingAsync(org, meeting)).ExpectRefusal(409, "org-suspended");
    }

    [Fact]
    public async Task A_repetition_with_the_same_key_is_the_same_recording()
    {
        var org = await Gc.NewOrgAsync();
        var meeting = await Gc.NewRecordableMeetingAsync(org);
        var key = Guid.NewGuid().ToString();

        var first = (await PostAsync()).Expect(201);
        var second = (await PostAsync()).Expect(201);

        Assert.Equal(first.Text, second.Text);
        Assert.Equal(1, await process.ScalarAsync<long>("SELECT count(*) FROM recordings WHERE org_id = $1", org));

        Task<Answer> PostAsync() => Gc.PostAsync($"{MeetingCalls.Meeting(org, meeting)}/recordings",
            new { storageBucket = "b", storagePath = "p" }, idempotencyKey: key);
    }

    [Fact]
    public async Task All_faults_are_answered_together()
    {
        var org = await Gc.NewOrgAsync();

        var answer = (await Gc.PostRecordingAsync(org, Guid.NewGuid(), new
        {
            storageBucket = "", codecs = new[] { "", "VP9" }, resolution = "large", expiresAt = "2020-01-01T00:00:00Z",
        })).ExpectRefusal(400, "invalid-request");

        Assert.Equal(
            ["codecs", "expiresAt", "resolution", "storageBucket", "storagePath"],
            answer["errors"].EnumerateObject().Select(e => e.Name));
        (await Gc.PostRecordingAsync(org, Guid.NewGuid(), new
        {
            storageBucket = "b", storagePath = "p", codecs = Enumerable.Repeat("vp9", 17), expiresAt = "9999-12-31T23:59:59Z",
        })).ExpectRefusal(400, "invalid-request");
    }

    [Fact]
    public async Task Unknown_organization_and_unknown_meeting_are_told_apart()
    {
        var org = await Gc.NewOrgAsync();

        (await Gc.PostRecordingAsync(Guid.NewGuid(), Guid.NewGuid())).ExpectRefusal(404, "org-not-found");
        (await Gc.PostRecordingAsync(org, Guid.NewGuid())).ExpectRefusal(404, "meeting-not-found");
    }

    [Theory]
    [InlineData("status = 'ended', ended_at = now(), active_participants = 0", "meeting-not-open")]
    [InlineData("allow_recording = false", "recording-not-allowed")]
    public async Task A_change_of_the_meeting_that_commits_while_it_waits_decides(string change, string code)
    {
        var org = await Gc.NewOrgAsync();
        var meeting = await Gc.NewRecordableMeetingAsync(org);

        (await process.CommitWhileItWaitsAsync(
            $"UPDATE meetings SET {change} WHERE meeting_id = '{meeting}'", () => Gc.PostRecordingAsync(org, meeting)))
            .ExpectRefusal(409, code);
    }
}
