using DarkTower.GcDatabase.Tests.Harness;

namespace DarkTower.GcDatabase.Tests.Orgs;

[Collection(GcDatabaseTests.Name)]
public sealed class DeleteOrgTests(GcDatabaseProcess process)
{
    private GcClient Gc => process.Gc;

    [Fact]
    public async Task A_deleted_organization_and_everything_under_it_is_not_found_and_its_data_and_subdomain_stay()
    {
        var subdomain = GcClient.NewSubdomain();
        var org = (await Gc.PostAsync("/v1/orgs", new { subdomain, displayName = "Org" })).Expect(201).Id("orgId");
        var user = await Gc.NewUserAsync(org);
        var key = Gc.With(await Gc.NewKeyAsync(org, "users:read"));

        (await Gc.DeleteAsync($"/v1/orgs/{org}", "\"1\"")).Expect(204);

        (await Gc.GetAsync($"/v1/orgs/{org}")).ExpectRefusal(404, "org-not-found");
        (await Gc.GetAsync($"/v1/orgs/{org}/users/{user}")).ExpectRefusal(404, "org-not-found");
        (await Gc.GetAsync($"/v1/orgs/{org}/users")).ExpectRefusal(404, "org-not-found");
        (await Gc.PostUserAsync(org, new { email = "a@example.org", displayName = "A" })).ExpectRefusal(404, "org-not-found");
        (await Gc.PostMeetingAsync(org, new { displayName = "m" })).ExpectRefusal(404, "org-not-found");
        Assert.Empty((await Gc.GetAsync($"/v1/orgs?subdomain={subdomain}")).Expect(200).Items);
        (await Gc.PostAsync("/v1/orgs", new { subdomain, displayName = "Next" })).ExpectRefusal(409, "subdomain-taken");
        Assert.InRange((await key.GetAsync($"/v1/orgs/{org}/users")).Status, 401, 404);
        Assert.Equal(1, await process.ScalarAsync<long>("SELECT count(*) FROM users WHERE org_id = $1", org));
        Assert.Equal(1, await process.AuditedAsync(org, "org.deleted"));
    }

    [Fact]
    public async Task Repeating_it_changes_nothing_and_answers_the_same_whatever_version_it_names()
    {
        var org = await Gc.NewOrgAsync();
        (await Gc.DeleteAsync($"/v1/orgs/{org}")).Expect(204);
        var before = await process.ScalarAsync<string>("SELECT o::text FROM organizations AS o WHERE org_id = $1", org);

        (await Gc.DeleteAsync($"/v1/orgs/{org}")).Expect(204);
        (await Gc.DeleteAsync($"/v1/orgs/{org}", "\"1\"")).Expect(204);

        Assert.Equal(before, await process.ScalarAsync<string>("SELECT o::text FROM organizations AS o WHERE org_id = $1", org));
        Assert.Equal(1, await process.AuditedAsync(org, "org.deleted"));
    }

    [Fact]
    public async Task With_open_meetings_or_an_old_version_it_is_refused_and_a_suspended_one_can_go()
    {
        var org = await Gc.NewOrgAsync();
        var meeting = await Gc.NewMeetingAsync(org);

        (await Gc.DeleteAsync($"/v1/orgs/{org}")).ExpectRefusal(409, "org-has-open-meetings");
        await process.EndAsync(meeting);
        await process.ExecuteAsync("UPDATE organizations SET open_meetings = 0 WHERE org_id = $1", org);
        (await Gc.PutAsync($"/v1/orgs/{org}/suspension", new { reason = "x" })).Expect(200);
        (await Gc.DeleteAsync($"/v1/orgs/{org}", "\"1\"")).ExpectRefusal(412, "version-conflict");
        (await Gc.DeleteAsync($"/v1/orgs/{org}", "\"2\"")).Expect(204);

        Assert.Equal("deleted x", await process.ScalarAsync<string>(
            "SELECT concat_ws(' ', status, suspension_reason) FROM organizations WHERE org_id = $1", org));
    }

    [Fact]
    public async Task It_takes_an_organization_and_the_platform()
    {
        var org = await Gc.NewOrgAsync();
        var own = Gc.With(await Gc.NewKeyAsync(org, "orgs:write"));

        (await own.DeleteAsync($"/v1/orgs/{org}")).ExpectRefusal(403, "missing-scope");
        (await Gc.DeleteAsync($"/v1/orgs/{Guid.NewGuid()}")).ExpectRefusal(404, "org-not-found");

        (await Gc.GetAsync($"/v1/orgs/{org}")).Expect(200);
    }

    /// <summary>The user's statement looked at the organization before it was deleted, and has written by the time the deletion answers.</summary>
    [Fact]
    public async Task A_meeting_that_commits_while_the_deletion_waits_is_seen_by_it()
    {
        var org = await Gc.NewOrgAsync();

        var answer = await process.CommitWhileItWaitsAsync(
            $"UPDATE organizations SET open_meetings = 1 WHERE org_id = '{org}'", () => Gc.DeleteAsync($"/v1/orgs/{org}"));

        answer.ExpectRefusal(409, "org-has-open-meetings");
    }

    [Fact]
    public async Task A_user_made_while_the_deletion_is_not_yet_committed_is_refused()
    {
        var org = await Gc.NewOrgAsync();

        var answer = await process.CommitWhileItWaitsAsync(
            $"""
            SELECT FROM organizations WHERE org_id = '{org}' FOR UPDATE;
            UPDATE organizations SET status = 'deleted', deleted_at = now() WHERE org_id = '{org}'
            """,
            () => Gc.PostUserAsync(org, new { email = "a@example.org", displayName = "A" }));

        answer.ExpectRefusal(404, "org-not-found");
        Assert.Equal(0, await process.ScalarAsync<long>("SELECT count(*) FROM users WHERE org_id = $1", org));
    }
}
