using System.Net;
using DarkTower.Fixtures;
using DarkTower.McState.Tests.Stack;

namespace DarkTower.McState.Tests.Participants;

public sealed class HeartbeatParticipantsTests
{
    public static TheoryData<string> Engines => Live.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task A_heartbeat_moves_the_deadline_of_those_present_and_names_the_others(string engine)
    {
        var meeting = await (await Live.OnAsync(engine)).ClaimedAsync();
        var (one, two, stranger) = (LiveMeeting.NewId(), LiveMeeting.NewId(), LiveMeeting.NewId());
        var joined = (await meeting.JoinAsync(one)).Expect(HttpStatusCode.Created);
        (await meeting.JoinAsync(two)).Expect(HttpStatusCode.Created);

        var beaten = (await meeting.BeatAsync(one, stranger, two)).Expect(HttpStatusCode.OK);

        Assert.Equal([stranger], beaten["missing"].EnumerateArray().Select(id => id.GetString()));
        Assert.True(beaten["presentUntil"].GetDateTimeOffset() > joined["presentUntil"].GetDateTimeOffset());
        var seen = (await meeting.SnapshotAsync())["participants"].EnumerateArray().Select(p => p.GetProperty("presentUntil").GetString());
        Assert.All(seen, until => Assert.Equal(beaten["presentUntil"].GetString(), until));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Whoever_beats_stays_and_whoever_does_not_is_gone_from_snapshot_and_heartbeat(string engine)
    {
        var live = await Live.OnAsync(engine);
        var meeting = (await live.ClaimedAsync()).Through(await live.BriefClientAsync());
        var (beating, silent) = (LiveMeeting.NewId(), LiveMeeting.NewId());
        (await meeting.JoinAsync(beating)).Expect(HttpStatusCode.Created);
        (await meeting.JoinAsync(silent)).Expect(HttpStatusCode.Created);

        await Wait.UntilAsync(async () =>
        {
            (await meeting.BeatAsync(beating)).Expect(HttpStatusCode.OK);
            return !(await meeting.PresentAsync()).Contains(silent);
        }, "the silent one passing its deadline");

        Assert.Equal([beating], await meeting.PresentAsync());
        Assert.Equal(silent, Assert.Single((await meeting.BeatAsync(silent, beating))["missing"].EnumerateArray()).GetString());
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Five_hundred_beat_in_one_call(string engine)
    {
        var meeting = await (await Live.OnAsync(engine)).ClaimedAsync();
        var ids = Enumerable.Range(0, 500).Select(_ => LiveMeeting.NewId()).ToArray();
        await Parallel.ForEachAsync(ids, async (id, _) => (await meeting.JoinAsync(id, capacity: 1000)).Expect(HttpStatusCode.Created));

        Assert.Empty((await meeting.BeatAsync(ids)).Expect(HttpStatusCode.OK)["missing"].EnumerateArray());
        Assert.Equal(500, (await meeting.PresentAsync()).Length);
        (await meeting.BeatAsync([.. ids, LiveMeeting.NewId()])).Refused(HttpStatusCode.BadRequest, "invalid-request");
    }
}
