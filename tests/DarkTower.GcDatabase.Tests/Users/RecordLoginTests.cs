using DarkTower.GcDatabase.Tests.Harness;

namespace DarkTower.GcDatabase.Tests.Users;

[Collection(GcDatabaseTests.Name)]
public sealed class RecordLoginTests(GcDatabaseProcess process)
{
    private GcClient Gc => process.Gc;

    [Fact]
    public async Task The_last_sign_in_moves_forward_and_the_version_stays()
    {
        var org = await Gc.NewOrgAsync();
        var user = await Gc.NewUserAsync(org);

        (await Gc.PostAsync($"/v1/orgs/{org}/users/{user}/logins", null)).Expect(204);
        var first = (await Gc.GetAsync($"/v1/orgs/{org}/users/{user}")).Expect(200);
        (await Gc.PostAsync($"/v1/orgs/{org}/users/{user}/logins", null)).Expect(204);
        var second = (await Gc.GetAsync($"/v1/orgs/{org}/users/{user}")).Expect(200);

        Assert.True(second["lastLoginAt"].GetDateTimeOffset() > first["lastLoginAt"].GetDateTimeOffset());
        Assert.Equal("\"1\"", second.ETag);
        Assert.Equal(2, await process.AuditedAsync(org, "user.signed_in"));
    }

    [Fact]
    public async Task It_never_goes_back()
    {
        var org = await Gc.NewOrgAsync();
        var user = await Gc.NewUserAsync(org);

        // Of a statement that began later and was through earlier.
        (await process.CommitWhileItWaitsAsync(
            $"UPDATE users SET last_login_at = now() + interval '1 hour' WHERE user_id = '{user}'",
            () => Gc.PostAsync($"/v1/orgs/{org}/users/{user}/logins", null))).Expect(204);

        Assert.True(await process.ScalarAsync<bool>("SELECT last_login_at > now() + interval '50 minutes' FROM users WHERE user_id = $1", user));
    }

    [Fact]
    public async Task A_deactivated_user_does_not_sign_in()
    {
        var org = await Gc.NewOrgAsync();
        var user = await Gc.NewUserAsync(org);
        (await Gc.DeleteAsync($"/v1/orgs/{org}/users/{user}")).Expect(204);

        (await Gc.PostAsync($"/v1/orgs/{org}/users/{user}/logins", null)).ExpectRefusal(409, "user-deactivated");
        (await Gc.PostAsync($"/v1/orgs/{org}/users/{Guid.NewGuid()}/logins", null)).ExpectRefusal(404, "user-not-found");
        (await Gc.PostAsync($"/v1/orgs/{Guid.NewGuid()}/users/{user}/logins", null)).ExpectRefusal(404, "org-not-found");

        Assert.Equal(0, await process.AuditedAsync(org, "user.signed_in"));
    }
}
