using System.Collections.Concurrent;
using System.Globalization;
using DarkTower.GcDatabase.Tests.Harness;

namespace DarkTower.GcDatabase.Tests.Meetings;

/// <summary>
/// Many clients do everything that can be done to the meetings of two organizations, in random order. DARKTOWER_TEST_SEED repeats a trace's
/// choices; how they interleave is the machine's.
/// </summary>
[Collection(GcDatabaseTests.Name)]
public sealed class MeetingTraceTests(GcDatabaseProcess process)
{
    private const int Clients = 12;
    private const int Steps = 60;
    private const int MaxMeetings = 6;
    private const int MaxParticipants = 5;

    private static readonly string[] Regions = ["eu-west-1", "us-east-1"];

    private static readonly string[] Refusals =
    [
        "meeting-limit-reached", "meeting-full", "already-joined", "meeting-not-open", "meeting-not-started", "meeting-started",
        "meeting-open", "meeting-not-found", "participants-exceed-limit", "guests-not-allowed", "version-conflict",
        "recording-not-allowed",
    ];

    private readonly ConcurrentQueue<Guid> _meetings = [];
    private readonly ConcurrentQueue<(Guid Meeting, Guid Participant)> _participants = [];
    private readonly ConcurrentDictionary<string, int> _done = new();

    private GcClient Gc => process.Gc;

    [Fact]
    public async Task After_any_trace_every_counter_equals_the_rows_it_counts_and_on_the_way_no_limit_is_passed()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("DARKTOWER_TEST_SEED"), CultureInfo.InvariantCulture, out var given)
            ? given : Random.Shared.Next();
        var org = await Gc.NewOrgAsync(MaxMeetings, MaxParticipants);
        List<Guid> users = [await Gc.NewUserAsync(org), await Gc.NewUserAsync(org), await Gc.NewUserAsync(org)];
        List<Guid> controllers = [await process.NewControllerAsync(), await process.NewControllerAsync()];
        using var stop = new CancellationTokenSource();
        var watch = WatchAsync(org, stop.Token);

        await Task.WhenAll(Enumerable.Range(0, Clients).Select(async client =>
        {
            var random = new Random(seed + client);
            for (var step = 0; step < Steps; step++) await StepAsync(org, users, controllers, random, seed);
        }));

        await stop.CancelAsync();
        Assert.True(await watch > 0, "No look was taken on the way.");
        await process.ExpectCountersAsync(org);
        // Every change that was acknowledged is in the trail once, and nothing else is.
        foreach (var (action, count) in _done)
        {
            Assert.Equal((action, (long)count), (action, await process.ScalarAsync<long>(
                "SELECT count(*) FROM audit_logs WHERE org_id = $1 AND action = $2", org, action)));
        }
        Assert.Equal(0, await process.ScalarAsync<long>(
            """
            SELECT count(*) FROM meetings AS m WHERE org_id = $1 AND (
                (status = 'ended') <> EXISTS (SELECT FROM audit_logs WHERE org_id = $1 AND action = 'meeting.ended'
                    AND target_id = m.meeting_id::text)
                OR NOT EXISTS (SELECT FROM meeting_codes WHERE org_id = $1 AND meeting_id = m.meeting_id))
            """, org));
        await EndAllAsync(org);
        Assert.Equal(0, await Gc.OpenMeetingsAsync(org));
        foreach (var controller in controllers) Assert.Equal(0, await process.ReservedAsync(controller));
        await process.ExpectCountersAsync(org);
    }

    private async Task StepAsync(Guid org, List<Guid> users, List<Guid> controllers, Random random, int seed)
    {
        var meeting = _meetings.Count == 0 ? Guid.Empty : Recent(_meetings, random);
        var choice = meeting == Guid.Empty ? 0 : random.Next(20);
        var answer = await (choice switch
        {
            0 or 1 => Gc.PostMeetingAsync(org, new { displayName = "m", allowGuests = true, allowRecording = true, maxParticipants = 3 }),
            2 or 3 or 4 or 5 => Gc.JoinAsGuestAsync(org, meeting),
            6 or 7 => Gc.JoinAsync(org, meeting, users[random.Next(users.Count)]),
            8 or 9 or 10 when !_participants.IsEmpty => LeaveAsync(random),
            11 => Gc.ActivateAsync(org, meeting),
            12 or 13 => Gc.EndAsync(org, meeting),
            14 => Gc.CancelAsync(org, meeting),
            15 => Gc.DeleteMeetingAsync(org, meeting),
            16 => Gc.PatchMeetingAsync(org, meeting, new { maxParticipants = random.Next(1, 8) }),
            17 => Gc.ClaimAsync(org, meeting),
            18 => Gc.PostRecordingAsync(org, meeting),
            _ => AssignAsync(),
        });
        Assert.True(answer.Status < 300 || Refusals.Contains(answer.Code), $"seed {seed}, choice {choice}: {answer.Status} {answer.Text}");
        switch (choice, answer.Status)
        {
            case (0 or 1, 201):
                _meetings.Enqueue(answer.Id("meetingId"));
                Count("meeting.created");
                break;
            case (>= 2 and <= 7, 201):
                _participants.Enqueue((meeting, answer.Id("participantId")));
                Count("participant.joined");
                break;
            case (17, 200):
                Count("meeting.claimed");
                break;
            case (18, 201):
                Count("recording.started");
                break;
        }

        Task<Answer> LeaveAsync(Random random)
        {
            var (from, participant) = Recent(_participants, random);
            return Gc.LeaveAsync(org, from, participant);
        }

        // As the registry assigns: the meeting's lock, then the row, then the controller's counter.
        async Task<Answer> AssignAsync()
        {
            await process.ExecuteAsync(
                """
                WITH meeting AS (
                    SELECT meeting_id FROM meetings
                    WHERE org_id = $1 AND meeting_id = $2 AND status IN ('scheduled', 'active') AND deleted_at IS NULL
                    FOR NO KEY UPDATE
                ), assigned AS (
                    INSERT INTO meeting_assignments (org_id, assignment_id, meeting_id, region, controller_id, state, assigned_by)
                    SELECT $1, gen_random_uuid(), meeting_id, $3, $4, 'active', 'test' FROM meeting
                    ON CONFLICT (org_id, meeting_id, region) WHERE state <> 'ended' DO NOTHING
                    RETURNING controller_id
                )
                UPDATE meeting_controller_load AS l SET reserved_meetings = l.reserved_meetings + 1
                FROM assigned WHERE l.controller_id = assigned.controller_id
                """, org, meeting, Regions[random.Next(Regions.Length)], controllers[random.Next(controllers.Count)]);
            return await Gc.GetAsync($"/v1/orgs/{org}");
        }
    }

    private void Count(string action) => _done.AddOrUpdate(action, 1, (_, count) => count + 1);

    /// <summary>Mostly one of the last, which others are at too.</summary>
    private static T Recent<T>(ConcurrentQueue<T> all, Random random)
    {
        var items = all.ToArray();
        return items[random.Next(Math.Max(0, items.Length - 6), items.Length)];
    }

    /// <returns>How often it looked.</returns>
    private async Task<int> WatchAsync(Guid org, CancellationToken stop)
    {
        for (var looks = 0; ; looks++)
        {
            if (stop.IsCancellationRequested) return looks;
            Assert.Equal("t t", await process.ScalarAsync<string>(
                """
                SELECT concat_ws(' ',
                    (SELECT count(*) <= $2 FROM meetings WHERE org_id = $1 AND status IN ('scheduled', 'active')),
                    NOT EXISTS (
                        SELECT FROM participants AS p JOIN meetings AS m USING (org_id, meeting_id)
                        WHERE p.org_id = $1 AND p.left_at IS NULL
                        GROUP BY m.meeting_id, m.max_participants HAVING count(*) > least(m.max_participants, $3)))
                """, org, MaxMeetings, MaxParticipants));
        }
    }

    private async Task EndAllAsync(Guid org)
    {
        foreach (var meeting in _meetings)
        {
            if ((await Gc.CancelAsync(org, meeting)).Code == "meeting-started") (await Gc.EndAsync(org, meeting)).Expect(200);
        }
    }
}
