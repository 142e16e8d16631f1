using DarkTower.GcDatabase.Tests.Harness;

namespace DarkTower.GcDatabase.Tests.Users;

[Collection(GcDatabaseTests.Name)]
public sealed class DeactivateUserTests(GcDatabaseProcess process)
{
    private GcClient Gc => process.Gc;

    [Fact]
    public async Task A_deactivated_user_is_still_found_and_keeps_the_email()
    {
        var org = await Gc.NewOrgAsync();
        var user = (await Gc.PostUserAsync(org, new { email = "ann@example.org", displayName = "Ann" })).Expect(201).Id("userId");

        (await Gc.DeleteAsync($"/v1/orgs/{org}/users/{user}", "\"1\"")).Expect(204);

        var fetched = (await Gc.GetAsync($"/v1/orgs/{org}/users/{user}")).Expect(200);
        Assert.Equal("deactivated", fetched["status"].GetString());
        Assert.Equal("\"2\"", fetched.ETag);
        (await Gc.PostUserAsync(org, new { email = "ann@example.org", displayName = "Ann" })).ExpectRefusal(409, "email-taken");
        Assert.Equal(1, await process.AuditedAsync(org, "user.deactivated"));
    }

    [Fact]
    public async Task Repeating_it_changes_nothing_and_an_old_version_is_refused()
    {
        var org = await Gc.NewOrgAsync();
        var user = await Gc.NewUserAsync(org);

        (await Gc.DeleteAsync($"/v1/orgs/{org}/users/{user}", "\"7\"")).ExpectRefusal(412, "version-conflict");
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Gc.DeleteAsync($"/v1/orgs/{org}/users/{user}")));

        Assert.All(answers, answer => Assert.Equal(204, answer.Status));
        Assert.Equal(1, await process.AuditedAsync(org, "user.deactivated"));
        Assert.Equal(2, (await Gc.GetAsync($"/v1/orgs/{org}/users/{user}"))["version"].GetInt64());
    }

    [Fact]
    public async Task A_user_or_organization_that_is_not_there_is_told_apart()
    {
        var org = await Gc.NewOrgAsync();

        (await Gc.DeleteAsync($"/v1/orgs/{org}/users/{Guid.NewGuid()}")).ExpectRefusal(404, "user-not-found");
        (await Gc.DeleteAsync($"/v1/orgs/{Guid.NewGuid()}/users/{Guid.NewGuid()}")).ExpectRefusal(404, "org-not-found");
    }
}
