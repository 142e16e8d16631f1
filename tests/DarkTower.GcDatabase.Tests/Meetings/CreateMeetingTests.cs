using System.Buffers.Text;
using System.Security.Cryptography;
using DarkTower.GcDatabase.Tests.Harness;

namespace DarkTower.GcDatabase.Tests.Meetings;

[Collection(GcDatabaseTests.Name)]
public sealed class CreateMeetingTests(GcDatabaseProcess process)
{
    private GcClient Gc => process.Gc;

    [Fact]
    public async Task A_meeting_is_created_with_what_was_asked_and_takes_one_of_the_open_meetings()
    {
        var org = await Gc.NewOrgAsync();
        var user = await Gc.NewUserAsync(org);

        var created = (await Gc.PostMeetingAsync(org, new
        {
            displayName = "Stand-up", createdByUserId = user, maxParticipants = 12, scheduledStartTime = "2030-01-02T03:04:05+02:00",
            enableE2eEncryption = false, requireAuth = true, allowRecording = true, allowGuests = true, allowExternalParticipants = true,
            waitingRoomEnabled = false,
        })).Expect(201);

        Assert.Equal("\"1\"", created.Headers.ETag?.Tag);
        Assert.Equal($"/v1/orgs/{org}/meetings/{created.Id("meetingId")}", created.Headers.Location?.ToString());
        var fetched = (await Gc.GetAsync(created.Headers.Location!.ToString())).Expect(200);
        foreach (var property in created.Json.EnumerateObject().Where(p => p.Name != "joinSecret"))
            Assert.Equal(property.Value.ToString(), fetched[property.Name].ToString());
        Assert.Equal(new DateTimeOffset(2030, 1, 2, 1, 4, 5, TimeSpan.Zero), fetched["scheduledStartTime"].GetDateTimeOffset());
        Assert.Equal(
            (user, 12, false, true, true, true, true, false, "scheduled"),
            (fetched.Id("createdByUserId"), fetched["maxParticipants"].GetInt32(), fetched["enableE2eEncryption"].GetBoolean(),
                fetched["requireAuth"].GetBoolean(), fetched["allowRecording"].GetBoolean(), fetched["allowGuests"].GetBoolean(),
                fetched["allowExternalParticipants"].GetBoolean(), fetched["waitingRoomEnabled"].GetBoolean(),
                fetched["status"].GetString()));
        Assert.Equal(1, (await Gc.GetAsync($"/v1/orgs/{org}"))["openMeetings"].GetInt32());
    }

    [Fact]
    public async Task The_join_secret_is_shown_once_and_only_its_hash_is_kept()
    {
        var org = await Gc.NewOrgAsync();

        var created = (await Gc.PostMeetingAsync(org, new { displayName = "Meeting" })).Expect(201);

        var secret = Base64Url.DecodeFromChars(created["joinSecret"].GetString());
        Assert.Equal(32, secret.Length);
        Assert.Equal(SHA256.HashData(secret), 
            await process.ScalarAsync<byte[]>("SELECT join_secret_hash FROM meetings WHERE org_id = $1", org));
        foreach (var path in new[] { $"/v1/orgs/{org}/meetings/{created.Id("meetingId")}", $"/v1/orgs/{org}/meetings" })
            Assert.DoesNotContain("ecret", (await Gc.GetAsync(path)).Expect(200).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_meeting_never_takes_more_participants_than_its_organization_allows()
    {
        var org = await Gc.NewOrgAsync(maxParticipantsPerMeeting: 5);

        Assert.Equal(5, (await Gc.PostMeetingAsync(org, new { displayName = "m" })).Expect(201)["maxParticipants"].GetInt32());
        Assert.Equal(5, (await Gc.PostMeetingAsync(org, new { displayName = "m", maxParticipants = 6 }))["maxParticipants"].GetInt32());
        Assert.Equal(4, (await Gc.PostMeetingAsync(org, new { displayName = "m", maxParticipants = 4 }))["maxParticipants"].GetInt32());
    }

    [Theory]
    [InlineData(null, null, true)]
    [InlineData(true, null, false)]
    [InlineData(true, true, true)]
    [InlineData(false, false, false)]
    public async Task Authentication_is_required_unless_guests_are_allowed_or_it_is_said(
        bool? allowGuests, bool? requireAuth, bool expected)
    {
        var org = await Gc.NewOrgAsync();
        var body = new Dictionary<string, object> { ["displayName"] = "m" };
        if (allowGuests is { } guests) body["allowGuests"] = guests;
        if (requireAuth is { } required) body["requireAuth"] = required;

        Assert.Equal(expected, (await Gc.PostMeetingAsync(org, body)).Expect(201)["requireAuth"].GetBoolean());
    }

    [Fact]
    public async Task The_limit_is_reached_exactly_and_the_refusal_writes_nothing()
    {
        var org = await Gc.NewOrgAsync(maxConcurrentMeetings: 2);
        await Gc.NewMeetingAsync(org);
        await Gc.NewMeetingAsync(org);
        var before = await process.FootprintAsync(org);

        (await Gc.PostMeetingAsync(org, new { displayName = "m" })).ExpectRefusal(409, "meeting-limit-reached");

        Assert.Equal(before, await process.FootprintAsync(org));
    }

    [Fact]
    public async Task An_unknown_organization_has_no_meetings()
    {
        var org = Guid.NewGuid();

        (await Gc.PostMeetingAsync(org, new { displayName = "m" })).ExpectRefusal(404, "org-not-found");

        Assert.Equal(0, await process.ScalarAsync<long>("SELECT count(*) FROM audit_logs WHERE org_id = $1", org));
    }

    [Fact]
    public async Task A_suspended_organization_creates_no_meetings()
    {
        var org = await Gc.NewOrgAsync();
        await process.SuspendAsync(org);
        var before = await process.FootprintAsync(org);

        (await Gc.PostMeetingAsync(org, new { displayName = "m" })).ExpectRefusal(409, "org-suspended");

        Assert.Equal(before, await process.FootprintAsync(org));
    }

    [Fact]
    public async Task The_creator_must_be_an_active_user_of_the_organization()
    {
        var (org, other) = (await Gc.NewOrgAsync(), await Gc.NewOrgAsync());
        var (foreigner, gone) = (await Gc.NewUserAsync(other), await Gc.NewUserAsync(org));
        await process.ExecuteAsync("UPDATE users SET status = 'deactivated' WHERE user_id = $1", gone);
        var before = await process.FootprintAsync(org);

        var unknown = (await CreateAsync(Guid.NewGuid())).ExpectRefusal(404, "user-not-found");
        var foreign = (await CreateAsync(foreigner)).ExpectRefusal(404, "user-not-found");
        (await CreateAsync(gone)).ExpectRefusal(409, "user-deactivated");

        Assert.Equal(unknown.Text, foreign.Text);
        Assert.Equal(before, await process.FootprintAsync(org));

        Task<Answer> CreateAsync(Guid creator) => Gc.PostMeetingAsync(org, new { displayName = "m", createdByUserId = creator });
    }
}
