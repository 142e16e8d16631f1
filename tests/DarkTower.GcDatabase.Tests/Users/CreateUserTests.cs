using DarkTower.GcDatabase.Tests.Harness;

namespace DarkTower.GcDatabase.Tests.Users;

[Collection(GcDatabaseTests.Name)]
public sealed class CreateUserTests(GcDatabaseProcess process)
{
    private GcClient Gc => process.Gc;

    [Fact]
    public async Task A_user_is_created_with_the_email_in_lower_case()
    {
        var org = await Gc.NewOrgAsync();

        var created = (await Gc.PostUserAsync(org, new { email = "Ann.O'Hara+x@Example.ORG", displayName = "Ann O'Hara" })).Expect(201);

        Assert.Equal("ann.o'hara+x@example.org", created["email"].GetString());
        Assert.Equal("\"1\"", created.Headers.ETag?.Tag);
        Assert.Equal($"/v1/orgs/{org}/users/{created.Id("userId")}", created.Headers.Location?.ToString());
        var fetched = (await Gc.GetAsync(created.Headers.Location!.ToString())).Expect(200);
        foreach (var property in created.Json.EnumerateObject()) Assert.Equal(property.Value.ToString(), fetched[property.Name].ToString());
        Assert.False(fetched.Json.TryGetProperty("passwordHash", out _));
        Assert.Equal($"user.created {created.Id("userId")}", await process.ScalarAsync<string>(
            "SELECT concat_ws(' ', action, target_id) FROM audit_logs WHERE org_id = $1 AND target_type = 'user'", org));
    }

    [Fact]
    public async Task An_email_is_taken_in_its_organization_whatever_its_case_and_free_in_every_other()
    {
        var (org, other) = (await Gc.NewOrgAsync(), await Gc.NewOrgAsync());
        (await Gc.PostUserAsync(org, new { email = "ann@example.org", displayName = "Ann" })).Expect(201);
        var before = await process.FootprintAsync(org);

        (await Gc.PostUserAsync(org, new { email = "ANN@example.org", displayName = "Ann" })).ExpectRefusal(409, "email-taken");

        Assert.Equal(before, await process.FootprintAsync(org));
        (await Gc.PostUserAsync(other, new { email = "ann@example.org", displayName = "Ann" })).Expect(201);
    }

    [Fact]
    public async Task An_unknown_organization_takes_no_users()
    {
        var org = Guid.NewGuid();

        (await Gc.PostUserAsync(org, new { email = "ann@example.org", displayName = "Ann" })).ExpectRefusal(404, "org-not-found");

        Assert.Equal(0, await process.ScalarAsync<long>("SELECT count(*) FROM audit_logs WHERE org_id = $1", org));
    }

    [Fact]
    public async Task A_suspended_organization_takes_no_users()
    {
        var org = await Gc.NewOrgAsync();
        await process.SuspendAsync(org);
        var before = await process.FootprintAsync(org);

        (await Gc.PostUserAsync(org, new { email = "ann@example.org", displayName = "Ann" })).ExpectRefusal(409, "org-suspended");

        Assert.Equal(before, await process.FootprintAsync(org));
    }
}
