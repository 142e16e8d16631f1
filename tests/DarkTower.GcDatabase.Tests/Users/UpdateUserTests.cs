using DarkTower.GcDatabase.Tests.Harness;

namespace DarkTower.GcDatabase.Tests.Users;

[Collection(GcDatabaseTests.Name)]
public sealed class UpdateUserTests(GcDatabaseProcess process)
{
    private GcClient Gc => process.Gc;

    [Fact]
    public async Task What_is_named_changes_and_the_rest_stays()
    {
        var org = await Gc.NewOrgAsync();
        var user = await NewUserAsync(org, "ann@example.org");

        var updated = (await Gc.PatchAsync($"/v1/orgs/{org}/users/{user}", new { email = "Ann.B@Example.ORG" }, "\"1\"")).Expect(200);

        Assert.Equal("\"2\"", updated.ETag);
        Assert.Equal("ann.b@example.org", updated["email"].GetString());
        Assert.Equal("Ann", updated["displayName"].GetString());
        var fetched = (await Gc.GetAsync($"/v1/orgs/{org}/users/{user}")).Expect(200);
        foreach (var property in updated.Json.EnumerateObject()) Assert.Equal(property.Value.ToString(), fetched[property.Name].ToString());
        Assert.Equal(
            """{"email": {"new": "ann.b@example.org", "old": "ann@example.org"}}""", await process.DetailsAsync(org, "user.updated"));
    }

    [Fact]
    public async Task A_deactivated_user_is_brought_back_by_status_active()
    {
        var org = await Gc.NewOrgAsync();
        var user = await NewUserAsync(org, "ann@example.org");
        var meeting = await Gc.NewMeetingAsync(org);
        (await Gc.DeleteAsync($"/v1/orgs/{org}/users/{user}", "\"1\"")).Expect(204);
        (await Gc.JoinAsync(org, meeting, user)).ExpectRefusal(409, "user-deactivated");

        var updated = (await Gc.PatchAsync($"/v1/orgs/{org}/users/{user}", new { status = "active" }, "\"2\"")).Expect(200);

        Assert.Equal("active", updated["status"].GetString());
        (await Gc.JoinAsync(org, meeting, user)).Expect(201);
        Assert.Equal("""{"status": {"new": "active", "old": "deactivated"}}""", await process.DetailsAsync(org, "user.updated"));
    }

    [Fact]
    public async Task An_email_of_another_user_is_refused_and_the_own_one_is_not()
    {
        var org = await Gc.NewOrgAsync();
        await NewUserAsync(org, "bob@example.org");
        var user = await NewUserAsync(org, "ann@example.org");
        var before = (await Gc.GetAsync($"/v1/orgs/{org}/users/{user}")).Text;

        (await Gc.PatchAsync($"/v1/orgs/{org}/users/{user}", new { email = "BOB@example.org" }, "*")).ExpectRefusal(409, "email-taken");
        (await Gc.PatchAsync($"/v1/orgs/{org}/users/{user}", new { email = "ANN@example.org" }, "*")).Expect(200);

        Assert.Equal(before, (await Gc.GetAsync($"/v1/orgs/{org}/users/{user}")).Text);
        Assert.Equal(0, await process.AuditedAsync(org, "user.updated"));
    }

    [Fact]
    public async Task Without_If_Match_it_is_428_with_an_old_one_412()
    {
        var org = await Gc.NewOrgAsync();
        var user = await NewUserAsync(org, "ann@example.org");
        (await Gc.PatchAsync($"/v1/orgs/{org}/users/{user}", new { displayName = "B" }, "\"1\"")).Expect(200);

        (await Gc.PatchAsync($"/v1/orgs/{org}/users/{user}", new { displayName = "C" }, null)).ExpectRefusal(428, "precondition-required");
        (await Gc.PatchAsync($"/v1/orgs/{org}/users/{user}", new { displayName = "C" }, "\"1\"")).ExpectRefusal(412, "version-conflict");

        Assert.Equal("B", (await Gc.GetAsync($"/v1/orgs/{org}/users/{user}"))["displayName"].GetString());
    }

    [Fact]
    public async Task Of_two_changes_that_saw_the_same_version_one_is_made()
    {
        var org = await Gc.NewOrgAsync();
        var user = await NewUserAsync(org, "ann@example.org");
        for (var version = 1; version <= 20; version++)
        {
            var answers = await Task.WhenAll(new[] { "x", "y" }.Select(name =>
                Gc.PatchAsync($"/v1/orgs/{org}/users/{user}", new { displayName = $"{name} {version}" }, $"\"{version}\"")));

            var winner = Assert.Single(answers, answer => answer.Status == 200);
            answers.Single(answer => answer != winner).ExpectRefusal(412, "version-conflict");
        }
        Assert.Equal(20, await process.AuditedAsync(org, "user.updated"));
    }

    [Theory]
    [InlineData("$2b$12$abcdefghijklmnopqrstuuabcdefghijklmnopqrstuvwxyzABCDE")]
    [InlineData("$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHRzb21lc2FsdA$RdescudvJCsgt3ub+b27fg")]
    public async Task A_password_hash_is_kept_and_shown_nowhere(string hash)
    {
        var org = await Gc.NewOrgAsync();
        var user = await NewUserAsync(org, "ann@example.org");

        var updated = (await Gc.PatchAsync($"/v1/orgs/{org}/users/{user}", new { passwordHash = hash, displayName = "B" }, "\"1\"")).Expect(200);
        var again = (await Gc.PatchAsync($"/v1/orgs/{org}/users/{user}", new { passwordHash = hash }, "\"2\"")).Expect(200);

        Assert.Equal("\"3\"", again.ETag);
        Assert.Equal("B", updated["displayName"].GetString());
        Assert.Equal(hash, await process.ScalarAsync<string>("SELECT password_hash FROM users WHERE user_id = $1", user));
        Assert.DoesNotContain("$", updated.Text + again.Text, StringComparison.Ordinal);
        var trail = await process.ScalarAsync<string>(
            "SELECT string_agg(details::text, ' ' ORDER BY created_at) FROM audit_logs WHERE org_id = $1 AND action = 'user.updated'", org);
        Assert.Equal(
            """{"displayName": {"new": "B", "old": "Ann"}, "passwordHash": "changed"} {"passwordHash": "changed"}""", trail);
        Assert.DoesNotContain(hash, process.Service.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_can_be_created_with_a_password_hash()
    {
        var org = await Gc.NewOrgAsync();
        var hash = "$2b$12$" + new string('a', 53);

        var created = (await Gc.PostUserAsync(org, new { email = "a@example.org", displayName = "A", passwordHash = hash })).Expect(201);

        Assert.DoesNotContain("$2b", created.Text, StringComparison.Ordinal);
        Assert.Equal(
            hash, await process.ScalarAsync<string>("SELECT password_hash FROM users WHERE user_id = $1", created.Id("userId")));
        Assert.Equal("{}", await process.DetailsAsync(org, "user.created"));
    }

    [Theory]
    [InlineData("correct horse battery staple, which is sixty characters long!")]
    [InlineData("$2b$12$short")]
    [InlineData("$1$aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("$2b$12$aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\na")]
    public async Task What_is_no_hash_is_refused_without_being_repeated(string hash)
    {
        var org = await Gc.NewOrgAsync();
        var user = await NewUserAsync(org, "ann@example.org");

        var patched = (await Gc.PatchAsync($"/v1/orgs/{org}/users/{user}", new { passwordHash = hash }, "*")).ExpectRefusal(400, "invalid-request");
        var created = (await Gc.PostUserAsync(org, new { email = "b@example.org", displayName = "B", passwordHash = hash }))
            .ExpectRefusal(400, "invalid-request");

        Assert.DoesNotContain("aaaa", patched.Text + created.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("horse", patched.Text + created.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_faults_are_answered_together()
    {
        var org = await Gc.NewOrgAsync();
        var user = await NewUserAsync(org, "ann@example.org");

        var refused = (await Gc.PatchAsync(
            $"/v1/orgs/{org}/users/{user}", new { email = "x", displayName = "", status = "gone" }, "*")).ExpectRefusal(400, "invalid-request");
        (await Gc.PatchAsync($"/v1/orgs/{org}/users/{user}", new { }, "*")).ExpectRefusal(400, "invalid-request");

        Assert.Equal(
            ["displayName", "email", "status"], refused["errors"].EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_user_or_organization_that_is_not_there_is_told_apart()
    {
        var (org, other) = (await Gc.NewOrgAsync(), await Gc.NewOrgAsync());
        var user = await NewUserAsync(other, "ann@example.org");

        (await Gc.PatchAsync($"/v1/orgs/{org}/users/{user}", new { displayName = "x" }, "*")).ExpectRefusal(404, "user-not-found");
        (await Gc.PatchAsync($"/v1/orgs/{Guid.NewGuid()}/users/{user}", new { displayName = "x" }, "*")).ExpectRefusal(404, "org-not-found");
    }

    private async Task<Guid> NewUserAsync(Guid org, string email) =>
        (await Gc.PostUserAsync(org, new { email, displayName = "Ann" })).Expect(201).Id("userId");
}
