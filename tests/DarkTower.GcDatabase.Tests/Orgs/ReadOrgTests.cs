using DarkTower.GcDatabase.Tests.Harness;

namespace DarkTower.GcDatabase.Tests.Orgs;

[Collection(GcDatabaseTests.Name)]
public sealed class ReadOrgTests(GcDatabaseProcess process)
{
    private GcClient Gc => process.Gc;

    [Fact]
    public async Task An_organization_is_found_by_its_subdomain_alone()
    {
        var subdomain = GcClient.NewSubdomain();
        var org = (await Gc.PostAsync("/v1/orgs", new { subdomain, displayName = "Acme" })).Expect(201).Id("orgId");
        await Gc.NewOrgAsync();

        var found = (await Gc.GetAsync($"/v1/orgs?subdomain={subdomain}")).Expect(200);

        var item = Assert.Single(found.Items);
        Assert.Equal((await Gc.GetAsync($"/v1/orgs/{org}")).Text, item.GetRawText());
    }

    [Theory]
    [InlineData("nobody-has-this")]
    [InlineData("UPPER")]
    [InlineData("not a label")]
    [InlineData("' OR 1=1 --")]
    public async Task An_unknown_subdomain_finds_an_empty_list(string subdomain)
    {
        var found = (await Gc.GetAsync($"/v1/orgs?subdomain={Uri.EscapeDataString(subdomain)}")).Expect(200);

        Assert.Empty(found.Items);
    }

    [Fact]
    public async Task Without_a_subdomain_nothing_is_listed() => (await Gc.GetAsync("/v1/orgs")).ExpectRefusal(400, "invalid-request");

    [Fact]
    public async Task An_unknown_organization_is_not_found() =>
        (await Gc.GetAsync($"/v1/orgs/{Guid.NewGuid()}")).ExpectRefusal(404, "org-not-found");

    [Fact]
    public async Task A_deleted_organization_is_found_neither_by_id_nor_by_subdomain()
    {
        var subdomain = GcClient.NewSubdomain();
        var org = (await Gc.PostAsync("/v1/orgs", new { subdomain, displayName = "Acme" })).Expect(201).Id("orgId");
        await process.ExecuteAsync("UPDATE organizations SET status = 'deleted', deleted_at = now() WHERE org_id = $1", org);

        (await Gc.GetAsync($"/v1/orgs/{org}")).ExpectRefusal(404, "org-not-found");
        Assert.Empty((await Gc.GetAsync($"/v1/orgs?subdomain={subdomain}")).Expect(200).Items);
    }

    [Fact]
    public async Task A_suspended_organization_says_so_and_why()
    {
        var org = await Gc.NewOrgAsync();
        await process.SuspendAsync(org);

        var found = (await Gc.GetAsync($"/v1/orgs/{org}")).Expect(200);

        Assert.Equal("suspended", found["status"].GetString());
        Assert.Equal("test", found["suspensionReason"].GetString());
    }
}
