using DarkTower.GcDatabase.Tests.Harness;

namespace DarkTower.GcDatabase.Tests.Meetings;

[Collection(GcDatabaseTests.Name)]
public sealed class ReadMeetingTests(GcDatabaseProcess process)
{
    private GcClient Gc => process.Gc;

    [Fact]
    public async Task Meetings_are_listed_newest_first_page_by_page_and_by_status()
    {
        var org = await Gc.NewOrgAsync(maxConcurrentMeetings: 20);
        var made = new List<Guid>();
        for (var i = 0; i < 6; i++) made.Add(await Gc.NewMeetingAsync(org));
        await process.EndAsync(made[1]);
        (await Gc.JoinAsGuestAsync(org, made[2])).Expect(201);

        Assert.Equal(made.OrderDescending(), await AllAsync($"/v1/orgs/{org}/meetings?limit=4"));
        Assert.Equal([made[1]], await AllAsync($"/v1/orgs/{org}/meetings?limit=4&status=ended"));
        Assert.Equal([made[2]], await AllAsync($"/v1/orgs/{org}/meetings?limit=4&status=active"));
        Assert.Equal(
            made.Except([made[1], made[2]]).OrderDescending(), await AllAsync($"/v1/orgs/{org}/meetings?limit=3&status=scheduled"));
        Assert.Empty(await AllAsync($"/v1/orgs/{org}/meetings?limit=1&status=cancelled"));

        async Task<List<Guid>> AllAsync(string path)
        {
            var seen = new List<Guid>();
            for (string? cursor = ""; cursor is not null;)
            {
                var page = (await Gc.GetAsync(path + (cursor.Length > 0 ? $"&cursor={cursor}" : ""))).Expect(200);
                seen.AddRange(page.Items.Select(item => item.GetProperty("meetingId").GetGuid()));
                cursor = page["nextCursor"].GetString();
            }
            return seen;
        }
    }

    [Fact]
    public async Task A_code_leads_to_its_organization_and_meeting()
    {
        var org = await Gc.NewOrgAsync();
        var created = (await Gc.PostMeetingAsync(org, new { displayName = "m" })).Expect(201);

        var resolved = (await Gc.GetAsync($"/v1/meeting-codes/{created["meetingCode"].GetString()}")).Expect(200);

        Assert.Equal((org, created.Id("meetingId")), (resolved.Id("orgId"), resolved.Id("meetingId")));
    }

    [Fact]
    public async Task Codes_are_twelve_letters_and_digits_and_an_unknown_one_is_not_found()
    {
        var org = await Gc.NewOrgAsync();
        var codes = new List<string>();
        for (var i = 0; i < 10; i++)
            codes.Add((await Gc.PostMeetingAsync(org, new { displayName = "m" })).Expect(201)["meetingCode"].GetString()!);

        Assert.All(codes, code => Assert.Matches("^[0-9A-Za-z]{12}$", code));
        Assert.Equal(10, codes.Distinct().Count());
        (await Gc.GetAsync("/v1/meeting-codes/AAAAAAAAAAAA")).ExpectRefusal(404, "meeting-code-not-found");
        (await Gc.GetAsync("/v1/meeting-codes/too-short")).ExpectRefusal(400, "invalid-request");
    }

    [Fact]
    public async Task Unknown_organization_and_unknown_meeting_are_told_apart()
    {
        var org = await Gc.NewOrgAsync();

        (await Gc.GetAsync($"/v1/orgs/{Guid.NewGuid()}/meetings")).ExpectRefusal(404, "org-not-found");
        (await Gc.GetAsync($"/v1/orgs/{Guid.NewGuid()}/meetings?status=active")).ExpectRefusal(404, "org-not-found");
        (await Gc.GetAsync($"/v1/orgs/{Guid.NewGuid()}/meetings/{Guid.NewGuid()}")).ExpectRefusal(404, "org-not-found");
        (await Gc.GetAsync($"/v1/orgs/{org}/meetings/{Guid.NewGuid()}")).ExpectRefusal(404, "meeting-not-found");
    }
}
