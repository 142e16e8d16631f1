using System.Net;
using DarkTower.McState.Infrastructure;
using DarkTower.McState.Tests.Stack;

namespace DarkTower.McState.Tests.Infrastructure;

public sealed class KeysTests
{
    public static TheoryData<string> Engines => Live.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task Every_key_of_a_meeting_expires_and_lies_in_one_slot(string engine)
    {
        await using var live = await Live.StartAsync(engine);
        var meeting = await live.ClaimedAsync();
        var participant = LiveMeeting.NewId();
        (await meeting.JoinAsync(participant)).Expect(HttpStatusCode.Created);
        (await meeting.BeatAsync(participant)).Expect(HttpStatusCode.OK);

        using var redis = await live.ConnectAsync();
        var keys = redis.GetServer(redis.GetEndPoints()[0]).Keys().Where(key => !key.ToString().StartsWith("probe:")).ToArray();

        Assert.Equal(6, keys.Length);
        Assert.Single(keys.Select(key => redis.HashSlot(key)).Distinct());
        foreach (var key in keys)
        {
            var left = await redis.GetDatabase().KeyTimeToLiveAsync(key);
            Assert.True(left > TimeSpan.FromMinutes(9) && left <= TimeSpan.FromHours(24), $"{key} expires in {left?.ToString() ?? "no time"}");
        }
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_due_index_knows_when_a_meeting_next_needs_a_sweep(string engine)
    {
        var live = await Live.OnAsync(engine);
        var meeting = await live.MeetingAsync();
        var claimed = await meeting.ClaimAsync(leaseMs: 20_000);
        using var redis = await live.ConnectAsync();

        Assert.Equal(claimed["leaseUntil"].GetDateTimeOffset().ToUnixTimeMilliseconds(), await DueAsync());

        await meeting.ClaimAsync(leaseMs: 300_000);
        var joined = (await meeting.JoinAsync()).Expect(HttpStatusCode.Created);
        Assert.Equal(joined["presentUntil"].GetDateTimeOffset().ToUnixTimeMilliseconds(), await DueAsync());

        async Task<double?> DueAsync() => await redis.GetDatabase().SortedSetScoreAsync(new MeetingKeys(meeting.Id).Due, meeting.Id);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_event_ring_keeps_the_last_events_only(string engine)
    {
        var live = await Live.OnAsync(engine);
        var meeting = await live.ClaimedAsync();
        for (var i = 0; i < 70; i++) (await meeting.JoinAsync(capacity: 100)).Expect(HttpStatusCode.Created);

        using var redis = await live.ConnectAsync();
        var ring = await redis.GetDatabase().ListRangeAsync(new MeetingKeys(meeting.Id).Events);

        Assert.Equal(Enumerable.Range(7, 64), ring.Select(e => int.Parse(e.ToString().Split('|')[0])));
    }

    [Theory]
    [InlineData("0199E2A4-5C1E-7D30-A6F1-3F6A8C2D9B10")]
    [InlineData("0199e2a45c1e7d30a6f13f6a8c2d9b10")]
    [InlineData("{0199e2a4-5c1e-7d30-a6f1-3f6a8c2d9b10}")]
    [InlineData("0199e2a4-5c1e-7d30-a6f1-3f6a8c2d9b10%0A")]
    [InlineData("0199e2a4-5c1e-7d30-a6f1-3f6a8c2d9b1")]
    [InlineData("x")]
    public async Task Ids_that_are_not_canonical_are_refused(string id)
    {
        var live = await Live.OnAsync("garnet");
        var good = new LiveMeeting(live.Client, LiveMeeting.NewId(), LiveMeeting.NewId()) { Generation = 1 };
        var text = Uri.UnescapeDataString(id);

        Answer[] refused =
        [
            await (good with { Org = id }).SnapshotAsync(),
            await (good with { Id = id }).SnapshotAsync(),
            await good.PostAsync("/claim", new { controllerId = text, leaseMs = 60_000 }),
            await good.JoinAsync(participant: text),
            await good.JoinAsync(requestId: text),
            await good.JoinAsync(userId: text),
            await good.BeatAsync(LiveMeeting.NewId(), text),
        ];

        Assert.All(refused, answer => answer.Refused(HttpStatusCode.BadRequest, "invalid-request"));
    }

    [Fact]
    public async Task All_faults_of_a_request_are_told_together()
    {
        var live = await Live.OnAsync("garnet");
        var meeting = new LiveMeeting(live.Client, "x", LiveMeeting.NewId()) { Controller = "y" };

        var join = (await meeting.JoinAsync("p", "r", capacity: 0, displayName: "a\tb", role: "king")).Refused(HttpStatusCode.BadRequest, "invalid-request");
        var claim = (await meeting.TryClaimAsync(leaseMs: 999)).Refused(HttpStatusCode.BadRequest, "invalid-request");
        var beat = (await meeting.BeatAsync()).Refused(HttpStatusCode.BadRequest, "invalid-request");

        Assert.Equal(["X-Controller-Id", "X-Generation", "capacity", "displayName", "org", "participantId", "requestId", "role"], FieldsOf(join));
        Assert.Equal(["controllerId", "leaseMs", "org"], FieldsOf(claim));
        Assert.Equal(["X-Controller-Id", "X-Generation", "org", "participantIds"], FieldsOf(beat));

        static IEnumerable<string> FieldsOf(Answer answer) => answer["errors"].EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task Without_a_key_every_call_is_refused()
    {
        var live = await Live.OnAsync("garnet");
        using var anonymous = new HttpClient { BaseAddress = live.Service.Address };
        var meeting = new LiveMeeting(anonymous, LiveMeeting.NewId(), LiveMeeting.NewId());

        Answer[] refused = [await meeting.SnapshotAsync(), await meeting.TryClaimAsync(), await meeting.JoinAsync(), await meeting.BeatAsync("x")];

        Assert.All(refused, answer => answer.Refused(HttpStatusCode.Unauthorized, "unauthenticated"));
    }
}
