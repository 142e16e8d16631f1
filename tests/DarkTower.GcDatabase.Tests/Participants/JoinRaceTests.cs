using DarkTower.GcDatabase.Tests.Harness;

namespace DarkTower.GcDatabase.Tests.Participants;

[Collection(GcDatabaseTests.Name)]
public sealed class JoinRaceTests(GcDatabaseProcess process)
{
    private GcClient Gc => process.Gc;

    [Fact]
    public async Task Of_32_clients_racing_for_the_last_seat_exactly_one_gets_it_round_after_round()
    {
        var org = await Gc.NewOrgAsync(maxConcurrentMeetings: 100_000);
        for (var round = 0; round < RaceRounds.Count; round++)
        {
            var meeting = await Gc.NewMeetingAsync(org, new { displayName = "m", allowGuests = true, maxParticipants = 3 });
            for (var i = 0; i < 2; i++) (await Gc.JoinAsGuestAsync(org, meeting)).Expect(201);

            var answers = await Task.WhenAll(Enumerable.Range(0, RaceRounds.Clients).Select(_ => Gc.JoinAsGuestAsync(org, meeting)));

            Assert.Single(answers, a => a.Status == 201);
            foreach (var loser in answers.Where(a => a.Status != 201)) loser.ExpectRefusal(409, "meeting-full");
            Assert.Equal("3 3 3", await CountsAsync(meeting));
        }
    }

    [Fact]
    public async Task Of_one_users_racing_joins_exactly_one_wins_and_the_others_give_their_seat_back()
    {
        var org = await Gc.NewOrgAsync(maxConcurrentMeetings: 100_000);
        var user = await Gc.NewUserAsync(org);
        for (var round = 0; round < 20; round++)
        {
            var meeting = await Gc.NewMeetingAsync(org);

            var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Gc.JoinAsync(org, meeting, user)));

            Assert.Single(answers, a => a.Status == 201);
            foreach (var loser in answers.Where(a => a.Status != 201)) loser.ExpectRefusal(409, "already-joined");
            Assert.Equal("1 1 1", await CountsAsync(meeting));
        }
    }

    [Fact]
    public async Task Counters_equal_counted_rows_after_joins_and_leaves_of_all_kinds_at_once()
    {
        var org = await Gc.NewOrgAsync();
        var users = new List<Guid>();
        for (var i = 0; i < 6; i++) users.Add(await Gc.NewUserAsync(org));
        var meeting = await Gc.NewMeetingAsync(org, new { displayName = "m", allowGuests = true, maxParticipants = 5 });

        await Task.WhenAll(Enumerable.Range(0, 12).Select(async client =>
        {
            var random = new Random(client);
            var mine = new List<Guid>();
            for (var step = 0; step < 25; step++)
            {
                if (mine.Count > 0 && random.Next(2) == 0)
                {
                    // Sometimes twice: the second must not free another seat.
                    var participant = mine[random.Next(mine.Count)];
                    (await Gc.LeaveAsync(org, meeting, participant)).Expect(204);
                    if (random.Next(2) == 0) mine.Remove(participant);
                    continue;
                }
                var answer = random.Next(2) == 0
                    ? await Gc.JoinAsGuestAsync(org, meeting)
                    : await Gc.JoinAsync(org, meeting, users[random.Next(users.Count)]);
                if (answer.Status == 201) mine.Add(answer.Id("participantId"));
                else Assert.Contains(answer.Code, new[] { "meeting-full", "already-joined" });
            }
        }));

        var counts = (await CountsAsync(meeting)).Split(' ');
        Assert.Equal(counts[0], counts[1]);
        Assert.Equal(0, await process.ScalarAsync<long>(
            """
            SELECT (SELECT count(*) FROM participants WHERE org_id = $1)
                - (SELECT count(*) FROM audit_logs WHERE org_id = $1 AND action = 'participant.joined')
                + (SELECT count(*) FROM participants WHERE org_id = $1 AND left_at IS NOT NULL)
                - (SELECT count(*) FROM audit_logs WHERE org_id = $1 AND action = 'participant.left')
            """, org));
    }

    [Fact]
    public async Task A_seat_that_is_freed_while_the_join_waits_is_taken()
    {
        var org = await Gc.NewOrgAsync();
        var meeting = await Gc.NewMeetingAsync(org, new { displayName = "m", allowGuests = true, maxParticipants = 1 });
        (await Gc.JoinAsGuestAsync(org, meeting)).Expect(201);

        (await process.CommitWhileItWaitsAsync(
            $"UPDATE meetings SET active_participants = 0 WHERE meeting_id = '{meeting}'",
            () => Gc.JoinAsGuestAsync(org, meeting))).Expect(201);
    }

    [Theory]
    [InlineData("status = 'ended', actual_start_time = now(), ended_at = now()", 409, "meeting-not-open")]
    [InlineData("max_participants = 1, active_participants = 1, status = 'active', actual_start_time = now()", 409, "meeting-full")]
    [InlineData("allow_guests = false", 403, "guests-not-allowed")]
    public async Task A_change_that_commits_while_the_join_waits_decides_and_is_told_apart(string change, int status, string code)
    {
        var org = await Gc.NewOrgAsync();
        var meeting = await Gc.NewMeetingAsync(org);

        (await process.CommitWhileItWaitsAsync(
            $"UPDATE meetings SET {change} WHERE meeting_id = '{meeting}'",
            () => Gc.JoinAsGuestAsync(org, meeting))).ExpectRefusal(status, code);

        Assert.Equal(0, await process.ScalarAsync<long>("SELECT count(*) FROM participants WHERE org_id = $1", org));
    }

    /// <summary>Counter, rows of those present, joins in the trail.</summary>
    private Task<string> CountsAsync(Guid meeting) => process.ScalarAsync<string>(
        """
        SELECT concat_ws(' ', active_participants, (SELECT count(*) FROM participants WHERE meeting_id = $1 AND left_at IS NULL),
            (SELECT count(*) FROM audit_logs WHERE action = 'participant.joined' AND details ->> 'meetingId' = $1::text))
        FROM meetings WHERE meeting_id = $1
        """, meeting);
}
