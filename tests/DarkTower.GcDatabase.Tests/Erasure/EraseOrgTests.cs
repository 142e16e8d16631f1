using DarkTower.Fixtures;
using DarkTower.GcDatabase.Tests.Harness;

namespace DarkTower.GcDatabase.Tests.Erasure;

public sealed class EraseOrgTests(ErasureServices services) : IClassFixture<ErasureServices>
{
    private GcClient Gc => services.Gc;

    private GcDatabaseProcess Process => services.Asked;

    [Fact]
    public async Task Nothing_of_it_is_left_but_a_tombstone_and_a_trail_that_names_nobody_and_no_other_is_touched()
    {
        var (tenant, other) = (await Tenant.CreateAsync(services), await Tenant.CreateAsync(services));
        var before = await services.DumpAsync(other.Org);

        var asked = (await Gc.PostAsync($"/v1/orgs/{tenant.Org}/erasure", null)).Expect(202);
        Assert.Equal($"/v1/orgs/{tenant.Org}/erasure", asked.Headers.Location?.ToString());
        (await Gc.GetAsync($"/v1/orgs/{tenant.Org}")).ExpectRefusal(404, "org-not-found");
        (await Gc.PostUserAsync(tenant.Org, new { email = "a@example.org", displayName = "A" })).ExpectRefusal(404, "org-not-found");
        Assert.Equal("requested", (await Gc.GetAsync($"/v1/orgs/{tenant.Org}/erasure")).Expect(200)["state"].GetString());
        await using var jobs = await services.StartJobsAsync();
        var done = await services.WaitUntilDoneAsync(tenant.Org);

        Assert.Equal(
            new SortedDictionary<string, long>
            {
                ["apiKeys"] = 1, ["auditLogs"] = await AnonymousAsync(tenant.Org), ["endedMeetings"] = 2, ["idempotencyKeys"] = 1,
                ["meetingAssignments"] = 2, ["meetings"] = 2, ["participants"] = 2, ["recordings"] = 1, ["userIdentities"] = 1,
                ["userRoles"] = 1, ["users"] = 1,
            },
            new SortedDictionary<string, long>(ErasureServices.Counts(done, "erased")));
        var remaining = ErasureServices.Counts(done, "remaining");
        Assert.Equal(13, remaining.Count);
        Assert.All(remaining.Values, left => Assert.Equal(0, left));
        var left = await services.DumpAsync(tenant.Org);
        Assert.DoesNotContain(Tenant.Word, left, StringComparison.Ordinal);
        Assert.DoesNotContain("203.0.113", left, StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.1", left, StringComparison.Ordinal);
        Assert.All(left.Split('\n'), line => Assert.Contains(line.Split(' ')[0], new[] { "audit_logs", "erasures", "organizations" }));
        Assert.Equal(0, await Process.ReservedAsync(tenant.Controller));
        Assert.Equal(1, await Process.AuditedAsync(tenant.Org, "org.erased"));
        Assert.Equal(before, await services.DumpAsync(other.Org));
        Assert.Equal(2, await Process.ReservedAsync(other.Controller));
    }

    [Fact]
    public async Task Repeating_it_changes_nothing_and_the_subdomain_is_free()
    {
        var tenant = await Tenant.CreateAsync(services);
        await using var jobs = await services.StartJobsAsync();
        (await Gc.PostAsync($"/v1/orgs/{tenant.Org}/erasure", null)).Expect(202);
        await services.WaitUntilDoneAsync(tenant.Org);
        var before = await services.DumpAsync(tenant.Org);

        (await Gc.PostAsync($"/v1/orgs/{tenant.Org}/erasure", null)).Expect(202);
        (await Gc.DeleteAsync($"/v1/orgs/{tenant.Org}")).Expect(204);

        Assert.Equal(before, await services.DumpAsync(tenant.Org));
        (await Gc.PostAsync("/v1/orgs", new { subdomain = tenant.Subdomain, displayName = "Next" })).Expect(201);
    }

    [Fact]
    public async Task A_deleted_organization_is_erased_too_and_at_once_by_the_process_that_was_asked()
    {
        var org = await Gc.NewOrgAsync();
        var user = await Gc.NewUserAsync(org);
        (await Gc.DeleteAsync($"/v1/orgs/{org}")).Expect(204);
        await using var jobs = await services.StartJobsAsync(every: "01:00:00");

        (await new GcClient(jobs.Client).PostAsync($"/v1/orgs/{org}/erasure", null)).Expect(202);
        await services.WaitUntilDoneAsync(org);

        Assert.Equal(0, await Process.ScalarAsync<long>("SELECT count(*) FROM users WHERE user_id = $1", user));
    }

    [Fact]
    public async Task Killed_again_and_again_it_goes_on_and_counts_each_row_once()
    {
        var tenant = await Tenant.CreateAsync(services);
        await tenant.GrowAsync(services, users: 300, meetings: 100, participants: 5);
        (await Gc.PostAsync($"/v1/orgs/{tenant.Org}/erasure", null)).Expect(202);

        var (kills, erased) = (0, 0L);
        while ((await Gc.GetAsync($"/v1/orgs/{tenant.Org}/erasure")).Expect(200)["state"].GetString() != "done" && kills < 8)
        {
            await using var jobs = await services.StartJobsAsync(batch: 3);
            var from = erased;
            await Wait.UntilAsync(async () => (erased = await ErasedAsync(tenant.Org)) > from + 20, "some batches being done");
            jobs.Kill();
            kills++;
        }
        Assert.True(kills > 2, $"It was done after {kills} kills, too early to show anything.");
        await using var last = await services.StartJobsAsync();
        var done = await services.WaitUntilDoneAsync(tenant.Org);

        var counts = ErasureServices.Counts(done, "erased");
        Assert.Equal(
            (301, 301, 102, 502, 2, 102), (counts["users"], counts["userRoles"], counts["meetings"], counts["participants"],
                counts["meetingAssignments"], counts["endedMeetings"]));
        Assert.All(ErasureServices.Counts(done, "remaining").Values, left => Assert.Equal(0, left));
        Assert.DoesNotContain(Tenant.Word, await services.DumpAsync(tenant.Org), StringComparison.Ordinal);
        Assert.Equal(0, await Process.ReservedAsync(tenant.Controller));
    }

    [Fact]
    public async Task Several_at_it_do_each_row_once_and_finish_once()
    {
        var tenants = new[] { await Tenant.CreateAsync(services), await Tenant.CreateAsync(services) };
        foreach (var tenant in tenants) await tenant.GrowAsync(services, users: 100, meetings: 40, participants: 3);
        foreach (var tenant in tenants) (await Gc.PostAsync($"/v1/orgs/{tenant.Org}/erasure", null)).Expect(202);

        await using var one = await services.StartJobsAsync(batch: 7);
        await using var two = await services.StartJobsAsync(batch: 5);
        await using var three = await services.StartJobsAsync(batch: 3);

        foreach (var tenant in tenants)
        {
            var counts = ErasureServices.Counts(await services.WaitUntilDoneAsync(tenant.Org), "erased");
            Assert.Equal((101, 42, 122, 2), (counts["users"], counts["meetings"], counts["participants"], counts["meetingAssignments"]));
            Assert.Equal(1, await Process.AuditedAsync(tenant.Org, "org.erased"));
            Assert.Equal(0, await Process.ReservedAsync(tenant.Controller));
        }
    }

    [Fact]
    public async Task What_is_added_while_it_is_asked_for_is_erased_too()
    {
        var org = await Gc.NewOrgAsync();

        (await Process.CommitWhileItWaitsAsync(
            $"INSERT INTO users (org_id, user_id, email, display_name) VALUES ('{org}', gen_random_uuid(), 'late@example.org', 'Late')",
            () => Gc.PostAsync($"/v1/orgs/{org}/erasure", null))).Expect(202);
        await using var jobs = await services.StartJobsAsync();
        await services.WaitUntilDoneAsync(org);

        Assert.DoesNotContain("Late", await services.DumpAsync(org), StringComparison.Ordinal);
    }

    /// <summary>Flaw M10 of the original: a creator of another tenant was accepted, and then nobody could remove that tenant.</summary>
    [Fact]
    public async Task Flaw_M10_a_creator_from_another_organization_is_refused_and_keeps_nobody_from_being_erased()
    {
        var (org, other) = (await Gc.NewOrgAsync(), await Gc.NewOrgAsync());
        var stranger = await Gc.NewUserAsync(other);

        (await Gc.PostMeetingAsync(org, new { displayName = "m", createdByUserId = stranger })).ExpectRefusal(404, "user-not-found");
        (await Gc.PostAsync($"/v1/orgs/{other}/erasure", null)).Expect(202);
        await using var jobs = await services.StartJobsAsync();
        await services.WaitUntilDoneAsync(other);

        (await Gc.GetAsync($"/v1/orgs/{org}")).Expect(200);
    }

    [Fact]
    public async Task Refusals_are_told_apart()
    {
        var org = await Gc.NewOrgAsync();
        var own = Gc.With(await Gc.NewKeyAsync(org, "orgs:read", "orgs:write"));

        (await Gc.GetAsync($"/v1/orgs/{org}/erasure")).ExpectRefusal(404, "erasure-not-found");
        (await Gc.GetAsync($"/v1/orgs/{Guid.NewGuid()}/erasure")).ExpectRefusal(404, "org-not-found");
        (await Gc.PostAsync($"/v1/orgs/{Guid.NewGuid()}/erasure", null)).ExpectRefusal(404, "org-not-found");
        (await own.PostAsync($"/v1/orgs/{org}/erasure", null)).ExpectRefusal(403, "missing-scope");
        (await own.GetAsync($"/v1/orgs/{org}/erasure")).ExpectRefusal(403, "missing-scope");

        (await Gc.GetAsync($"/v1/orgs/{org}")).Expect(200);
    }

    private Task<long> ErasedAsync(Guid org) => Process.ScalarAsync<long>(
        "SELECT (SELECT coalesce(sum(n.value::bigint), 0) FROM erasures AS e, jsonb_each_text(e.erased) AS n WHERE e.org_id = $1)::bigint", org);

    /// <summary>How many rows of the trail have been emptied: all but those that had nothing, which are the end's own.</summary>
    private Task<long> AnonymousAsync(Guid org) => Process.ScalarAsync<long>(
        "SELECT count(*) FROM audit_logs WHERE org_id = $1 AND action <> 'org.erased' AND details = '{}' AND ip_address IS NULL", org);
}
