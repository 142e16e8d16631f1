using DarkTower.GcDatabase.Tests.Harness;

namespace DarkTower.GcDatabase.Tests.Users;

[Collection(GcDatabaseTests.Name)]
public sealed class ReadUserTests(GcDatabaseProcess process)
{
    private GcClient Gc => process.Gc;

    [Fact]
    public async Task Users_are_listed_newest_first_page_by_page_each_exactly_once()
    {
        var org = await Gc.NewOrgAsync();
        var made = new List<Guid>();
        for (var i = 0; i < 7; i++) made.Insert(0, await Gc.NewUserAsync(org));

        var seen = new List<Guid>();
        string? cursor = null;
        do
        {
            var page = (await Gc.GetAsync($"/v1/orgs/{org}/users?limit=3" + (cursor is null ? "" : $"&cursor={cursor}"))).Expect(200);
            Assert.InRange(page.Items.Count, 1, 3);
            seen.AddRange(page.Items.Select(item => item.GetProperty("userId").GetGuid()));
            cursor = page["nextCursor"].GetString();
        }
        while (cursor is not null);

        // Ids made within the same millisecond have no order between them.
        Assert.Equal(made.Order(), seen.Order());
        Assert.Equal(seen.OrderDescending(), seen);
    }

    [Fact]
    public async Task A_list_that_fits_its_page_exactly_has_no_next()
    {
        var org = await Gc.NewOrgAsync();
        for (var i = 0; i < 3; i++) await Gc.NewUserAsync(org);

        var page = (await Gc.GetAsync($"/v1/orgs/{org}/users?limit=3")).Expect(200);

        Assert.Equal(3, page.Items.Count);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, page["nextCursor"].ValueKind);
    }

    [Fact]
    public async Task A_page_has_fifty_unless_asked_and_never_more_than_two_hundred()
    {
        var org = await Gc.NewOrgAsync();
        await process.ExecuteAsync(
            """
            INSERT INTO users (org_id, user_id, email, display_name)
            SELECT $1, gen_random_uuid(), i || '@example.org', 'x' FROM generate_series(1, 201) AS i
            """, org);

        Assert.Equal(50, (await Gc.GetAsync($"/v1/orgs/{org}/users")).Expect(200).Items.Count);
        Assert.Equal(200, (await Gc.GetAsync($"/v1/orgs/{org}/users?limit=200")).Expect(200).Items.Count);
        (await Gc.GetAsync($"/v1/orgs/{org}/users?limit=201")).ExpectRefusal(400, "invalid-request");
        (await Gc.GetAsync($"/v1/orgs/{org}/users?limit=0")).ExpectRefusal(400, "invalid-request");
    }

    [Fact]
    public async Task A_user_is_found_by_email_in_any_case()
    {
        var org = await Gc.NewOrgAsync();
        var user = (await Gc.PostUserAsync(org, new { email = "ann@example.org", displayName = "Ann" })).Expect(201).Id("userId");
        await Gc.NewUserAsync(org);

        var found = (await Gc.GetAsync($"/v1/orgs/{org}/users?email=Ann@Example.org")).Expect(200);

        Assert.Equal(user, Assert.Single(found.Items).GetProperty("userId").GetGuid());
        Assert.Empty((await Gc.GetAsync($"/v1/orgs/{org}/users?email=bob@example.org")).Expect(200).Items);
    }

    [Fact]
    public async Task Unknown_organization_and_unknown_user_are_told_apart()
    {
        var org = await Gc.NewOrgAsync();

        (await Gc.GetAsync($"/v1/orgs/{Guid.NewGuid()}/users")).ExpectRefusal(404, "org-not-found");
        (await Gc.GetAsync($"/v1/orgs/{Guid.NewGuid()}/users?email=a@b.c")).ExpectRefusal(404, "org-not-found");
        (await Gc.GetAsync($"/v1/orgs/{Guid.NewGuid()}/users/{Guid.NewGuid()}")).ExpectRefusal(404, "org-not-found");
        (await Gc.GetAsync($"/v1/orgs/{org}/users/{Guid.NewGuid()}")).ExpectRefusal(404, "user-not-found");
        Assert.Empty((await Gc.GetAsync($"/v1/orgs/{org}/users")).Expect(200).Items);
    }
}
