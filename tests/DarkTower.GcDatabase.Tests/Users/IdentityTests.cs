using DarkTower.GcDatabase.Tests.Harness;

namespace DarkTower.GcDatabase.Tests.Users;

[Collection(GcDatabaseTests.Name)]
public sealed class IdentityTests(GcDatabaseProcess process)
{
    private GcClient Gc => process.Gc;

    public static TheoryData<string> Subjects =>
    [
        "117", "a/b", "a%2Fb", "%2F", "a%b", "a b", "a?b&c=d", "#", "Ünï 会議 🎉", "x+y", "..a", "/", @"a\b", "' OR 1 = 1 --", "a%252Fb",
        string.Concat(Enumerable.Repeat("🎉", 255)),
    ];

    [Theory]
    [MemberData(nameof(Subjects))]
    public async Task A_subject_may_hold_any_character(string subject)
    {
        var org = await Gc.NewOrgAsync();
        var user = await Gc.NewUserAsync(org);

        (await Gc.PutAsync(Path(org, user, "google", subject))).Expect(204);

        var listed = Assert.Single((await Gc.GetAsync($"/v1/orgs/{org}/users/{user}/identities")).Expect(200).Items);
        Assert.Equal(subject, listed.GetProperty("subject").GetString());
        Assert.Equal("google", listed.GetProperty("provider").GetString());
        (await Gc.DeleteAsync(Path(org, user, "google", subject))).Expect(204);
        Assert.Empty((await Gc.GetAsync($"/v1/orgs/{org}/users/{user}/identities")).Expect(200).Items);
    }

    [Fact]
    public async Task Repeating_either_changes_nothing_and_the_trail_does_not_name_the_subject()
    {
        var org = await Gc.NewOrgAsync();
        var user = await Gc.NewUserAsync(org);
        var path = Path(org, user, "google", "117");

        var linked = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Gc.PutAsync(path)));
        Assert.All(linked, answer => Assert.Equal(204, answer.Status));
        var unlinked = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Gc.DeleteAsync(path)));
        Assert.All(unlinked, answer => Assert.Equal(204, answer.Status));

        Assert.Equal("""{"provider": "google"}""", await process.DetailsAsync(org, "user.identity_linked"));
        Assert.Equal("""{"provider": "google"}""", await process.DetailsAsync(org, "user.identity_unlinked"));
        Assert.Equal("\"1\"", (await Gc.GetAsync($"/v1/orgs/{org}/users/{user}")).ETag);
    }

    [Fact]
    public async Task An_identity_is_one_users_in_an_organization_and_may_be_anybodys_in_another()
    {
        var (org, elsewhere) = (await Gc.NewOrgAsync(), await Gc.NewOrgAsync());
        var (user, other, stranger) = (await Gc.NewUserAsync(org), await Gc.NewUserAsync(org), await Gc.NewUserAsync(elsewhere));
        (await Gc.PutAsync(Path(org, user, "google", "117"))).Expect(204);

        (await Gc.PutAsync(Path(org, other, "google", "117"))).ExpectRefusal(409, "identity-taken");
        (await Gc.PutAsync(Path(org, other, "github", "117"))).Expect(204);
        (await Gc.PutAsync(Path(elsewhere, stranger, "google", "117"))).Expect(204);
        (await Gc.DeleteAsync(Path(org, other, "google", "117"))).Expect(204);

        Assert.Single((await Gc.GetAsync($"/v1/orgs/{org}/users/{user}/identities")).Expect(200).Items);
        (await Gc.DeleteAsync(Path(org, user, "google", "117"))).Expect(204);
        (await Gc.PutAsync(Path(org, other, "google", "117"))).Expect(204);
    }

    [Fact]
    public async Task Of_32_that_link_one_identity_to_two_users_those_of_one_user_win()
    {
        var org = await Gc.NewOrgAsync();
        Guid[] users = [await Gc.NewUserAsync(org), await Gc.NewUserAsync(org)];
        for (var round = 0; round < 20; round++)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(async i =>
                (User: users[i % 2], Answer: await Gc.PutAsync(Path(org, users[i % 2], "google", $"{round}")))));

            var owner = await process.ScalarAsync<Guid>(
                "SELECT user_id FROM user_identities WHERE org_id = $1 AND provider_user_id = $2", org, $"{round}");
            foreach (var (user, answer) in answers)
            {
                if (user == owner) answer.Expect(204);
                else answer.ExpectRefusal(409, "identity-taken");
            }
            Assert.Equal(round + 1, await process.AuditedAsync(org, "user.identity_linked"));
        }
    }

    [Fact]
    public async Task The_list_is_paged_in_one_order()
    {
        var org = await Gc.NewOrgAsync();
        var user = await Gc.NewUserAsync(org);
        foreach (var provider in new[] { "b", "a" })
            foreach (var subject in new[] { "2", "1/ü", "3" })
                (await Gc.PutAsync(Path(org, user, provider, subject))).Expect(204);

        var seen = new List<string>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = (await Gc.GetAsync($"/v1/orgs/{org}/users/{user}/identities?limit=2{(cursor == "" ? "" : $"&cursor={cursor}")}")).Expect(200);
            Assert.InRange(page.Items.Count, 1, 2);
            seen.AddRange(page.Items.Select(item => $"{item.GetProperty("provider").GetString()} {item.GetProperty("subject").GetString()}"));
            cursor = page["nextCursor"].GetString();
        }
        Assert.Equal(["a 1/ü", "a 2", "a 3", "b 1/ü", "b 2", "b 3"], seen);
    }

    [Fact]
    public async Task Refusals_are_told_apart()
    {
        var org = await Gc.NewOrgAsync();
        var user = await Gc.NewUserAsync(org);

        (await Gc.PutAsync(Path(org, user, "Google", "1"))).ExpectRefusal(400, "invalid-request");
        (await Gc.PutAsync(Path(org, user, "google", new string('x', 256)))).ExpectRefusal(400, "invalid-request");
        (await Gc.PutAsync(Path(org, user, "google", "a\nb"))).ExpectRefusal(400, "invalid-request");
        (await Gc.DeleteAsync(Path(org, user, "google", "\u0001"))).ExpectRefusal(400, "invalid-request");
        (await Gc.GetAsync($"/v1/orgs/{org}/users/{user}/identities?cursor=x")).ExpectRefusal(400, "invalid-request");
        (await Gc.GetAsync($"/v1/orgs/{org}/users/{user}/identities?cursor=AAoA")).ExpectRefusal(400, "invalid-request");
        (await Gc.GetAsync($"/v1/orgs/{org}/users/{user}/identities?limit=0")).ExpectRefusal(400, "invalid-request");
        var (noUser, noOrg) = (Guid.NewGuid(), Guid.NewGuid());
        (await Gc.PutAsync(Path(org, noUser, "google", "1"))).ExpectRefusal(404, "user-not-found");
        (await Gc.DeleteAsync(Path(org, noUser, "google", "1"))).ExpectRefusal(404, "user-not-found");
        (await Gc.GetAsync($"/v1/orgs/{org}/users/{noUser}/identities")).ExpectRefusal(404, "user-not-found");
        (await Gc.PutAsync(Path(noOrg, user, "google", "1"))).ExpectRefusal(404, "org-not-found");
        (await Gc.DeleteAsync(Path(noOrg, user, "google", "1"))).ExpectRefusal(404, "org-not-found");
        (await Gc.GetAsync($"/v1/orgs/{noOrg}/users/{user}/identities")).ExpectRefusal(404, "org-not-found");
    }

    private static string Path(Guid org, Guid user, string provider, string subject) =>
        $"/v1/orgs/{org}/users/{user}/identities/{provider}/{Uri.EscapeDataString(subject)}";
}
