using DarkTower.GcDatabase.Tests.Harness;

namespace DarkTower.GcDatabase.Tests.Meetings;

[Collection(GcDatabaseTests.Name)]
public sealed class MeetingLimitRaceTests(GcDatabaseProcess process)
{
    private GcClient Gc => process.Gc;

    [Fact]
    public async Task Of_32_clients_racing_for_the_last_slot_exactly_one_gets_it_round_after_round()
    {
        for (var round = 0; round < RaceRounds.Count; round++)
        {
            var org = await Gc.NewOrgAsync(maxConcurrentMeetings: 2);
            await Gc.NewMeetingAsync(org);

            var answers = await Task.WhenAll(
                Enumerable.Range(0, RaceRounds.Clients).Select(_ => Gc.PostMeetingAsync(org, new { displayName = "m" })));

            Assert.Single(answers, a => a.Status == 201);
            foreach (var loser in answers.Where(a => a.Status != 201)) loser.ExpectRefusal(409, "meeting-limit-reached");
            // Counter, meetings, codes, and the trail: one row each for the org and its two meetings.
            Assert.Equal("2 2 2 3", await process.ScalarAsync<string>(
                """
                SELECT concat_ws(' ', open_meetings, (SELECT count(*) FROM meetings WHERE org_id = $1),
                    (SELECT count(*) FROM meeting_codes WHERE org_id = $1), (SELECT count(*) FROM audit_logs WHERE org_id = $1))
                FROM organizations WHERE org_id = $1
                """, org));
        }
    }

    [Fact]
    public async Task A_slot_that_is_freed_while_the_statement_waits_is_taken()
    {
        var org = await Gc.NewOrgAsync(maxConcurrentMeetings: 1);
        await Gc.NewMeetingAsync(org);

        (await process.CommitWhileItWaitsAsync(
            $"UPDATE organizations SET open_meetings = 0 WHERE org_id = '{org}'",
            () => Gc.PostMeetingAsync(org, new { displayName = "m" }))).Expect(201);
    }

    [Theory]
    [InlineData("status = 'suspended', suspended_at = now(), suspension_reason = 'test'", 409, "org-suspended")]
    [InlineData("status = 'deleted', deleted_at = now()", 404, "org-not-found")]
    [InlineData("open_meetings = max_concurrent_meetings", 409, "meeting-limit-reached")]
    [InlineData("max_concurrent_meetings = 0", 409, "meeting-limit-reached")]
    public async Task A_change_that_commits_while_the_statement_waits_decides_and_is_told_apart(string change, int status, string code)
    {
        var org = await Gc.NewOrgAsync();

        (await process.CommitWhileItWaitsAsync(
            $"UPDATE organizations SET {change} WHERE org_id = '{org}'",
            () => Gc.PostMeetingAsync(org, new { displayName = "m" }))).ExpectRefusal(status, code);

        Assert.Equal(0, await process.ScalarAsync<long>("SELECT count(*) FROM meetings WHERE org_id = $1", org));
    }
}
