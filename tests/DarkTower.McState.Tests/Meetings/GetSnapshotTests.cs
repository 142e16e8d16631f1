using System.Net;
using DarkTower.McState.Tests.Stack;

namespace DarkTower.McState.Tests.Meetings;

public sealed class GetSnapshotTests
{
    public static TheoryData<string> Engines => Live.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task A_meeting_nobody_has_claimed_is_not_live(string engine)
    {
        var meeting = await (await Live.OnAsync(engine)).MeetingAsync();

        (await meeting.SnapshotAsync()).Refused(HttpStatusCode.NotFound, "meeting-not-live");
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_snapshot_shows_owner_lease_numbers_and_who_is_present_in_order_of_joining(string engine)
    {
        var live = await Live.OnAsync(engine);
        var meeting = await live.MeetingAsync();
        var claimed = await meeting.ClaimAsync();
        string[] ids = [LiveMeeting.NewId(), LiveMeeting.NewId(), LiveMeeting.NewId()];
        foreach (var id in ids) (await meeting.JoinAsync(id, capacity: 7)).Expect(HttpStatusCode.Created);

        var snapshot = (await meeting.Through(live.OtherClient).SnapshotAsync()).Expect(HttpStatusCode.OK);

        Assert.Equal("active", snapshot["state"].GetString());
        Assert.Equal(meeting.Controller, snapshot["controllerId"].GetString());
        Assert.Equal(meeting.Generation, snapshot["generation"].GetInt64());
        Assert.Equal(claimed["leaseUntil"].GetString(), snapshot["leaseUntil"].GetString());
        Assert.Equal(3, snapshot["seq"].GetInt64());
        Assert.Equal(7, snapshot["capacity"].GetInt32());
        Assert.Equal(ids.Order(), (await meeting.PresentAsync()).Order());
        var joinedAt = snapshot["participants"].EnumerateArray().Select(p => p.GetProperty("joinedAt").GetDateTimeOffset()).ToArray();
        Assert.Equal(joinedAt.Order(), joinedAt);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_meeting_the_store_has_lost_begins_anew_under_a_later_epoch(string engine)
    {
        await using var live = await Live.StartAsync(engine);
        var meeting = await live.ClaimedAsync();
        (await meeting.JoinAsync()).Expect(HttpStatusCode.Created);
        using (var redis = await live.ConnectAsync()) await redis.GetDatabase().ExecuteAsync("FLUSHALL");

        (await meeting.JoinAsync()).Refused(HttpStatusCode.Conflict, "claim-required");
        (await meeting.SnapshotAsync()).Refused(HttpStatusCode.NotFound, "meeting-not-live");
        await meeting.ClaimAsync();

        var snapshot = await meeting.SnapshotAsync();
        Assert.Equal(2, snapshot["generation"].GetInt64());
        Assert.Equal(2, snapshot["epoch"].GetInt64());
        Assert.Equal(0, snapshot["seq"].GetInt64());
        Assert.Empty(snapshot["participants"].EnumerateArray());
    }
}
