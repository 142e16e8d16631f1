using DarkTower.GcDatabase.Tests.Harness;

namespace DarkTower.GcDatabase.Tests.Meetings;

[Collection(GcDatabaseTests.Name)]
public sealed class ClaimMeetingTests(GcDatabaseProcess process)
{
    private GcClient Gc => process.Gc;

    [Fact]
    public async Task Every_claim_raises_the_generation_by_the_same_controller_too()
    {
        var org = await Gc.NewOrgAsync();
        var meeting = await Gc.NewMeetingAsync(org);

        var generations = new List<long>();
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());
        foreach (var controller in new[] { first, second, second })
            generations.Add((await Gc.ClaimAsync(org, meeting, controller)).Expect(200)["generation"].GetInt64());

        Assert.Equal([1L, 2L, 3L], generations);
        var fetched = await Gc.GetAsync($"/v1/orgs/{org}/meetings/{meeting}");
        Assert.Equal((second, 3), (fetched["ownerControllerId"].GetGuid(), fetched["generation"].GetInt64()));
        Assert.Equal($"{first}:1 {second}:2 {second}:3", await process.ScalarAsync<string>(
            """
            SELECT string_agg(concat_ws(':', details ->> 'controllerId', details ->> 'generation'), ' ' ORDER BY details -> 'generation')
            FROM audit_logs WHERE org_id = $1 AND action = 'meeting.claimed' AND target_id = $2
            """, org, meeting.ToString()));
    }

    [Fact]
    public async Task Racing_claims_get_generations_without_gap_or_duplicate_while_others_join()
    {
        var org = await Gc.NewOrgAsync();
        var meeting = await Gc.NewMeetingAsync(org);

        var claims = Enumerable.Range(0, 48).Select(_ => Gc.ClaimAsync(org, meeting)).ToList();
        var joins = Enumerable.Range(0, 16).Select(_ => Gc.JoinAsGuestAsync(org, meeting)).ToList();
        var answers = await Task.WhenAll(claims);
        foreach (var join in await Task.WhenAll(joins)) join.Expect(201);

        Assert.Equal(Enumerable.Range(1, 48).Select(i => (long)i), answers.Select(a => a.Expect(200)["generation"].GetInt64()).Order());
        var last = answers.MaxBy(a => a["generation"].GetInt64())!;
        Assert.Equal($"48 {last["controllerId"].GetString()} 16", await process.ScalarAsync<string>(
            "SELECT concat_ws(' ', generation, owner_controller_id, active_participants) FROM meetings WHERE org_id = $1", org));
    }

    [Fact]
    public async Task A_meeting_that_is_over_cannot_be_claimed()
    {
        var org = await Gc.NewOrgAsync();
        var meeting = await Gc.NewMeetingAsync(org);
        await process.EndAsync(meeting);
        var before = await process.FootprintAsync(org);

        (await Gc.ClaimAsync(org, meeting)).ExpectRefusal(409, "meeting-not-open");

        Assert.Equal(before, await process.FootprintAsync(org));
    }

    [Fact]
    public async Task Unknown_organization_and_unknown_meeting_are_told_apart()
    {
        var org = await Gc.NewOrgAsync();

        (await Gc.ClaimAsync(Guid.NewGuid(), Guid.NewGuid())).ExpectRefusal(404, "org-not-found");
        (await Gc.ClaimAsync(org, Guid.NewGuid())).ExpectRefusal(404, "meeting-not-found");
    }
}
