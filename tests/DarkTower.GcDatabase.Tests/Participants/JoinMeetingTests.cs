using DarkTower.GcDatabase.Tests.Harness;

namespace DarkTower.GcDatabase.Tests.Participants;

[Collection(GcDatabaseTests.Name)]
public sealed class JoinMeetingTests(GcDatabaseProcess process)
{
    private GcClient Gc => process.Gc;

    [Fact]
    public async Task The_first_to_join_activates_the_meeting_and_a_member_keeps_the_users_name()
    {
        var org = await Gc.NewOrgAsync();
        var (first, second) = (await Gc.NewUserAsync(org), await Gc.NewUserAsync(org));
        var meeting = await Gc.NewMeetingAsync(org);

        var joined = (await Gc.PostAsync(GcClient.Participants(org, meeting), new
        {
            participantType = "member", userId = first, role = "host", ipAddress = "2001:db8::1", userAgent = "tests",
            clientVersion = "1.2.3",
        })).Expect(201);
        var also = (await Gc.PostAsync(GcClient.Participants(org, meeting),
            new { participantType = "member", userId = second, displayName = "Other name" })).Expect(201);

        Assert.Equal(("Ann", "host", 1),
            (joined["displayName"].GetString(), joined["role"].GetString(), joined["activeParticipants"].GetInt32()));
        Assert.Equal(("Other name", "participant", 2),
            (also["displayName"].GetString(), also["role"].GetString(), also["activeParticipants"].GetInt32()));
        var fetched = (await Gc.GetAsync($"/v1/orgs/{org}/meetings/{meeting}")).Expect(200);
        Assert.Equal("active", fetched["status"].GetString());
        Assert.Equal(joined["joinedAt"].GetDateTimeOffset(), fetched["actualStartTime"].GetDateTimeOffset());
        Assert.Equal(2, fetched["activeParticipants"].GetInt32());
        Assert.Equal("\"2\"", fetched.Headers.ETag?.Tag);
        Assert.Equal("2001:db8::1 tests 1.2.3", await process.ScalarAsync<string>(
            "SELECT concat_ws(' ', host(ip_address), user_agent, client_version) FROM participants WHERE participant_id = $1",
            joined.Id("participantId")));
        Assert.Equal("true false", await process.ScalarAsync<string>(
            """
            SELECT string_agg(details ->> 'activatedMeeting', ' ' ORDER BY created_at)
            FROM audit_logs WHERE org_id = $1 AND action = 'participant.joined'
            """, org));
    }

    [Fact]
    public async Task A_user_joins_once_and_again_only_after_leaving()
    {
        var org = await Gc.NewOrgAsync();
        var user = await Gc.NewUserAsync(org);
        var meeting = await Gc.NewMeetingAsync(org);
        var first = (await Gc.JoinAsync(org, meeting, user)).Expect(201).Id("participantId");
        var before = await process.FootprintAsync(org);

        (await Gc.JoinAsync(org, meeting, user)).ExpectRefusal(409, "already-joined");

        Assert.Equal(before, await process.FootprintAsync(org));
        (await Gc.LeaveAsync(org, meeting, first)).Expect(204);
        Assert.NotEqual(first, (await Gc.JoinAsync(org, meeting, user)).Expect(201).Id("participantId"));
    }

    [Fact]
    public async Task A_full_meeting_takes_nobody_until_someone_leaves_and_still_knows_who_is_in()
    {
        var org = await Gc.NewOrgAsync();
        var (first, second) = (await Gc.NewUserAsync(org), await Gc.NewUserAsync(org));
        var meeting = await Gc.NewMeetingAsync(org, new { displayName = "m", maxParticipants = 1 });
        var seat = (await Gc.JoinAsync(org, meeting, first)).Expect(201).Id("participantId");
        var before = await process.FootprintAsync(org);

        (await Gc.JoinAsync(org, meeting, second)).ExpectRefusal(409, "meeting-full");
        (await Gc.JoinAsync(org, meeting, first)).ExpectRefusal(409, "already-joined");

        Assert.Equal(before, await process.FootprintAsync(org));
        (await Gc.LeaveAsync(org, meeting, seat)).Expect(204);
        (await Gc.JoinAsync(org, meeting, second)).Expect(201);
    }

    [Theory]
    [InlineData("ended")]
    [InlineData("cancelled")]
    public async Task A_meeting_that_is_over_takes_nobody(string status)
    {
        var org = await Gc.NewOrgAsync();
        var user = await Gc.NewUserAsync(org);
        var meeting = await Gc.NewMeetingAsync(org);
        await process.ExecuteAsync(
            """
            UPDATE meetings SET status = $2, actual_start_time = CASE $2 WHEN 'ended' THEN now() END, ended_at = now()
            WHERE meeting_id = $1
            """, meeting, status);
        var before = await process.FootprintAsync(org);

        (await Gc.JoinAsync(org, meeting, user)).ExpectRefusal(409, "meeting-not-open");

        Assert.Equal(before, await process.FootprintAsync(org));
    }

    [Fact]
    public async Task A_suspended_organizations_meeting_takes_nobody()
    {
        var org = await Gc.NewOrgAsync();
        var user = await Gc.NewUserAsync(org);
        var meeting = await Gc.NewMeetingAsync(org);
        await process.SuspendAsync(org);
        var before = await process.FootprintAsync(org);

        (await Gc.JoinAsync(org, meeting, user)).ExpectRefusal(409, "org-suspended");

        Assert.Equal(before, await process.FootprintAsync(org));
    }

    [Fact]
    public async Task Only_active_users_of_the_organization_join_as_members()
    {
        var (org, other) = (await Gc.NewOrgAsync(), await Gc.NewOrgAsync());
        var (foreigner, gone) = (await Gc.NewUserAsync(other), await Gc.NewUserAsync(org));
        await process.ExecuteAsync("UPDATE users SET status = 'deactivated' WHERE user_id = $1", gone);
        var meeting = await Gc.NewMeetingAsync(org);
        var before = await process.FootprintAsync(org);

        var unknown = (await Gc.JoinAsync(org, meeting, Guid.NewGuid())).ExpectRefusal(404, "user-not-found");
        var foreign = (await Gc.JoinAsync(org, meeting, foreigner)).ExpectRefusal(404, "user-not-found");
        (await Gc.JoinAsync(org, meeting, gone)).ExpectRefusal(409, "user-deactivated");

        Assert.Equal(unknown.Text, foreign.Text);
        Assert.Equal(before, await process.FootprintAsync(org));
    }

    [Fact]
    public async Task Unknown_organization_and_unknown_meeting_are_told_apart()
    {
        var org = await Gc.NewOrgAsync();

        (await Gc.JoinAsGuestAsync(Guid.NewGuid(), Guid.NewGuid())).ExpectRefusal(404, "org-not-found");
        (await Gc.JoinAsGuestAsync(org, Guid.NewGuid())).ExpectRefusal(404, "meeting-not-found");
    }

    [Theory]
    [InlineData("member", false, false, true, null)]
    [InlineData("member", true, true, false, null)]
    [InlineData("guest", true, false, false, null)]
    [InlineData("guest", false, false, false, "guests-not-allowed")]
    [InlineData("guest", true, false, true, "guests-not-allowed")]
    [InlineData("guest", false, true, false, "guests-not-allowed")]
    [InlineData("external", false, true, true, null)]
    [InlineData("external", true, false, false, "external-participants-not-allowed")]
    public async Task Who_may_join_follows_from_the_meetings_settings(
        string type, bool allowGuests, bool allowExternal, bool requireAuth, string? refusal)
    {
        var org = await Gc.NewOrgAsync();
        var user = await Gc.NewUserAsync(org);
        var meeting = await Gc.NewMeetingAsync(
            org, new { displayName = "m", allowGuests, allowExternalParticipants = allowExternal, requireAuth });
        var before = await process.FootprintAsync(org);

        var answer = await Gc.PostAsync(GcClient.Participants(org, meeting), type == "member"
            ? new { participantType = type, userId = user }
            : new { participantType = type, displayName = "Bob" });

        if (refusal is null)
        {
            answer.Expect(201);
            Assert.Equal(type == "guest" ? "guest" : "participant", answer["role"].GetString());
            return;
        }
        answer.ExpectRefusal(403, refusal);
        Assert.Equal(before, await process.FootprintAsync(org));
    }
}
