using System.Text.Json;
using DarkTower.GcDatabase.Tests.Harness;

namespace DarkTower.GcDatabase.Tests.Orgs;

[Collection(GcDatabaseTests.Name)]
public sealed class UpdateOrgTests(GcDatabaseProcess process)
{
    private GcClient Gc => process.Gc;

    [Fact]
    public async Task What_is_named_changes_and_the_rest_stays()
    {
        var org = await Gc.NewOrgAsync(maxConcurrentMeetings: 3);

        var updated = (await Gc.PatchAsync($"/v1/orgs/{org}", new { displayName = "Ünï", maxMonthlyMeetingMinutes = 100 }, "\"1\"")).Expect(200);

        Assert.Equal("\"2\"", updated.ETag);
        Assert.Equal("Ünï", updated["displayName"].GetString());
        Assert.Equal(3, updated["maxConcurrentMeetings"].GetInt32());
        Assert.Equal(100, updated["maxMonthlyMeetingMinutes"].GetInt32());
        var fetched = (await Gc.GetAsync($"/v1/orgs/{org}")).Expect(200);
        Assert.Equal("\"2\"", fetched.ETag);
        foreach (var property in fetched.Json.EnumerateObject()) Assert.Equal(property.Value.ToString(), updated[property.Name].ToString());
        Assert.Equal(
            """{"displayName": {"new": "Ünï", "old": "Org"}, "maxMonthlyMeetingMinutes": {"new": 100, "old": null}}""",
            await process.DetailsAsync(org, "org.updated"));
    }

    [Fact]
    public async Task Minutes_of_null_are_no_limit_and_minutes_left_out_stay()
    {
        var org = await Gc.NewOrgAsync();
        (await Gc.PatchAsync($"/v1/orgs/{org}", new { maxMonthlyMeetingMinutes = 5, planTier = "pro" }, "*")).Expect(200);

        var stayed = (await Gc.PatchAsync($"/v1/orgs/{org}", new { maxParticipantsPerMeeting = 7, planTier = "enterprise" }, "*")).Expect(200);
        var lifted = (await Gc.PatchAsync($"/v1/orgs/{org}", new { maxMonthlyMeetingMinutes = (int?)null }, "*")).Expect(200);

        Assert.Equal(5, stayed["maxMonthlyMeetingMinutes"].GetInt32());
        Assert.Equal("enterprise", stayed["planTier"].GetString());
        Assert.Equal(JsonValueKind.Null, lifted["maxMonthlyMeetingMinutes"].ValueKind);
        Assert.Equal(7, lifted["maxParticipantsPerMeeting"].GetInt32());
        Assert.Equal(4, lifted["version"].GetInt64());
    }

    [Fact]
    public async Task A_change_of_nothing_keeps_version_time_and_trail()
    {
        var org = await Gc.NewOrgAsync();
        var before = (await Gc.GetAsync($"/v1/orgs/{org}")).Expect(200);
        var trail = await process.FootprintAsync(org);

        var same = (await Gc.PatchAsync($"/v1/orgs/{org}", new { displayName = "Org", maxMonthlyMeetingMinutes = (int?)null }, before.ETag))
            .Expect(200);

        Assert.Equal(before.Text, same.Text);
        Assert.Equal(trail, await process.FootprintAsync(org));
    }

    [Fact]
    public async Task Without_If_Match_it_is_428_and_with_an_old_one_412_and_nothing_changes()
    {
        var org = await Gc.NewOrgAsync();
        (await Gc.PatchAsync($"/v1/orgs/{org}", new { displayName = "Two" }, "\"1\"")).Expect(200);
        var before = await process.FootprintAsync(org);

        (await Gc.PatchAsync($"/v1/orgs/{org}", new { displayName = "Three" }, null)).ExpectRefusal(428, "precondition-required");
        (await Gc.PatchAsync($"/v1/orgs/{org}", new { displayName = "Three" }, "\"1\"")).ExpectRefusal(412, "version-conflict");

        Assert.Equal(before, await process.FootprintAsync(org));
        Assert.Equal("Two", (await Gc.GetAsync($"/v1/orgs/{org}"))["displayName"].GetString());
    }

    [Fact]
    public async Task Of_many_changes_that_saw_the_same_version_exactly_one_is_made()
    {
        var org = await Gc.NewOrgAsync();
        for (var version = 1; version <= 10; version++)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
                Gc.PatchAsync($"/v1/orgs/{org}", new { displayName = $"{version} {i}" }, $"\"{version}\"")));

            var winner = Assert.Single(answers, answer => answer.Status == 200);
            foreach (var loser in answers.Where(answer => answer != winner)) loser.ExpectRefusal(412, "version-conflict");
            Assert.Equal(winner.Text, (await Gc.GetAsync($"/v1/orgs/{org}")).Text);
        }
        Assert.Equal(10, await process.AuditedAsync(org, "org.updated"));
    }

    [Fact]
    public async Task A_key_of_the_organization_changes_its_name_and_never_its_limits()
    {
        var org = await Gc.NewOrgAsync();
        var own = Gc.With(await Gc.NewKeyAsync(org, "orgs:write"));

        (await own.PatchAsync($"/v1/orgs/{org}", new { displayName = "Ours" }, "\"1\"")).Expect(200);
        object[] limits =
        [
            new { planTier = "enterprise" }, new { maxConcurrentMeetings = 1000 }, new { maxParticipantsPerMeeting = 1000 },
            new { maxMonthlyMeetingMinutes = (int?)null },
        ];
        foreach (var limit in limits) (await own.PatchAsync($"/v1/orgs/{org}", limit, "*")).ExpectRefusal(403, "missing-scope");

        var actor = await process.ScalarAsync<string>("SELECT actor_type FROM audit_logs WHERE org_id = $1 AND action = 'org.updated'", org);
        Assert.Equal("api_key", actor);
        Assert.Equal(2, (await Gc.GetAsync($"/v1/orgs/{org}"))["version"].GetInt64());
    }

    [Fact]
    public async Task A_limit_below_the_open_meetings_closes_none_and_lets_nothing_new_open()
    {
        var org = await Gc.NewOrgAsync(maxConcurrentMeetings: 5);
        var meeting = await Gc.NewMeetingAsync(org);
        await Gc.NewMeetingAsync(org);

        var updated = (await Gc.PatchAsync($"/v1/orgs/{org}", new { maxConcurrentMeetings = 1 }, "*")).Expect(200);

        Assert.Equal(2, updated["openMeetings"].GetInt32());
        (await Gc.GetAsync($"/v1/orgs/{org}/meetings/{meeting}")).Expect(200);
        (await Gc.PostMeetingAsync(org, new { displayName = "m" })).ExpectRefusal(409, "meeting-limit-reached");
    }

    [Fact]
    public async Task All_faults_of_a_request_are_answered_together()
    {
        var org = await Gc.NewOrgAsync();

        var refused = (await Gc.PatchAsync(
            $"/v1/orgs/{org}",
            new { displayName = " ", planTier = "gold", maxConcurrentMeetings = -1, maxParticipantsPerMeeting = 0, maxMonthlyMeetingMinutes = -1 },
            "*")).ExpectRefusal(400, "invalid-request");
        (await Gc.PatchAsync($"/v1/orgs/{org}", new { }, "*")).ExpectRefusal(400, "invalid-request");

        Assert.Equal(
            ["displayName", "maxConcurrentMeetings", "maxMonthlyMeetingMinutes", "maxParticipantsPerMeeting", "planTier"],
            refused["errors"].EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_organization_that_is_not_there_or_deleted_cannot_be_changed()
    {
        var org = await Gc.NewOrgAsync();
        (await Gc.DeleteAsync($"/v1/orgs/{org}")).Expect(204);

        (await Gc.PatchAsync($"/v1/orgs/{org}", new { displayName = "x" }, "*")).ExpectRefusal(404, "org-not-found");
        (await Gc.PatchAsync($"/v1/orgs/{Guid.NewGuid()}", new { displayName = "x" }, "*")).ExpectRefusal(404, "org-not-found");
    }
}
