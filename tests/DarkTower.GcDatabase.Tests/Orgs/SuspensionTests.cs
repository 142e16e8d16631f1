using System.Text.Json;
using DarkTower.GcDatabase.Tests.Harness;

namespace DarkTower.GcDatabase.Tests.Orgs;

[Collection(GcDatabaseTests.Name)]
public sealed class SuspensionTests(GcDatabaseProcess process)
{
    private GcClient Gc => process.Gc;

    [Fact]
    public async Task A_suspended_organization_opens_nothing_new_and_everything_else_goes_on()
    {
        var org = await Gc.NewOrgAsync();
        var user = await Gc.NewUserAsync(org);
        var meeting = await Gc.NewMeetingAsync(org);
        var present = (await Gc.JoinAsGuestAsync(org, meeting)).Expect(201).Id("participantId");

        var suspended = (await Gc.PutAsync($"/v1/orgs/{org}/suspension", new { reason = "unpaid" }, "\"1\"")).Expect(200);

        Assert.Equal("\"2\"", suspended.ETag);
        Assert.Equal("suspended", suspended["status"].GetString());
        Assert.Equal("unpaid", suspended["suspensionReason"].GetString());
        Assert.Equal(1, suspended["openMeetings"].GetInt32());
        (await Gc.PostMeetingAsync(org, new { displayName = "m" })).ExpectRefusal(409, "org-suspended");
        (await Gc.PostUserAsync(org, new { email = "a@example.org", displayName = "A" })).ExpectRefusal(409, "org-suspended");
        (await Gc.JoinAsync(org, meeting, user)).ExpectRefusal(409, "org-suspended");
        (await Gc.GetAsync($"/v1/orgs/{org}/meetings/{meeting}")).Expect(200);
        (await Gc.LeaveAsync(org, meeting, present)).Expect(204);
        var fetched = (await Gc.GetAsync($"/v1/orgs/{org}")).Expect(200);
        Assert.Equal("unpaid", fetched["suspensionReason"].GetString());

        (await Gc.DeleteAsync($"/v1/orgs/{org}/suspension", "\"2\"")).Expect(204);

        Assert.Equal("active", (await Gc.GetAsync($"/v1/orgs/{org}"))["status"].GetString());
        (await Gc.JoinAsync(org, meeting, user)).Expect(201);
        Assert.Equal("""unpaid {"status": {"new": "suspended", "old": "active"}}""", await process.ScalarAsync<string>(
            "SELECT concat_ws(' ', reason, details) FROM audit_logs WHERE org_id = $1 AND action = 'org.suspended'", org));
        Assert.Equal(
            """{"status": {"new": "active", "old": "suspended"}}""", await process.DetailsAsync(org, "org.suspension_lifted"));
    }

    [Fact]
    public async Task Repeating_changes_nothing_and_another_reason_replaces_the_first()
    {
        var org = await Gc.NewOrgAsync();
        (await Gc.DeleteAsync($"/v1/orgs/{org}/suspension")).Expect(204);
        var first = (await Gc.PutAsync($"/v1/orgs/{org}/suspension", new { reason = "unpaid" })).Expect(200);

        var second = (await Gc.PutAsync($"/v1/orgs/{org}/suspension", new { reason = "unpaid" })).Expect(200);
        var third = (await Gc.PutAsync($"/v1/orgs/{org}/suspension", new { reason = "abuse" })).Expect(200);
        (await Gc.DeleteAsync($"/v1/orgs/{org}/suspension")).Expect(204);
        var lifted = (await Gc.DeleteAsync($"/v1/orgs/{org}/suspension")).Expect(204);

        Assert.Equal(first.Text, second.Text);
        Assert.Equal("abuse", third["suspensionReason"].GetString());
        Assert.Equal(first["suspendedAt"].GetString(), third["suspendedAt"].GetString());
        Assert.Equal("\"4\"", lifted.ETag);
        Assert.Equal(2, await process.AuditedAsync(org, "org.suspended"));
        Assert.Equal(1, await process.AuditedAsync(org, "org.suspension_lifted"));
    }

    [Fact]
    public async Task With_an_old_version_neither_happens()
    {
        var org = await Gc.NewOrgAsync();

        (await Gc.PutAsync($"/v1/orgs/{org}/suspension", new { reason = "x" }, "\"9\"")).ExpectRefusal(412, "version-conflict");
        (await Gc.PutAsync($"/v1/orgs/{org}/suspension", new { reason = "x" }, "\"1\"")).Expect(200);
        (await Gc.DeleteAsync($"/v1/orgs/{org}/suspension", "\"1\"")).ExpectRefusal(412, "version-conflict");

        Assert.Equal("suspended", (await Gc.GetAsync($"/v1/orgs/{org}"))["status"].GetString());
    }

    [Fact]
    public async Task It_takes_a_reason_an_organization_and_the_platform()
    {
        var org = await Gc.NewOrgAsync();
        var own = Gc.With(await Gc.NewKeyAsync(org, "orgs:read", "orgs:write"));

        (await Gc.PutAsync($"/v1/orgs/{org}/suspension", new { })).ExpectRefusal(400, "invalid-request");
        (await Gc.PutAsync($"/v1/orgs/{org}/suspension", new { reason = new string('x', 1001) })).ExpectRefusal(400, "invalid-request");
        (await Gc.PutAsync($"/v1/orgs/{Guid.NewGuid()}/suspension", new { reason = "x" })).ExpectRefusal(404, "org-not-found");
        (await Gc.DeleteAsync($"/v1/orgs/{Guid.NewGuid()}/suspension")).ExpectRefusal(404, "org-not-found");
        (await own.PutAsync($"/v1/orgs/{org}/suspension", new { reason = "x" })).ExpectRefusal(403, "missing-scope");
        (await own.DeleteAsync($"/v1/orgs/{org}/suspension")).ExpectRefusal(403, "missing-scope");

        Assert.Equal(JsonValueKind.Null, (await Gc.GetAsync($"/v1/orgs/{org}"))["suspensionReason"].ValueKind);
    }

    [Fact]
    public async Task Of_many_that_lift_it_one_is_in_the_trail()
    {
        var org = await Gc.NewOrgAsync();
        (await Gc.PutAsync($"/v1/orgs/{org}/suspension", new { reason = "x" })).Expect(200);

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Gc.DeleteAsync($"/v1/orgs/{org}/suspension")));

        Assert.All(answers, answer => Assert.Equal((204, "\"3\""), (answer.Status, answer.ETag)));
        Assert.Equal(1, await process.AuditedAsync(org, "org.suspension_lifted"));
    }
}
