using DarkTower.GcDatabase.Tests.Harness;

namespace DarkTower.GcDatabase.Tests.Users;

[Collection(GcDatabaseTests.Name)]
public sealed class RoleTests(GcDatabaseProcess process)
{
    private GcClient Gc => process.Gc;

    [Fact]
    public async Task Roles_are_given_and_taken_and_the_user_shows_them()
    {
        var org = await Gc.NewOrgAsync();
        var user = await Gc.NewUserAsync(org);
        Assert.Empty((await RolesAsync(org, user)).Roles);

        (await Gc.PutAsync($"/v1/orgs/{org}/users/{user}/roles/user")).Expect(204);
        (await Gc.PutAsync($"/v1/orgs/{org}/users/{user}/roles/org_admin", etag: "\"2\"")).Expect(204);
        (await Gc.PutAsync($"/v1/orgs/{org}/users/{user}/roles/admin")).Expect(204);
        (await Gc.DeleteAsync($"/v1/orgs/{org}/users/{user}/roles/user", "\"4\"")).Expect(204);

        var (roles, version) = await RolesAsync(org, user);
        Assert.Equal(["admin", "org_admin"], roles);
        Assert.Equal("\"5\"", version);
        Assert.Equal(3, await process.AuditedAsync(org, "user.role_granted"));
        Assert.Equal("""{"role": "user"}""", await process.DetailsAsync(org, "user.role_revoked"));
    }

    [Fact]
    public async Task Repeating_either_changes_nothing()
    {
        var org = await Gc.NewOrgAsync();
        var user = await Gc.NewUserAsync(org);

        var given = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Gc.PutAsync($"/v1/orgs/{org}/users/{user}/roles/admin")));
        Assert.All(given, answer => Assert.Equal(204, answer.Status));
        Assert.Equal("\"2\"", (await RolesAsync(org, user)).Version);
        var taken = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Gc.DeleteAsync($"/v1/orgs/{org}/users/{user}/roles/admin")));
        Assert.All(taken, answer => Assert.Equal(204, answer.Status));

        Assert.Equal("\"3\"", (await RolesAsync(org, user)).Version);
        Assert.Equal(1, await process.AuditedAsync(org, "user.role_granted"));
        Assert.Equal(1, await process.AuditedAsync(org, "user.role_revoked"));
    }

    [Fact]
    public async Task Refusals_are_told_apart()
    {
        var org = await Gc.NewOrgAsync();
        var user = await Gc.NewUserAsync(org);
        foreach (var method in new[] { HttpMethod.Put, HttpMethod.Delete })
        {
            (await CallAsync(method, $"/v1/orgs/{org}/users/{user}/roles/root")).ExpectRefusal(400, "invalid-request");
            (await CallAsync(method, $"/v1/orgs/{org}/users/{Guid.NewGuid()}/roles/admin")).ExpectRefusal(404, "user-not-found");
            (await CallAsync(method, $"/v1/orgs/{Guid.NewGuid()}/users/{user}/roles/admin")).ExpectRefusal(404, "org-not-found");
            (await CallAsync(method, $"/v1/orgs/{org}/users/{user}/roles/admin", "\"9\"")).ExpectRefusal(412, "version-conflict");
        }
        Assert.Equal("\"1\"", (await RolesAsync(org, user)).Version);
    }

    private Task<Answer> CallAsync(HttpMethod method, string path, string? etag = null) =>
        method == HttpMethod.Put ? Gc.PutAsync(path, etag: etag) : Gc.DeleteAsync(path, etag);

    private async Task<(string[] Roles, string? Version)> RolesAsync(Guid org, Guid user)
    {
        var answer = (await Gc.GetAsync($"/v1/orgs/{org}/users/{user}")).Expect(200);
        return ([.. answer["roles"].EnumerateArray().Select(role => role.GetString()!)], answer.ETag);
    }
}
