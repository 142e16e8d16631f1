using DarkTower.GcDatabase.Tests.Harness;

namespace DarkTower.GcDatabase.Tests.ApiKeys;

[Collection(GcDatabaseTests.Name)]
public sealed class ListAndRevokeApiKeyTests(GcDatabaseProcess process)
{
    private readonly GcClient _gc = process.Gc;

    [Fact]
    public async Task Keys_are_listed_newest_first_in_pages_with_revoked_ones()
    {
        var org = await _gc.NewOrgAsync();
        for (var number = 0; number < 3; number++) await _gc.NewKeyAsync(org, "users:read");
        var first = (await _gc.GetAsync($"/v1/orgs/{org}/api-keys?limit=2")).Expect(200);
        (await _gc.DeleteAsync($"/v1/orgs/{org}/api-keys/{first.Items[0].GetProperty("keyId").GetGuid()}")).Expect(204);

        var rest = (await _gc.GetAsync($"/v1/orgs/{org}/api-keys?limit=2&cursor={first["nextCursor"].GetString()}")).Expect(200);
        var all = (await _gc.GetAsync($"/v1/orgs/{org}/api-keys")).Expect(200);

        Assert.Equal((2, 1, 3), (first.Items.Count, rest.Items.Count, all.Items.Count));
        Assert.Equal(System.Text.Json.JsonValueKind.String, all.Items[0].GetProperty("revokedAt").ValueKind);
        Assert.Equal("users:read", all.Items[1].GetProperty("scopes")[0].GetString());
        (await _gc.GetAsync($"/v1/orgs/{Guid.NewGuid()}/api-keys")).ExpectRefusal(404, "org-not-found");
        (await _gc.GetAsync($"/v1/orgs/{org}/api-keys?cursor=x")).ExpectRefusal(400, "invalid-request");
    }

    [Fact]
    public async Task Revoking_again_changes_nothing()
    {
        var org = await _gc.NewOrgAsync();
        var key = (await _gc.PostAsync($"/v1/orgs/{org}/api-keys", new { name = "K", scopes = new[] { "orgs:read" } })).Id("keyId");

        (await _gc.DeleteAsync($"/v1/orgs/{org}/api-keys/{key}")).Expect(204);
        var at = await process.ScalarAsync<DateTime>("SELECT revoked_at FROM api_keys WHERE org_id = $1", org);
        (await _gc.DeleteAsync($"/v1/orgs/{org}/api-keys/{key}")).Expect(204);

        Assert.Equal(at, await process.ScalarAsync<DateTime>("SELECT revoked_at FROM api_keys WHERE org_id = $1", org));
        Assert.Equal(
            1, await process.ScalarAsync<long>("SELECT count(*) FROM audit_logs WHERE org_id = $1 AND action = 'api-key.revoked'", org));
    }

    [Fact]
    public async Task A_key_of_another_organization_is_not_found()
    {
        var (org, other) = (await _gc.NewOrgAsync(), await _gc.NewOrgAsync());
        var key = (await _gc.PostAsync($"/v1/orgs/{other}/api-keys", new { name = "K", scopes = new[] { "orgs:read" } })).Id("keyId");

        (await _gc.DeleteAsync($"/v1/orgs/{org}/api-keys/{key}")).ExpectRefusal(404, "api-key-not-found");
        (await _gc.DeleteAsync($"/v1/orgs/{Guid.NewGuid()}/api-keys/{key}")).ExpectRefusal(404, "org-not-found");
        Assert.True(await process.ScalarAsync<bool>("SELECT revoked_at IS NULL FROM api_keys WHERE key_id = $1", key));
    }
}
