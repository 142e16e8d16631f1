using System.Net;
using DarkTower.Fixtures;
using DarkTower.McState.Tests.Stack;

namespace DarkTower.McState.Tests.Infrastructure;

/// <summary>Who may write: the table of live-state fencing, for every writing call.</summary>
public sealed class FencingTests
{
    public static TheoryData<string, string> Writes => new()
    {
        { "garnet", "join" }, { "garnet", "heartbeat" }, { "redis-server", "join" }, { "redis-server", "heartbeat" },
    };

    [Theory, MemberData(nameof(Writes))]
    public async Task An_older_generation_is_fenced(string engine, string write)
    {
        var meeting = await (await Live.OnAsync(engine)).ClaimedAsync();
        await meeting.ClaimAsync();

        (await WriteAsync(meeting.As(meeting.Controller, generation: 1), write)).Refused(HttpStatusCode.Conflict, "fenced");
        (await WriteAsync(meeting.As(LiveMeeting.NewId(), generation: 1), write)).Refused(HttpStatusCode.Conflict, "fenced");
        await NothingHappenedAsync(meeting);
    }

    [Theory, MemberData(nameof(Writes))]
    public async Task The_same_generation_of_another_controller_is_a_split_brain(string engine, string write)
    {
        var meeting = await (await Live.OnAsync(engine)).ClaimedAsync();

        (await WriteAsync(meeting.As(LiveMeeting.NewId()), write)).Refused(HttpStatusCode.Conflict, "split-brain");
        await NothingHappenedAsync(meeting);
    }

    [Theory, MemberData(nameof(Writes))]
    public async Task A_generation_the_store_does_not_have_must_be_claimed_first(string engine, string write)
    {
        var live = await Live.OnAsync(engine);
        var claimed = await live.ClaimedAsync();
        var unclaimed = (await live.MeetingAsync()) with { Generation = 1 };

        (await WriteAsync(claimed.As(claimed.Controller, generation: 2), write)).Refused(HttpStatusCode.Conflict, "claim-required");
        (await WriteAsync(unclaimed, write)).Refused(HttpStatusCode.Conflict, "claim-required");
        await NothingHappenedAsync(claimed);
        (await unclaimed.SnapshotAsync()).Refused(HttpStatusCode.NotFound, "meeting-not-live");
    }

    [Theory, MemberData(nameof(Writes))]
    public async Task An_owner_whose_lease_has_run_out_cannot_write(string engine, string write)
    {
        var meeting = await (await Live.OnAsync(engine)).MeetingAsync();
        await meeting.ClaimAsync(leaseMs: 1_000);

        await Wait.UntilAsync(
            async () => await WriteAsync(meeting, write) is { Status: HttpStatusCode.Conflict, Code: "lease-lost" }, "the lease running out");
    }

    [Theory, MemberData(nameof(Writes))]
    public async Task Generations_close_to_two_to_the_53_are_told_apart(string engine, string write)
    {
        var live = await Live.OnAsync(engine);
        var meeting = await live.ClaimedAsync();
        const long high = (1L << 53) - 2;
        using var redis = await live.ConnectAsync();
        await redis.GetDatabase().HashSetAsync(new McState.Infrastructure.MeetingKeys(meeting.Id).Meeting, "gen", high);

        (await WriteAsync(meeting.As(meeting.Controller, high - 1), write)).Refused(HttpStatusCode.Conflict, "fenced");
        (await WriteAsync(meeting.As(meeting.Controller, high + 1), write)).Refused(HttpStatusCode.Conflict, "claim-required");
        var accepted = await WriteAsync(meeting.As(meeting.Controller, high), write);
        Assert.True(accepted.Status is HttpStatusCode.Created or HttpStatusCode.OK, accepted.Text);
    }

    private static Task<Answer> WriteAsync(LiveMeeting meeting, string write) =>
        write == "join" ? meeting.JoinAsync() : meeting.BeatAsync(LiveMeeting.NewId());

    private static async Task NothingHappenedAsync(LiveMeeting meeting)
    {
        var snapshot = (await meeting.SnapshotAsync()).Expect(HttpStatusCode.OK);
        Assert.Equal(0, snapshot["seq"].GetInt64());
        Assert.Empty(snapshot["participants"].EnumerateArray());
    }
}
