using System.Net;
using DarkTower.Fixtures;
using DarkTower.McState.Infrastructure;
using DarkTower.McState.Tests.Stack;

namespace DarkTower.McState.Tests.Participants;

public sealed class JoinMeetingTests
{
    public static TheoryData<string> Engines => Live.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task A_join_is_answered_and_seen_in_the_snapshot(string engine)
    {
        var meeting = await (await Live.OnAsync(engine)).ClaimedAsync();
        var (participant, user) = (LiveMeeting.NewId(), LiveMeeting.NewId());

        var joined = (await meeting.JoinAsync(participant, displayName: "Zoë | Ω", role: "host", userId: user)).Expect(HttpStatusCode.Created);

        Assert.Equal(1, joined["seq"].GetInt64());
        Assert.Equal(1, joined["present"].GetInt32());
        Assert.Equal("memory", joined["durability"].GetString());
        Assert.Equal(TimeSpan.FromSeconds(30), joined["presentUntil"].GetDateTimeOffset() - joined["joinedAt"].GetDateTimeOffset());
        var snapshot = await meeting.SnapshotAsync();
        var seen = Assert.Single(snapshot["participants"].EnumerateArray());
        Assert.Equal(participant, seen.GetProperty("participantId").GetString());
        Assert.Equal(user, seen.GetProperty("userId").GetString());
        Assert.Equal("Zoë | Ω", seen.GetProperty("displayName").GetString());
        Assert.Equal("host", seen.GetProperty("role").GetString());
        Assert.Equal(joined["joinedAt"].GetString(), seen.GetProperty("joinedAt").GetString());
        Assert.Equal(joined["epoch"].GetInt64(), snapshot["epoch"].GetInt64());
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_participant_that_is_present_cannot_join_again(string engine)
    {
        var meeting = await (await Live.OnAsync(engine)).ClaimedAsync();
        var participant = LiveMeeting.NewId();
        (await meeting.JoinAsync(participant)).Expect(HttpStatusCode.Created);

        (await meeting.JoinAsync(participant)).Refused(HttpStatusCode.Conflict, "already-joined");

        Assert.Equal(1, (await meeting.SnapshotAsync())["seq"].GetInt64());
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_full_meeting_takes_nobody(string engine)
    {
        var meeting = await (await Live.OnAsync(engine)).ClaimedAsync();
        (await meeting.JoinAsync(capacity: 1)).Expect(HttpStatusCode.Created);

        (await meeting.JoinAsync(capacity: 1)).Refused(HttpStatusCode.Conflict, "meeting-full");
        (await meeting.JoinAsync(capacity: 2)).Expect(HttpStatusCode.Created);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Two_hundred_joins_at_once_on_two_instances_fill_exactly_the_capacity(string engine)
    {
        var live = await Live.OnAsync(engine);
        var meeting = await live.ClaimedAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 200)
            .Select(i => meeting.Through(i % 2 == 0 ? live.Client : live.OtherClient).JoinAsync(capacity: 60)));

        Assert.Equal(60, answers.Count(answer => answer.Status == HttpStatusCode.Created));
        Assert.Equal(140, answers.Count(answer => answer.Status == HttpStatusCode.Conflict && answer.Code == "meeting-full"));
        Assert.Equal(60, (await meeting.PresentAsync()).Length);
        // One event and one number each: none lost, none twice.
        Assert.Equal(Enumerable.Range(1, 60), answers.Where(a => a.Status == HttpStatusCode.Created).Select(a => (int)a["seq"].GetInt64()).Order());
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_same_request_ten_times_at_once_has_one_effect_and_equal_answers(string engine)
    {
        var live = await Live.OnAsync(engine);
        var meeting = await live.ClaimedAsync();
        var (participant, request) = (LiveMeeting.NewId(), LiveMeeting.NewId());

        var answers = await Task.WhenAll(Enumerable.Range(0, 10)
            .Select(i => meeting.Through(i % 2 == 0 ? live.Client : live.OtherClient).JoinAsync(participant, request)));

        Assert.All(answers, answer => answer.Expect(HttpStatusCode.Created));
        Assert.Single(answers.Select(answer => answer.Text).Distinct());
        var snapshot = await meeting.SnapshotAsync();
        Assert.Equal(1, snapshot["seq"].GetInt64());
        Assert.Equal(1, snapshot["joins"].GetInt64());
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_request_id_that_was_used_for_another_request_is_refused(string engine)
    {
        var meeting = await (await Live.OnAsync(engine)).ClaimedAsync();
        var (participant, request) = (LiveMeeting.NewId(), LiveMeeting.NewId());
        (await meeting.JoinAsync(participant, request)).Expect(HttpStatusCode.Created);

        (await meeting.JoinAsync(LiveMeeting.NewId(), request)).Refused(HttpStatusCode.UnprocessableEntity, "request-id-reused");
        (await meeting.JoinAsync(participant, request, displayName: "Bob")).Refused(HttpStatusCode.UnprocessableEntity, "request-id-reused");
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Whoever_stopped_beating_takes_no_seat_and_leaves_one_event(string engine)
    {
        var live = await Live.OnAsync(engine);
        var meeting = await live.ClaimedAsync();
        var brief = meeting.Through(await live.BriefClientAsync());
        var (silent, returning) = (LiveMeeting.NewId(), LiveMeeting.NewId());
        (await brief.JoinAsync(silent, capacity: 2)).Expect(HttpStatusCode.Created);
        (await brief.JoinAsync(returning, capacity: 2)).Expect(HttpStatusCode.Created);
        await Wait.UntilAsync(async () => (await meeting.PresentAsync()).Length == 0, "two deadlines passing");

        (await meeting.JoinAsync(returning, capacity: 1)).Expect(HttpStatusCode.Created);

        Assert.Equal([returning], await meeting.PresentAsync());
        using var redis = await live.ConnectAsync();
        var ring = await redis.GetDatabase().ListRangeAsync(new MeetingKeys(meeting.Id).Events);
        var events = ring.Select(e => e.ToString().Split('|')).ToArray();
        Assert.Equal(["1", "2", "3", "4", "5"], events.Select(e => e[0]));
        Assert.Equal(new HashSet<string> { silent, returning }, events[2..4].Select(e => e[3]).ToHashSet());
        Assert.All(events[2..4], e => Assert.Equal(["participant-left", "timeout"], [e[2], e[4]]));
        Assert.Equal(["participant-joined", returning], events[4][2..4]);
    }

    [Fact]
    public async Task A_join_is_one_command_to_the_store()
    {
        await using var live = await Live.StartAsync("redis-server");
        var meeting = await live.ClaimedAsync();
        (await meeting.JoinAsync()).Expect(HttpStatusCode.Created); // the first one loads the script
        using var redis = await live.ConnectAsync();
        await redis.GetDatabase().ExecuteAsync("CONFIG", "RESETSTAT");

        for (var i = 0; i < 20; i++) (await meeting.JoinAsync()).Expect(HttpStatusCode.Created);

        var calls = (await redis.GetServer(redis.GetEndPoints()[0]).InfoAsync("commandstats"))
            .SelectMany(section => section).Where(line => line.Key.StartsWith("cmdstat_eval")).Select(line => $"{line.Key} {line.Value.Split(',')[0]}");
        Assert.Equal(["cmdstat_evalsha calls=20"], calls);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_request_record_is_forgotten_after_its_time(string engine)
    {
        var live = await Live.OnAsync(engine);
        var meeting = (await live.ClaimedAsync()).Through(await live.BriefClientAsync());
        var (participant, request) = (LiveMeeting.NewId(), LiveMeeting.NewId());
        var first = (await meeting.JoinAsync(participant, request)).Expect(HttpStatusCode.Created);

        await Wait.UntilAsync(
            async () => (await meeting.JoinAsync(participant, request)) is { Status: HttpStatusCode.Created } again && again.Text != first.Text,
            "a join anew under the same requestId, after record and presence have run out");
    }
}
