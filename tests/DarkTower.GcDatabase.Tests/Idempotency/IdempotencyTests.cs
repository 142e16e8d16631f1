using System.Net.Http.Json;
using DarkTower.Fixtures;
using DarkTower.GcDatabase.Tests.Harness;
using Npgsql;

namespace DarkTower.GcDatabase.Tests.Idempotency;

[Collection(GcDatabaseTests.Name)]
public sealed class IdempotencyTests(GcDatabaseProcess process)
{
    private readonly GcClient _gc = process.Gc;

    [Fact]
    public async Task A_repetition_has_the_same_answer_and_no_effect()
    {
        var org = await _gc.NewOrgAsync();
        var key = Guid.NewGuid().ToString();
        var body = new { displayName = "Standup" };

        var first = (await PostMeetingAsync(org, body, key)).Expect(201);
        var footprint = await process.FootprintAsync(org);
        var again = (await PostMeetingAsync(org, body, key)).Expect(201);

        Assert.Equal(first.Text, again.Text); // the join secret too
        Assert.Equal((first.ETag, first.Headers.Location, first.ContentType), (again.ETag, again.Headers.Location, again.ContentType));
        Assert.Equal(footprint, await process.FootprintAsync(org));
        (await PostMeetingAsync(org, body, Guid.NewGuid().ToString())).Expect(201);
        Assert.Equal(2, await process.ScalarAsync<int>("SELECT open_meetings FROM organizations WHERE org_id = $1", org));
    }

    [Fact]
    public async Task Every_call_that_creates_takes_a_key()
    {
        var (subdomain, key) = (GcClient.NewSubdomain(), Guid.NewGuid().ToString());
        var org = (await TwiceAsync("/v1/orgs", new { subdomain, displayName = "O" })).Id("orgId");
        var user = (await TwiceAsync($"/v1/orgs/{org}/users", new { email = "a@example.org", displayName = "Ann" })).Id("userId");
        await TwiceAsync($"/v1/orgs/{org}/api-keys", new { name = "K", scopes = new[] { "users:read" } });
        var meeting = (await TwiceAsync($"/v1/orgs/{org}/meetings", new { displayName = "M", allowGuests = true })).Id("meetingId");
        await TwiceAsync(GcClient.Participants(org, meeting), new { participantType = "member", userId = user });
        await TwiceAsync(GcClient.Participants(org, meeting), new { participantType = "guest", displayName = "Bob" });

        Assert.Equal("1 1 1 2", await process.ScalarAsync<string>(
            """
            SELECT concat_ws(' ', (SELECT count(*) FROM users WHERE org_id = $1), (SELECT count(*) FROM api_keys WHERE org_id = $1),
                (SELECT open_meetings FROM organizations WHERE org_id = $1), (SELECT active_participants FROM meetings WHERE org_id = $1))
            """, org));

        async Task<Answer> TwiceAsync(string path, object body)
        {
            var once = (await _gc.PostAsync(path, body, idempotencyKey: $"{key}{path}{body.ToString()!.Length}")).Expect(201);
            Assert.Equal(once.Text, (await _gc.PostAsync(path, body, idempotencyKey: $"{key}{path}{body.ToString()!.Length}")).Expect(201).Text);
            return once;
        }
    }

    [Fact]
    public async Task Another_body_or_path_under_a_used_key_is_refused()
    {
        var org = await _gc.NewOrgAsync();
        var key = Guid.NewGuid().ToString();
        (await PostMeetingAsync(org, new { displayName = "Standup" }, key)).Expect(201);

        (await PostMeetingAsync(org, new { displayName = "Other" }, key)).ExpectRefusal(422, "idempotency-key-reused");
        (await _gc.PostAsync($"/v1/orgs/{org}/users", new { email = "a@example.org", displayName = "Ann" }, idempotencyKey: key))
            .ExpectRefusal(422, "idempotency-key-reused");
        // Blanks and the order of fields make no other request.
        var same = new HttpRequestMessage(HttpMethod.Post, $"/v1/orgs/{org}/meetings")
        {
            Content = new StringContent("{  \"displayName\" : \"Standup\" }", null, "application/json"), Headers = { { "Idempotency-Key", key } },
        };
        (await _gc.SendAsync(same)).Expect(201);
    }

    [Fact]
    public async Task The_key_of_one_organization_says_nothing_about_anothers()
    {
        var (one, other) = (await _gc.NewOrgAsync(), await _gc.NewOrgAsync());
        var key = Guid.NewGuid().ToString();

        var first = (await PostMeetingAsync(one, new { displayName = "Standup" }, key)).Expect(201);
        var second = (await PostMeetingAsync(other, new { displayName = "Different" }, key)).Expect(201);

        Assert.NotEqual(first.Id("meetingId"), second.Id("meetingId"));
    }

    [Fact]
    public async Task A_refusal_is_repeated_as_well_and_leaves_nothing()
    {
        var org = await _gc.NewOrgAsync(maxConcurrentMeetings: 0);
        var key = Guid.NewGuid().ToString();
        (await PostMeetingAsync(org, new { displayName = "M" }, key)).ExpectRefusal(409, "meeting-limit-reached");
        await process.ExecuteAsync("UPDATE organizations SET max_concurrent_meetings = 1 WHERE org_id = $1", org);

        (await PostMeetingAsync(org, new { displayName = "M" }, key)).ExpectRefusal(409, "meeting-limit-reached");
        (await PostMeetingAsync(org, new { displayName = "M" }, Guid.NewGuid().ToString())).Expect(201);
        Assert.Equal(1, await process.ScalarAsync<long>("SELECT count(*) FROM meetings WHERE org_id = $1", org));
    }

    [Fact]
    public async Task A_refusal_by_a_constraint_is_kept_too()
    {
        var org = await _gc.NewOrgAsync();
        var key = Guid.NewGuid().ToString();
        var body = new { email = "a@example.org", displayName = "Ann" };
        (await _gc.PostUserAsync(org, body)).Expect(201);

        (await _gc.PostAsync($"/v1/orgs/{org}/users", body, idempotencyKey: key)).ExpectRefusal(409, "email-taken");
        (await _gc.PostAsync($"/v1/orgs/{org}/users", body, idempotencyKey: key)).ExpectRefusal(409, "email-taken");
        Assert.Equal(1, await process.ScalarAsync<long>("SELECT count(*) FROM idempotency_keys WHERE org_id = $1", org));
    }

    [Fact]
    public async Task A_request_that_is_not_valid_uses_no_key_up()
    {
        var org = await _gc.NewOrgAsync();
        var key = Guid.NewGuid().ToString();

        (await PostMeetingAsync(org, new { displayName = "" }, key)).ExpectRefusal(400, "invalid-request");
        (await PostMeetingAsync(org, new { displayName = "M" }, key)).Expect(201);
        foreach (var wrong in new[] { new string('x', 256), "a b", "tab\tin" })
            (await PostMeetingAsync(org, new { displayName = "M" }, wrong)).ExpectRefusal(400, "invalid-request");
    }

    [Fact]
    public async Task Of_many_at_once_one_has_the_effect_and_the_others_hear_of_it()
    {
        var org = await _gc.NewOrgAsync(maxConcurrentMeetings: 1000);
        for (var round = 0; round < 20; round++)
        {
            var key = Guid.NewGuid().ToString();
            var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => PostMeetingAsync(org, new { displayName = "M" }, key)));

            Assert.All(answers, answer => Assert.True(
                answer.Status == 201 || (answer.Status == 409 && answer.Code == "idempotency-key-in-flight"), answer.Text));
            Assert.Single(answers.Where(answer => answer.Status == 201).Select(answer => answer.Text).Distinct());
            Assert.Equal(
                round + 1, await process.ScalarAsync<int>("SELECT open_meetings FROM organizations WHERE org_id = $1", org));
        }
    }

    [Fact]
    public async Task While_the_first_one_runs_a_repetition_is_told_so()
    {
        var org = await _gc.NewOrgAsync();
        var key = Guid.NewGuid().ToString();
        Answer? meanwhile = null;

        var first = await process.CommitWhileItWaitsAsync(
            $"UPDATE organizations SET display_name = 'held' WHERE org_id = '{org}'",
            () => PostMeetingAsync(org, new { displayName = "M" }, key),
            async () => meanwhile = await PostMeetingAsync(org, new { displayName = "M" }, key));

        meanwhile!.ExpectRefusal(409, "idempotency-key-in-flight");
        Assert.Equal(first.Expect(201).Text, (await PostMeetingAsync(org, new { displayName = "M" }, key)).Expect(201).Text);
    }

    [Fact]
    public async Task A_service_killed_in_the_middle_leaves_neither_effect_nor_answer()
    {
        var org = await _gc.NewOrgAsync();
        var key = Guid.NewGuid().ToString();
        await using var doomed = await GcDatabaseProcess.StartAsync(process.Database.AppConnectionString);
        var there = new GcClient(doomed.Client);
        await using (var holder = new NpgsqlConnection(process.Database.AdminConnectionString))
        {
            await holder.OpenAsync();
            await using var transaction = await holder.BeginTransactionAsync();
            await using (var hold = new NpgsqlCommand($"SELECT 1 FROM organizations WHERE org_id = '{org}' FOR UPDATE", holder, transaction))
                await hold.ExecuteNonQueryAsync();
            var lost = there.PostAsync($"/v1/orgs/{org}/meetings", new { displayName = "M" }, idempotencyKey: key);
            await Wait.UntilAsync(process.SomebodyWaitsAsync, "the doomed call to wait for the row");
            doomed.Kill();
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => lost);
        }
        await Wait.UntilAsync(
            async () => (await PostMeetingAsync(org, new { displayName = "M" }, key)).Status == 201, "the server to notice the death");

        Assert.Equal(1, await process.ScalarAsync<long>("SELECT count(*) FROM meetings WHERE org_id = $1", org));
        Assert.Equal(1, await process.ScalarAsync<int>("SELECT open_meetings FROM organizations WHERE org_id = $1", org));
    }

    [Fact]
    public async Task An_expired_key_may_be_used_anew()
    {
        var org = await _gc.NewOrgAsync();
        var key = Guid.NewGuid().ToString();
        var first = (await PostMeetingAsync(org, new { displayName = "M" }, key)).Expect(201);
        await process.ExecuteAsync(
            "UPDATE idempotency_keys SET created_at = now() - interval '2 days', lease_until = now() - interval '2 days', expires_at = now() - interval '1 day' WHERE org_id = $1", org);

        var second = (await PostMeetingAsync(org, new { displayName = "Other" }, key)).Expect(201);

        Assert.NotEqual(first.Id("meetingId"), second.Id("meetingId"));
        Assert.Equal(second.Text, (await PostMeetingAsync(org, new { displayName = "Other" }, key)).Text);
    }

    [Fact]
    public async Task What_is_kept_shows_neither_the_key_nor_the_answer()
    {
        var org = await _gc.NewOrgAsync();
        var key = $"visible-{Guid.NewGuid()}";
        var answer = (await PostMeetingAsync(org, new { displayName = "Confidential title" }, key)).Expect(201);

        var kept = await process.ScalarAsync<string>(
            "SELECT key || encode(response_body, 'escape') FROM idempotency_keys WHERE org_id = $1", org);

        Assert.DoesNotContain(key, kept, StringComparison.Ordinal);
        Assert.DoesNotContain("Confidential", kept, StringComparison.Ordinal);
        Assert.DoesNotContain(answer["joinSecret"].GetString()!, kept, StringComparison.Ordinal);
    }

    private Task<Answer> PostMeetingAsync(Guid org, object body, string key) => _gc.SendAsync(
        new HttpRequestMessage(HttpMethod.Post, $"/v1/orgs/{org}/meetings") { Content = JsonContent.Create(body), Headers = { { "Idempotency-Key", key } } });
}
