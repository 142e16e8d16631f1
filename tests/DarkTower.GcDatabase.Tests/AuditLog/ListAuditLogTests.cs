using DarkTower.GcDatabase.Tests.Harness;

namespace DarkTower.GcDatabase.Tests.AuditLog;

[Collection(GcDatabaseTests.Name)]
public sealed class ListAuditLogTests(GcDatabaseProcess process)
{
    private GcClient Gc => process.Gc;

    [Fact]
    public async Task What_was_done_is_listed_newest_first_with_who_did_it_and_what_changed()
    {
        var org = await Gc.NewOrgAsync();
        var (meeting, user) = (await Gc.NewMeetingAsync(org), await Gc.NewUserAsync(org));
        var request = new HttpRequestMessage(HttpMethod.Post, $"{MeetingCalls.Meeting(org, meeting)}/activation");
        request.Headers.Add("X-Acting-User", user.ToString());
        request.Headers.Add("User-Agent", "Tests/1.0");
        (await Gc.SendAsync(request)).Expect(200);
        (await Gc.PatchMeetingAsync(org, meeting, new { displayName = "New" })).Expect(200);

        var items = (await ListAsync(org)).Expect(200).Items;

        Assert.Equal(["meeting.updated", "meeting.activated", "user.created", "meeting.created", "org.created"],
            items.Select(item => item.GetProperty("action").GetString()));
        Assert.Equal("New", items[0].GetProperty("details").GetProperty("displayName").GetProperty("new").GetString());
        var (platform, acting) = (items[0], items[1]);
        Assert.Equal(("platform", null, "success"),
            (platform.GetProperty("actorType").GetString(), platform.GetProperty("actorId").GetString(),
                platform.GetProperty("result").GetString()));
        Assert.Equal(("user", user.ToString(), "meeting", meeting.ToString(), "Tests/1.0", "127.0.0.1"),
            (acting.GetProperty("actorType").GetString(), acting.GetProperty("actorId").GetString(),
                acting.GetProperty("targetType").GetString(), acting.GetProperty("targetId").GetString(),
                acting.GetProperty("userAgent").GetString(), acting.GetProperty("ipAddress").GetString()));
        Assert.Matches("^[0-9a-f]{32}$", acting.GetProperty("requestId").GetString());
    }

    [Fact]
    public async Task Pages_meet_without_gap_or_repetition_also_among_entries_of_one_moment()
    {
        var org = await Gc.NewOrgAsync();
        await process.ExecuteAsync(
            """
            INSERT INTO audit_logs (org_id, audit_id, actor_type, action, target_type, target_id, request_id, created_at)
            SELECT $1, gen_random_uuid(), 'platform', 'test.done', 'test', 't', 'r', date_trunc('month', now()) + (i / 7) * interval '1 ms'
            FROM generate_series(1, 40) AS i
            """, org);

        var seen = await AllAsync(org, "limit=3");

        Assert.Equal(
            await process.ScalarAsync<string>(
                "SELECT string_agg(audit_id::text, ' ' ORDER BY created_at DESC, audit_id DESC) FROM audit_logs WHERE org_id = $1", org),
            string.Join(' ', seen.Select(item => item.GetProperty("auditId").GetString())));
        Assert.Equal(41, seen.Count);
    }

    [Fact]
    public async Task Filters_hold_alone_and_together()
    {
        var org = await Gc.NewOrgAsync();
        await process.ExecuteAsync(
            """
            INSERT INTO audit_logs (org_id, audit_id, actor_type, actor_id, action, target_type, target_id, request_id, created_at)
            SELECT $1, gen_random_uuid(), 'user', 'actor' || i % 2, 'test.did' || i % 3, 'test', 'target' || i % 5, 'r',
                date_trunc('month', now()) + i * interval '1 s'
            FROM generate_series(0, 59) AS i
            """, org);
        var start = await process.ScalarAsync<DateTime>("SELECT date_trunc('month', now())");

        foreach (var action in new[] { null, "test.did1" })
            foreach (var actor in new[] { null, "actor0" })
                foreach (var target in new[] { null, "target3" })
                    foreach (var (from, to) in new (int?, int?)[] { (null, null), (10, 40), (10, null), (null, 40) })
                    {
                        var query = string.Join('&', new[]
                        {
                            "limit=7", action is null ? null : $"action={action}", actor is null ? null : $"actor={actor}",
                            target is null ? null : $"target={target}", from is null ? null : $"from={At(from.Value)}",
                            to is null ? null : $"to={At(to.Value)}",
                        }.OfType<string>());
                        var expected = Enumerable.Range(0, 60).Count(i => (action is null || i % 3 == 1) && (actor is null || i % 2 == 0)
                            && (target is null || i % 5 == 3) && (from is null || i >= from) && (to is null || i < to));

                        var seen = (await AllAsync(org, query)).Where(i => i.GetProperty("action").GetString() != "org.created").ToList();

                        Assert.True(expected == seen.Count, $"{query}: {expected} expected, {seen.Count} found");
                    }

        string At(int seconds) => Uri.EscapeDataString(start.AddSeconds(seconds).ToString("yyyy-MM-ddTHH:mm:ssZ"));
    }

    [Fact]
    public async Task A_deleted_or_erased_organizations_trail_is_read_by_the_platform_alone()
    {
        var (deleted, erased) = (await Gc.NewOrgAsync(), await Gc.NewOrgAsync());
        var key = Gc.With(await Gc.NewKeyAsync(deleted, "audit:read"));
        (await key.GetAsync($"/v1/orgs/{deleted}/audit-log")).Expect(200);
        await process.ExecuteAsync("UPDATE organizations SET status = 'deleted', deleted_at = now() WHERE org_id = $1", deleted);
        await process.ExecuteAsync("DELETE FROM organizations WHERE org_id = $1", erased);

        Assert.Equal("api-key.created", (await ListAsync(deleted)).Expect(200).Items[0].GetProperty("action").GetString());
        Assert.Equal("org.created", (await ListAsync(erased)).Expect(200).Items[0].GetProperty("action").GetString());
        Assert.Empty((await ListAsync(erased, "action=no.such")).Expect(200).Items);
        (await key.GetAsync($"/v1/orgs/{deleted}/audit-log")).ExpectRefusal(404, "org-not-found");
        (await ListAsync(Guid.NewGuid())).ExpectRefusal(404, "org-not-found");
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("cursor=AAAA", "cursor")]
    [InlineData("cursor=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "cursor")]
    [InlineData("cursor=________________________________", "cursor")]
    [InlineData("from=0001-01-01T00:00:00Z", "from")]
    [InlineData("to=9999-12-31T23:59:59Z", "to")]
    [InlineData("from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z", "to")]
    [InlineData("action=Not%20One&actor=&target=%09", "action actor target")]
    public async Task Faults_are_named_by_field(string query, string fields)
    {
        var answer = (await ListAsync(Guid.NewGuid(), query)).ExpectRefusal(400, "invalid-request");

        Assert.Equal(fields, string.Join(' ', answer["errors"].EnumerateObject().Select(e => e.Name)));
    }

    private Task<Answer> ListAsync(Guid org, string query = "") => Gc.GetAsync($"/v1/orgs/{org}/audit-log?{query}");

    private async Task<List<System.Text.Json.JsonElement>> AllAsync(Guid org, string query)
    {
        var seen = new List<System.Text.Json.JsonElement>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = (await ListAsync(org, query + (cursor.Length > 0 ? $"&cursor={cursor}" : ""))).Expect(200);
            seen.AddRange(page.Items);
            cursor = page["nextCursor"].GetString();
        }
        return seen;
    }
}
