using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using DarkTower.GcDatabase.Tests.Harness;

namespace DarkTower.GcDatabase.Tests.Recordings;

[Collection(GcDatabaseTests.Name)]
public sealed class UpdateRecordingTests(GcDatabaseProcess process)
{
    private static readonly object Ready = new { status = "ready", durationSeconds = 60, fileSizeBytes = 5_000_000_000 };
    private static readonly object Failed = new { status = "failed", errorMessage = "disk full" };

    private GcClient Gc => process.Gc;

    [Fact]
    public async Task A_recording_is_stopped_finished_and_each_step_is_in_the_trail()
    {
        var (org, meeting, recording) = await NewAsync();

        var processing = (await PatchAsync(new { status = "processing" })).Expect(200);
        var ready = (await PatchAsync(Ready)).Expect(200);

        Assert.Equal("processing", processing["status"].GetString());
        Assert.True(processing["endedAt"].GetDateTimeOffset() >= processing["startedAt"].GetDateTimeOffset());
        Assert.Equal(("ready", 60, 5_000_000_000L, processing["endedAt"].GetString()),
            (ready["status"].GetString(), ready["durationSeconds"].GetInt32(), ready["fileSizeBytes"].GetInt64(),
                ready["endedAt"].GetString()));
        var fetched = (await Gc.GetRecordingAsync(org, meeting, recording)).Expect(200);
        foreach (var property in ready.Json.EnumerateObject().Where(p => p.Name != "accessToken"))
            Assert.Equal(property.Value.ToString(), fetched[property.Name].ToString());
        Assert.EndsWith(
            """
            recording.updated {"status": {"new": "ready", "old": "processing"},
             "fileSizeBytes": {"new": 5000000000, "old": null},
             "durationSeconds": {"new": 60, "old": null}}
            """.ReplaceLineEndings(""),
            await process.TrailAsync(org, recording));

        Task<Answer> PatchAsync(object body) => Gc.PatchRecordingAsync(org, meeting, recording, body);
    }

    /// <summary>Every pair of states; the first is where the recording is brought to.</summary>
    [Theory]
    [InlineData("recording", "processing failed")]
    [InlineData("processing", "ready failed")]
    [InlineData("ready", "")]
    [InlineData("failed", "")]
    public async Task A_state_leads_to_these_and_to_no_other(string from, string legal)
    {
        foreach (var to in new[] { "recording", "processing", "ready", "failed" }.Where(to => to != from))
        {
            var (org, meeting, recording) = await NewAsync();
            foreach (var step in from switch
            {
                "recording" => Array.Empty<string>(), "ready" => ["processing", "ready"], _ => [from],
            })
                (await Gc.PatchRecordingAsync(org, meeting, recording, BodyOf(step))).Expect(200);
            var before = (await Gc.GetRecordingAsync(org, meeting, recording)).Text;

            var answer = await Gc.PatchRecordingAsync(org, meeting, recording, BodyOf(to));

            if (legal.Split(' ').Contains(to)) Assert.Equal(to, answer.Expect(200)["status"].GetString());
            else
            {
                answer.ExpectRefusal(409, "illegal-transition");
                Assert.Equal(before, (await Gc.GetRecordingAsync(org, meeting, recording)).Text);
            }
        }

        static object BodyOf(string status) => status switch { "ready" => Ready, "failed" => Failed, _ => new { status } };
    }

    [Fact]
    public async Task The_same_step_again_answers_the_same_and_another_one_to_the_same_state_is_refused()
    {
        var (org, meeting, recording) = await NewAsync();
        var step = new { status = "processing", endedAt = "2999-01-01T00:00:00Z" };
        var first = (await PatchAsync(step)).Expect(200);
        var trail = await process.TrailAsync(org, recording);

        Assert.Equal(first.Text, (await PatchAsync(step)).Expect(200).Text);
        Assert.Equal(first.Text, (await PatchAsync(new { status = "processing" })).Expect(200).Text);
        (await PatchAsync(new { status = "processing", endedAt = "2998-01-01T00:00:00Z" })).ExpectRefusal(409, "illegal-transition");
        (await PatchAsync(Failed)).Expect(200);
        (await PatchAsync(new { status = "failed", errorMessage = "other" })).ExpectRefusal(409, "illegal-transition");

        Assert.Equal(trail.Length, (await process.TrailAsync(org, recording)).LastIndexOf(" recording.updated", StringComparison.Ordinal));

        Task<Answer> PatchAsync(object body) => Gc.PatchRecordingAsync(org, meeting, recording, body);
    }

    [Fact]
    public async Task A_ready_recording_is_published_under_a_token_that_is_shown_once()
    {
        var (org, meeting, recording) = await NewAsync();
        (await PatchAsync(new { isPublic = true })).ExpectRefusal(409, "recording-not-ready");
        (await PatchAsync(new { status = "processing" })).Expect(200);
        (await PatchAsync(Ready)).Expect(200);

        var published = (await PatchAsync(new { isPublic = true })).Expect(200);
        var again = (await PatchAsync(new { isPublic = true })).Expect(200);

        var token = Base64Url.DecodeFromChars(published["accessToken"].GetString());
        Assert.Equal((32, true), (token.Length, published["isPublic"].GetBoolean()));
        Assert.Equal(SHA256.HashData(token), await HashAsync());
        Assert.Equal(JsonValueKind.Null, again["accessToken"].ValueKind);
        Assert.DoesNotContain("oken", (await Gc.GetRecordingAsync(org, meeting, recording)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("oken", await process.TrailAsync(org, recording), StringComparison.Ordinal);

        (await PatchAsync(new { isPublic = false })).Expect(200);
        Assert.IsType<DBNull>(await process.ScalarAsync<object>("SELECT access_token_hash FROM recordings WHERE org_id = $1", org));
        var renewed = (await PatchAsync(new { isPublic = true })).Expect(200);
        Assert.NotEqual(published["accessToken"].GetString(), renewed["accessToken"].GetString());

        Task<Answer> PatchAsync(object body) => Gc.PatchRecordingAsync(org, meeting, recording, body);

        Task<byte[]> HashAsync() => process.ScalarAsync<byte[]>("SELECT access_token_hash FROM recordings WHERE org_id = $1", org);
    }

    [Fact]
    public async Task What_is_left_out_stays()
    {
        var (org, meeting, recording) = await NewAsync();

        var changed = (await Gc.PatchRecordingAsync(
            org, meeting, recording, new { codecs = new[] { "av1" }, resolution = "640x360", expiresAt = "2998-01-01T00:00:00Z" }))
            .Expect(200);

        Assert.Equal(("recording", "640x360", 2998, "av1"),
            (changed["status"].GetString(), changed["resolution"].GetString(), changed["expiresAt"].GetDateTimeOffset().Year,
                changed["codecs"][0].GetString()));
        Assert.Equal("640x360",
            (await Gc.PatchRecordingAsync(org, meeting, recording, new { status = "processing" })).Expect(200)["resolution"].GetString());
    }

    [Fact]
    public async Task A_recording_goes_on_after_its_meeting_ended_and_while_the_organization_is_suspended()
    {
        var (org, meeting, recording) = await NewAsync();
        (await Gc.EndAsync(org, meeting)).Expect(200);
        await process.SuspendAsync(org);

        (await Gc.PatchRecordingAsync(org, meeting, recording, new { status = "processing" })).Expect(200);
    }

    [Fact]
    public async Task It_does_not_end_before_it_began()
    {
        var (org, meeting, recording) = await NewAsync();

        (await Gc.PatchRecordingAsync(org, meeting, recording, new { status = "processing", endedAt = "2020-01-01T00:00:00Z" }))
            .ExpectRefusal(409, "ended-before-started");
    }

    [Theory]
    [InlineData("""{}""", "body")]
    [InlineData("""{"status":"gone"}""", "status")]
    [InlineData("""{"status":"ready"}""", "durationSeconds fileSizeBytes")]
    [InlineData("""{"status":"failed"}""", "errorMessage")]
    [InlineData("""{"status":"processing","errorMessage":"x"}""", "errorMessage")]
    [InlineData("""{"durationSeconds":1,"fileSizeBytes":1,"endedAt":"2030-01-01T00:00:00Z"}""", "durationSeconds endedAt fileSizeBytes")]
    [InlineData("""{"status":"ready","durationSeconds":-1,"fileSizeBytes":-1}""", "durationSeconds fileSizeBytes")]
    [InlineData("""{"status":"failed","errorMessage":"x","endedAt":"0001-01-01T00:00:00Z"}""", "endedAt")]
    [InlineData("""{"resolution":"1x1","codecs":[null],"expiresAt":"2020-01-01T00:00:00Z"}""", "codecs expiresAt resolution")]
    public async Task Faults_are_named_by_field(string body, string fields)
    {
        var (org, meeting, recording) = await NewAsync();

        var answer = (await Gc.PatchRecordingAsync(org, meeting, recording, JsonSerializer.Deserialize<JsonElement>(body)))
            .ExpectRefusal(400, "invalid-request");

        Assert.Equal(fields, string.Join(' ', answer["errors"].EnumerateObject().Select(e => e.Name)));
    }

    [Fact]
    public async Task Unknown_organization_meeting_and_recording_are_told_apart()
    {
        var (org, meeting, recording) = await NewAsync();
        var other = await Gc.NewMeetingAsync(org);

        (await PatchAsync(Guid.NewGuid(), meeting, recording)).ExpectRefusal(404, "org-not-found");
        (await PatchAsync(org, Guid.NewGuid(), recording)).ExpectRefusal(404, "meeting-not-found");
        (await PatchAsync(org, other, recording)).ExpectRefusal(404, "recording-not-found");
        (await PatchAsync(org, meeting, Guid.NewGuid())).ExpectRefusal(404, "recording-not-found");

        Task<Answer> PatchAsync(Guid org, Guid meeting, Guid recording) =>
            Gc.PatchRecordingAsync(org, meeting, recording, new { status = "processing" });
    }

    [Fact]
    public async Task Of_clients_that_end_it_differently_at_once_one_decides()
    {
        var (org, meeting, recording) = await NewAsync();
        (await Gc.PatchRecordingAsync(org, meeting, recording, new { status = "processing" })).Expect(200);

        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(i => Gc.PatchRecordingAsync(
            org, meeting, recording, i % 2 == 0 ? Ready : new { status = "failed", errorMessage = $"e{i}" })));

        var states = answers.Where(a => a.Status == 200).Select(a => a["status"].GetString()).Distinct();
        Assert.Equal(Assert.Single(states), (await Gc.GetRecordingAsync(org, meeting, recording))["status"].GetString());
        foreach (var loser in answers.Where(a => a.Status != 200)) loser.ExpectRefusal(409, "illegal-transition");
        Assert.Equal(2, await process.ScalarAsync<long>(
            "SELECT count(*) FROM audit_logs WHERE org_id = $1 AND action = 'recording.updated'", org));
    }

    private async Task<(Guid Org, Guid Meeting, Guid Recording)> NewAsync()
    {
        var org = await Gc.NewOrgAsync();
        var meeting = await Gc.NewRecordableMeetingAsync(org);
        return (org, meeting, await Gc.NewRecordingAsync(org, meeting));
    }
}
