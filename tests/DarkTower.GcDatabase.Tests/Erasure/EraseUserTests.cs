using DarkTower.GcDatabase.Tests.Harness;

namespace DarkTower.GcDatabase.Tests.Erasure;

public sealed class EraseUserTests(ErasureServices services) : IClassFixture<ErasureServices>
{
    private GcClient Gc => services.Gc;

    private GcDatabaseProcess Process => services.Asked;

    /// <summary>Flaw M11 of the original: a user with meetings, a trail or sign-ins could not be removed at all.</summary>
    [Fact]
    public async Task Flaw_M11_a_user_with_meetings_keys_and_a_trail_is_erased_and_what_others_need_stays()
    {
        var (tenant, other) = (await Tenant.CreateAsync(services), await Tenant.CreateAsync(services));
        var (org, user) = (tenant.Org, tenant.User);
        await ActAsync(org, user);
        var before = await services.DumpAsync(other.Org);

        var asked = (await Gc.PostAsync($"/v1/orgs/{org}/users/{user}/erasure", null)).Expect(202);
        Assert.Equal($"/v1/orgs/{org}/users/{user}/erasure", asked.Headers.Location?.ToString());
        (await Gc.GetAsync($"/v1/orgs/{org}/users/{user}")).ExpectRefusal(404, "user-not-found");
        (await Gc.JoinAsync(org, tenant.Meeting, user)).ExpectRefusal(404, "user-not-found");
        (await Gc.PostUserAsync(org, new { email = $"{Tenant.Word}@example.org", displayName = "Next" })).Expect(201);
        await using var jobs = await services.StartJobsAsync();
        var done = await services.WaitUntilDoneAsync(asked.Headers.Location!.ToString());

        var remaining = ErasureServices.Counts(done, "remaining");
        Assert.Equal(["apiKeys", "auditLogs", "participants", "userIdentities", "userRoles", "users"], remaining.Keys.Order());
        Assert.All(remaining.Values, left => Assert.Equal(0, left));
        var erased = ErasureServices.Counts(done, "erased");
        Assert.Equal(
            (1, 1, 1, 1, 1), (erased["users"], erased["userRoles"], erased["userIdentities"], erased["apiKeys"], erased["participants"]));
        // Their names are the meeting's, and who made one is an id of nobody now.
        var lines = (await services.DumpAsync(org)).Split('\n')
            .Where(line => line.Contains(user.ToString(), StringComparison.Ordinal) && !line.Contains("createdByUserId", StringComparison.Ordinal)
                && line.Split(' ')[0] is not ("meetings" or "recordings")).ToList();
        Assert.True(lines.Count > 5);
        Assert.All(lines, line =>
        {
            Assert.DoesNotContain(Tenant.Word, line, StringComparison.Ordinal);
            Assert.DoesNotContain("203.0.113", line, StringComparison.Ordinal);
            Assert.DoesNotContain("127.0.0.1", line, StringComparison.Ordinal);
        });
        Assert.Equal("t t t", await Process.ScalarAsync<string>(
            """
            SELECT concat_ws(' ', password_hash IS NULL, deleted_at IS NOT NULL,
                (SELECT bool_and(revoked_at IS NOT NULL) FROM api_keys WHERE org_id = $1 AND user_id = $2))
            FROM users WHERE org_id = $1 AND user_id = $2
            """, org, user));
        (await Gc.GetAsync($"/v1/orgs/{org}/meetings/{tenant.Meeting}")).Expect(200);
        Assert.Equal(before, await services.DumpAsync(other.Org));
    }

    [Fact]
    public async Task Rows_of_the_trail_about_others_stay_as_they_are()
    {
        var tenant = await Tenant.CreateAsync(services);
        var org = tenant.Org;
        var bob = (await Gc.PostUserAsync(org, new { email = "bob@example.org", displayName = "Bob" })).Expect(201).Id("userId");
        (await Gc.PatchAsync($"/v1/orgs/{org}/users/{bob}", new { displayName = "Bobby" }, "*")).Expect(200);
        var before = await TrailAsync(bob);

        (await Gc.PostAsync($"/v1/orgs/{org}/users/{tenant.User}/erasure", null)).Expect(202);
        await using var jobs = await services.StartJobsAsync(batch: 2);
        await services.WaitUntilDoneAsync($"/v1/orgs/{org}/users/{tenant.User}/erasure");

        Assert.Equal(before, await TrailAsync(bob));
        Assert.Contains("Bobby", before, StringComparison.Ordinal);

        Task<string> TrailAsync(Guid of) => Process.ScalarAsync<string>(
            "SELECT string_agg(a::text, E'\\n' ORDER BY created_at) FROM audit_logs AS a WHERE org_id = $1 AND target_id = $2", org, of.ToString());
    }

    [Fact]
    public async Task Repeating_it_changes_nothing()
    {
        var tenant = await Tenant.CreateAsync(services);
        var path = $"/v1/orgs/{tenant.Org}/users/{tenant.User}/erasure";
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Gc.PostAsync(path, null)));
        Assert.All(answers, answer => Assert.Equal(202, answer.Status));
        await using var jobs = await services.StartJobsAsync();
        await services.WaitUntilDoneAsync(path);
        var before = await services.DumpAsync(tenant.Org);

        (await Gc.PostAsync(path, null)).Expect(202);

        Assert.Equal(before, await services.DumpAsync(tenant.Org));
        Assert.Equal(1, await Process.AuditedAsync(tenant.Org, "user.erasure_requested"));
        Assert.Equal(1, await Process.AuditedAsync(tenant.Org, "user.erased"));
    }

    [Fact]
    public async Task An_organization_is_erased_with_users_whose_erasure_is_under_way()
    {
        var tenant = await Tenant.CreateAsync(services);
        (await Gc.PostAsync($"/v1/orgs/{tenant.Org}/users/{tenant.User}/erasure", null)).Expect(202);
        (await Gc.PostAsync($"/v1/orgs/{tenant.Org}/erasure", null)).Expect(202);
        await using var jobs = await services.StartJobsAsync();

        await services.WaitUntilDoneAsync(tenant.Org);

        Assert.DoesNotContain(Tenant.Word, await services.DumpAsync(tenant.Org), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusals_are_told_apart()
    {
        var org = await Gc.NewOrgAsync();
        var user = await Gc.NewUserAsync(org);
        var reader = Gc.With(await Gc.NewKeyAsync(org, "users:read"));

        (await Gc.GetAsync($"/v1/orgs/{org}/users/{user}/erasure")).ExpectRefusal(404, "erasure-not-found");
        (await Gc.GetAsync($"/v1/orgs/{Guid.NewGuid()}/users/{user}/erasure")).ExpectRefusal(404, "org-not-found");
        (await Gc.PostAsync($"/v1/orgs/{org}/users/{Guid.NewGuid()}/erasure", null)).ExpectRefusal(404, "user-not-found");
        (await Gc.PostAsync($"/v1/orgs/{Guid.NewGuid()}/users/{user}/erasure", null)).ExpectRefusal(404, "org-not-found");
        (await reader.PostAsync($"/v1/orgs/{org}/users/{user}/erasure", null)).ExpectRefusal(403, "missing-scope");

        (await Gc.GetAsync($"/v1/orgs/{org}/users/{user}")).Expect(200);
    }

    /// <summary>Something done as the user, from an address of the user's.</summary>
    private Task ActAsync(Guid org, Guid user) => Process.ExecuteAsync(
        """
        INSERT INTO audit_logs (org_id, audit_id, actor_type, actor_id, ip_address, user_agent, action, target_type, target_id, reason,
            details, request_id)
        SELECT $1, gen_random_uuid(), 'user', $2, '203.0.113.8', 'zarathustra/2.0', 'meeting.updated', 'meeting', $2, 'zarathustra',
            '{"displayName": {"old": "x", "new": "zarathustra"}}', 'x'
        """, org, user.ToString());
}
