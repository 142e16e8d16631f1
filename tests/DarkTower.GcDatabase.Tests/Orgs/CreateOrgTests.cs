using DarkTower.GcDatabase.Tests.Harness;

namespace DarkTower.GcDatabase.Tests.Orgs;

[Collection(GcDatabaseTests.Name)]
public sealed class CreateOrgTests(GcDatabaseProcess process)
{
    private GcClient Gc => process.Gc;

    [Fact]
    public async Task An_organization_is_created_with_what_was_asked_and_can_be_fetched_where_Location_says()
    {
        var subdomain = GcClient.NewSubdomain();

        var created = (await Gc.PostAsync("/v1/orgs", new
        {
            subdomain, displayName = "Ünï 会議 🎉", planTier = "enterprise", maxConcurrentMeetings = 7, maxParticipantsPerMeeting = 9,
            maxMonthlyMeetingMinutes = 1000,
        })).Expect(201);

        Assert.Equal($"/v1/orgs/{created.Id("orgId")}", created.Headers.Location?.ToString());
        Assert.Equal("\"1\"", created.Headers.ETag?.Tag);
        var fetched = (await Gc.GetAsync(created.Headers.Location!.ToString())).Expect(200);
        Assert.Equal("\"1\"", fetched.Headers.ETag?.Tag);
        foreach (var property in created.Json.EnumerateObject()) Assert.Equal(property.Value.ToString(), fetched[property.Name].ToString());
        Assert.Equal("Ünï 会議 🎉", fetched["displayName"].GetString());
        Assert.Equal(7, fetched["maxConcurrentMeetings"].GetInt32());
        Assert.Equal(9, fetched["maxParticipantsPerMeeting"].GetInt32());
        Assert.Equal(1000, fetched["maxMonthlyMeetingMinutes"].GetInt32());
    }

    [Fact]
    public async Task What_is_left_out_gets_the_documented_defaults()
    {
        var created = (await Gc.PostAsync("/v1/orgs", new { subdomain = GcClient.NewSubdomain(), displayName = "Acme" })).Expect(201);

        Assert.Equal("free", created["planTier"].GetString());
        Assert.Equal(10, created["maxConcurrentMeetings"].GetInt32());
        Assert.Equal(100, created["maxParticipantsPerMeeting"].GetInt32());
        Assert.Equal("active", created["status"].GetString());
        Assert.Equal(0, created["openMeetings"].GetInt32());
    }

    [Fact]
    public async Task A_taken_subdomain_is_refused_and_nothing_is_written()
    {
        var subdomain = GcClient.NewSubdomain();
        (await Gc.PostAsync("/v1/orgs", new { subdomain, displayName = "First" })).Expect(201);

        (await Gc.PostAsync("/v1/orgs", new { subdomain, displayName = "Second" })).ExpectRefusal(409, "subdomain-taken");

        Assert.Equal(1, await process.ScalarAsync<long>("SELECT count(*) FROM organizations WHERE subdomain = $1", subdomain));
        Assert.Equal(1, await process.ScalarAsync<long>("SELECT count(*) FROM audit_logs WHERE details ->> 'subdomain' = $1", subdomain));
    }

    [Fact]
    public async Task Of_many_racing_for_one_subdomain_exactly_one_wins()
    {
        var subdomain = GcClient.NewSubdomain();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(_ => Gc.PostAsync("/v1/orgs", new { subdomain, displayName = "Acme" })));

        Assert.Single(answers, a => a.Status == 201);
        foreach (var loser in answers.Where(a => a.Status != 201)) loser.ExpectRefusal(409, "subdomain-taken");
    }

    [Fact]
    public async Task The_trail_says_who_created_it_and_in_which_trace()
    {
        var trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/orgs")
        {
            Content = System.Net.Http.Json.JsonContent.Create(new { subdomain = GcClient.NewSubdomain(), displayName = "Acme" }),
            Headers = { { "traceparent", $"00-{trace}-00f067aa0ba902b7-01" } },
        };

        var org = (await Gc.SendAsync(request)).Expect(201).Id("orgId");

        Assert.Equal($"platform org.created org {org} success {trace}", await process.ScalarAsync<string>(
            "SELECT concat_ws(' ', actor_type, action, target_type, target_id, result, request_id) FROM audit_logs WHERE org_id = $1",
            org));
    }
}
