using System.Net;
using DarkTower.Fixtures;
using DarkTower.McState.Tests.Stack;

namespace DarkTower.McState.Tests.Meetings;

public sealed class ClaimMeetingTests
{
    public static TheoryData<string> Engines => Live.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task A_claim_takes_the_generation_that_gc_database_keeps(string engine)
    {
        var live = await Live.OnAsync(engine);
        var meeting = await live.MeetingAsync();

        var claimed = await meeting.ClaimAsync(leaseMs: 15_000);

        Assert.Equal(1, claimed["generation"].GetInt64());
        Assert.Equal("stored", claimed["durability"].GetString());
        Assert.InRange(claimed["leaseUntil"].GetDateTimeOffset() - DateTimeOffset.UtcNow, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(15));
        Assert.Equal(1, await GenerationInPostgresAsync(live, meeting));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task While_a_lease_lives_another_controller_is_refused_and_mints_no_generation(string engine)
    {
        var live = await Live.OnAsync(engine);
        var meeting = await live.ClaimedAsync();

        (await meeting.As(LiveMeeting.NewId()).TryClaimAsync()).Refused(HttpStatusCode.Conflict, "already-owned");

        Assert.Equal(1, await GenerationInPostgresAsync(live, meeting));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task The_owner_may_claim_again_and_gets_a_later_generation(string engine)
    {
        var meeting = await (await Live.OnAsync(engine)).ClaimedAsync();

        var again = await meeting.ClaimAsync();

        Assert.Equal(2, again["generation"].GetInt64());
        (await meeting.JoinAsync()).Expect(HttpStatusCode.Created);
        (await meeting.As(meeting.Controller, generation: 1).JoinAsync()).Refused(HttpStatusCode.Conflict, "fenced");
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task When_the_lease_has_run_out_another_controller_takes_over_and_the_live_state_stays(string engine)
    {
        var meeting = await (await Live.OnAsync(engine)).MeetingAsync();
        await meeting.ClaimAsync(leaseMs: 1_000);
        (await meeting.JoinAsync()).Expect(HttpStatusCode.Created);

        var other = meeting.As(LiveMeeting.NewId());
        await Wait.UntilAsync(async () => (await other.TryClaimAsync()).Status == HttpStatusCode.OK, "the lease running out");

        var snapshot = (await other.SnapshotAsync()).Expect(HttpStatusCode.OK);
        Assert.Equal(other.Controller, snapshot["controllerId"].GetString());
        Assert.Equal(1, snapshot["epoch"].GetInt64());
        Assert.Equal(1, snapshot["seq"].GetInt64());
        Assert.Single(snapshot["participants"].EnumerateArray());
        (await meeting.JoinAsync()).Refused(HttpStatusCode.Conflict, "fenced");
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_meeting_that_gc_database_does_not_know_is_not_found(string engine)
    {
        var live = await Live.OnAsync(engine);

        (await new LiveMeeting(live.Client, live.GcDatabase.Org, LiveMeeting.NewId()).TryClaimAsync()).Refused(HttpStatusCode.NotFound, "meeting-not-found");
        (await new LiveMeeting(live.Client, LiveMeeting.NewId(), LiveMeeting.NewId()).TryClaimAsync()).Refused(HttpStatusCode.NotFound, "org-not-found");
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_meeting_of_another_org_is_not_found_even_while_it_is_live(string engine)
    {
        var live = await Live.OnAsync(engine);
        var meeting = await live.ClaimedAsync();
        var foreigner = meeting with { Org = await live.GcDatabase.OrgAsync(), Controller = LiveMeeting.NewId() };
        var nobody = foreigner with { Id = LiveMeeting.NewId() };

        (await foreigner.TryClaimAsync()).Refused(HttpStatusCode.NotFound, "meeting-not-found");
        Assert.Equal((await nobody.SnapshotAsync()).Text, (await foreigner.SnapshotAsync()).Text);
        Assert.Equal((await nobody.JoinAsync()).Text, (await (foreigner with { Controller = meeting.Controller }).JoinAsync()).Text);
        Assert.Empty(await meeting.PresentAsync());
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Two_controllers_racing_for_100_meetings_make_one_owner_each(string engine)
    {
        var live = await Live.OnAsync(engine);
        string[] controllers = [LiveMeeting.NewId(), LiveMeeting.NewId()];
        var meetings = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => live.MeetingAsync()));

        await Parallel.ForEachAsync(meetings, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (meeting, _) =>
        {
            var rivals = controllers.Select((controller, i) => meeting.As(controller).Through(i == 0 ? live.Client : live.OtherClient)).ToArray();
            var claims = await Task.WhenAll(rivals.Select(rival => rival.TryClaimAsync()));

            var winner = Assert.Single(claims, claim => claim.Status == HttpStatusCode.OK);
            Assert.Single(claims, claim => claim.Status == HttpStatusCode.Conflict && claim.Code == "already-owned");
            var owner = rivals[Array.IndexOf(claims, winner)];
            owner.Generation = winner["generation"].GetInt64();
            (await owner.JoinAsync()).Expect(HttpStatusCode.Created);
            Assert.Equal(owner.Controller, (await owner.SnapshotAsync())["controllerId"].GetString());
        });
    }

    private static async Task<long> GenerationInPostgresAsync(Live live, LiveMeeting meeting)
    {
        await using var connection = new Npgsql.NpgsqlConnection(live.GcDatabase.Database.AdminConnectionString);
        await connection.OpenAsync();
        await using var command = new Npgsql.NpgsqlCommand("SELECT generation FROM meetings WHERE meeting_id = $1", connection);
        command.Parameters.Add(new() { Value = Guid.Parse(meeting.Id) });
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
