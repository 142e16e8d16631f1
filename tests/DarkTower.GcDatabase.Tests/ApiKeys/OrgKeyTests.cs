using System.Net.Http.Headers;
using DarkTower.Fixtures;
using DarkTower.GcDatabase.Tests.Harness;

namespace DarkTower.GcDatabase.Tests.ApiKeys;

[Collection(GcDatabaseTests.Name)]
public sealed class OrgKeyTests(GcDatabaseProcess process)
{
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(5);

    private readonly GcClient _gc = process.Gc;

    [Fact]
    public async Task Another_organization_is_byte_for_byte_one_that_is_not_there()
    {
        var (own, other) = (await _gc.NewOrgAsync(), await _gc.NewOrgAsync());
        var user = await _gc.NewUserAsync(other);
        var program = _gc.With(await _gc.NewKeyAsync(own, "users:read", "users:write", "orgs:read", "meetings:write"));

        foreach (var path in new[] { "", "/users", $"/users/{user}" })
        {
            var there = await program.GetAsync($"/v1/orgs/{other}{path}");
            var nowhere = await program.GetAsync($"/v1/orgs/{Guid.NewGuid()}{path}");
            there.ExpectRefusal(404, "org-not-found");
            Assert.Equal(nowhere.Text, there.Text);
            Assert.Equal(Names(nowhere.Headers), Names(there.Headers));
            Assert.Equal(there.Text, (await _gc.GetAsync($"/v1/orgs/{Guid.NewGuid()}{path}")).Text);
        }
        (await program.PostUserAsync(other, new { email = "x@example.org", displayName = "X" })).ExpectRefusal(404, "org-not-found");
        Assert.Equal(1, await process.ScalarAsync<long>("SELECT count(*) FROM users WHERE org_id = $1", other));

        static IEnumerable<string> Names(HttpResponseHeaders headers) => headers.Select(header => header.Key).Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task What_is_the_platforms_is_closed_to_every_key()
    {
        var org = await _gc.NewOrgAsync();
        var program = _gc.With(await _gc.NewKeyAsync(org, "orgs:read", "orgs:write", "meetings:read"));

        (await program.PostAsync("/v1/orgs", new { subdomain = GcClient.NewSubdomain(), displayName = "O" }))
            .ExpectRefusal(403, "missing-scope");
        (await program.GetAsync("/v1/orgs?subdomain=acme")).ExpectRefusal(403, "missing-scope");
        (await program.GetAsync("/v1/meeting-codes/AAAAAAAAAAAA")).ExpectRefusal(403, "missing-scope");
    }

    [Fact]
    public async Task A_revoked_key_is_refused_within_five_seconds_by_a_replica_that_knew_it()
    {
        var org = await _gc.NewOrgAsync();
        var created = (await _gc.PostAsync($"/v1/orgs/{org}/api-keys", new { name = "K", scopes = new[] { "orgs:read" } })).Expect(201);
        await using var replica = await GcDatabaseProcess.StartAsync(process.Database.AppConnectionString);
        var there = new GcClient(replica.Client, created["key"].GetString()!);
        (await there.GetAsync($"/v1/orgs/{org}")).Expect(200);

        (await _gc.DeleteAsync($"/v1/orgs/{org}/api-keys/{created.Id("keyId")}")).Expect(204);

        await Wait.UntilAsync(
            async () => (await there.GetAsync($"/v1/orgs/{org}")).Code == "unauthenticated", "the revocation to be seen", Promised);
    }

    [Fact]
    public async Task A_key_ends_at_its_time()
    {
        var org = await _gc.NewOrgAsync();
        var expiresAt = DateTimeOffset.UtcNow.AddSeconds(1.5);
        var key = (await _gc.PostAsync($"/v1/orgs/{org}/api-keys", new { name = "K", scopes = new[] { "orgs:read" }, expiresAt }))
            .Expect(201)["key"].GetString()!;
        (await _gc.With(key).GetAsync($"/v1/orgs/{org}")).Expect(200);

        await Wait.UntilAsync(
            async () => (await _gc.With(key).GetAsync($"/v1/orgs/{org}")).Code == "unauthenticated", "the key to end", Promised);
        Assert.True(DateTimeOffset.UtcNow >= expiresAt);
    }

    [Fact]
    public async Task A_key_that_is_none_is_refused_however_near_it_comes()
    {
        var org = await _gc.NewOrgAsync();
        var key = await _gc.NewKeyAsync(org, "orgs:read");
        var last = key[^1] == 'A' ? 'B' : 'A';

        foreach (var wrong in new[] { "dtk_", key[..^1], key + "A", key[..60] + (key[60] == 'x' ? 'y' : 'x') + key[61..], key.ToUpperInvariant(), "x" })
            (await _gc.With(wrong).GetAsync($"/v1/orgs/{org}")).ExpectRefusal(401, "unauthenticated");
        // The last character carries four bits that no byte has: another text for the same key is none.
        var twin = await _gc.With(key[..^1] + last).GetAsync($"/v1/orgs/{org}");
        Assert.Equal("unauthenticated", twin.Code);
    }

    [Fact]
    public async Task The_last_use_is_kept_to_the_minute_and_not_for_every_call()
    {
        var org = await _gc.NewOrgAsync();
        var key = await _gc.NewKeyAsync(org, "orgs:read");

        (await _gc.With(key).GetAsync($"/v1/orgs/{org}")).Expect(200);
        Assert.True(await process.ScalarAsync<bool>("SELECT last_used_at > now() - interval '1 minute' FROM api_keys WHERE org_id = $1", org));
        var version = await process.ScalarAsync<string>("SELECT ctid::text FROM api_keys WHERE org_id = $1", org);
        await using var replica = await GcDatabaseProcess.StartAsync(process.Database.AppConnectionString);
        (await new GcClient(replica.Client, key).GetAsync($"/v1/orgs/{org}")).Expect(200);

        Assert.Equal(version, await process.ScalarAsync<string>("SELECT ctid::text FROM api_keys WHERE org_id = $1", org));
    }
}
