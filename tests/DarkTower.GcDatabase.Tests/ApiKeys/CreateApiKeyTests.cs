using DarkTower.GcDatabase.Tests.Harness;

namespace DarkTower.GcDatabase.Tests.ApiKeys;

[Collection(GcDatabaseTests.Name)]
public sealed class CreateApiKeyTests(GcDatabaseProcess process)
{
    private readonly GcClient _gc = process.Gc;

    [Fact]
    public async Task A_key_is_shown_once_and_kept_as_a_hash()
    {
        var org = await _gc.NewOrgAsync();

        var created = (await _gc.PostAsync(Keys(org), new { name = "CI", scopes = new[] { "meetings:read" } })).Expect(201);
        var key = created["key"].GetString()!;

        Assert.StartsWith(created["keyPrefix"].GetString()!, key, StringComparison.Ordinal);
        Assert.Equal($"{Keys(org)}/{created.Id("keyId")}", created.Headers.Location!.ToString());
        Assert.DoesNotContain(key, (await _gc.GetAsync(Keys(org))).Text, StringComparison.Ordinal);
        Assert.Equal(
            0, await process.ScalarAsync<long>("SELECT count(*) FROM api_keys AS k WHERE position(substr($1, 5) IN k::text) > 0", key));
        Assert.Equal("platform api-key.created", await process.ScalarAsync<string>(
            "SELECT actor_type || ' ' || action FROM audit_logs WHERE org_id = $1 AND target_type = 'api-key'", org));
    }

    [Fact]
    public async Task A_key_does_what_its_scopes_say_and_the_trail_names_it()
    {
        var org = await _gc.NewOrgAsync();
        var created = (await _gc.PostAsync(Keys(org), new { name = "CI", scopes = new[] { "users:write", "users:read" } })).Expect(201);
        var program = _gc.With(created["key"].GetString()!);

        var user = (await program.PostUserAsync(org, new { email = "a@example.org", displayName = "Ann" })).Expect(201).Id("userId");

        (await program.GetAsync($"/v1/orgs/{org}/users/{user}")).Expect(200);
        (await program.GetAsync($"/v1/orgs/{org}")).ExpectRefusal(403, "missing-scope");
        (await program.PostMeetingAsync(org, new { displayName = "M" })).ExpectRefusal(403, "missing-scope");
        Assert.Equal($"api_key {created.Id("keyId")}", await process.ScalarAsync<string>(
            "SELECT actor_type || ' ' || actor_id FROM audit_logs WHERE org_id = $1 AND action = 'user.created'", org));
    }

    [Fact]
    public async Task The_platform_may_say_for_which_user_it_acts_and_a_key_may_not()
    {
        var org = await _gc.NewOrgAsync();
        var user = await _gc.NewUserAsync(org);
        var key = await _gc.NewKeyAsync(org, "meetings:write");

        (await AsUserAsync(_gc, user.ToString())).Expect(201);
        (await AsUserAsync(_gc, "nobody")).ExpectRefusal(400, "invalid-request");
        (await AsUserAsync(_gc.With(key), user.ToString())).ExpectRefusal(400, "invalid-request");

        Assert.Equal($"user {user}", await process.ScalarAsync<string>(
            "SELECT actor_type || ' ' || actor_id FROM audit_logs WHERE org_id = $1 AND action = 'meeting.created'", org));

        Task<Answer> AsUserAsync(GcClient gc, string acting) => gc.SendAsync(new HttpRequestMessage(HttpMethod.Post, $"/v1/orgs/{org}/meetings")
        {
            Content = System.Net.Http.Json.JsonContent.Create(new { displayName = "M" }),
            Headers = { { "X-Acting-User", acting } },
        });
    }

    [Fact]
    public async Task A_key_gives_no_scope_that_it_does_not_have()
    {
        var org = await _gc.NewOrgAsync();
        var program = _gc.With(await _gc.NewKeyAsync(org, "api-keys:write", "users:read"));

        (await program.PostAsync(Keys(org), new { name = "More", scopes = new[] { "users:write" } })).ExpectRefusal(403, "missing-scope");
        (await program.PostAsync(Keys(org), new { name = "Less", scopes = new[] { "users:read" } })).Expect(201);
    }

    [Fact]
    public async Task A_scope_of_the_platform_is_given_to_nobody()
    {
        var org = await _gc.NewOrgAsync();

        foreach (var scope in new[] { "*", "platform:orgs", "meeting-codes:read", "controllers:write", "nonsense" })
            (await _gc.PostAsync(Keys(org), new { name = "Key", scopes = new[] { scope } })).ExpectRefusal(400, "invalid-request");
        (await _gc.PostAsync(Keys(org), new { name = "Key", scopes = Array.Empty<string>() })).ExpectRefusal(400, "invalid-request");
        (await _gc.PostAsync(Keys(org), new { name = "Key", scopes = new[] { "users:read", "users:read" } }))
            .ExpectRefusal(400, "invalid-request");
        (await _gc.PostAsync(Keys(org), new { name = "", scopes = new[] { "users:read" }, expiresAt = DateTimeOffset.UtcNow }))
            .ExpectRefusal(400, "invalid-request");
    }

    [Fact]
    public async Task A_key_for_a_user_needs_one_who_is_active()
    {
        var org = await _gc.NewOrgAsync();
        var other = await _gc.NewUserAsync(await _gc.NewOrgAsync());
        var user = await _gc.NewUserAsync(org);

        (await PostAsync(org, other)).ExpectRefusal(404, "user-not-found");
        var key = (await PostAsync(org, user)).Expect(201)["key"].GetString()!;
        (await _gc.With(key).GetAsync($"/v1/orgs/{org}/users")).Expect(200);
        await process.ExecuteAsync("UPDATE users SET status = 'deactivated' WHERE user_id = $1", user);
        (await PostAsync(org, user)).ExpectRefusal(409, "user-deactivated");
        await Fixtures.Wait.UntilAsync(
            async () => (await _gc.With(key).GetAsync($"/v1/orgs/{org}/users")).Code == "unauthenticated", "the user's key to end",
            TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Neither_a_missing_nor_a_suspended_organization_gets_a_key()
    {
        var org = await _gc.NewOrgAsync();
        var body = new { name = "Key", scopes = new[] { "users:read" } };
        (await _gc.PostAsync(Keys(Guid.NewGuid()), body)).ExpectRefusal(404, "org-not-found");
        await process.SuspendAsync(org);
        (await _gc.PostAsync(Keys(org), body)).ExpectRefusal(409, "org-suspended");
    }

    private Task<Answer> PostAsync(Guid org, Guid user) =>
        _gc.PostAsync(Keys(org), new { name = "Key", scopes = new[] { "users:read" }, userId = user });

    private static string Keys(Guid org) => $"/v1/orgs/{org}/api-keys";
}
