using System.Diagnostics;
using System.Net;
using DarkTower.Fixtures;
using DarkTower.McState.Tests.Stack;

namespace DarkTower.McState.Tests.Infrastructure;

public sealed class OutageTests
{
    // The deadline is a quarter of a second; the rest is for a machine that runs other things meanwhile.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static TheoryData<string> Engines => Live.Engines;

    [Theory, MemberData(nameof(Engines))]
    public async Task A_frozen_store_is_answered_503_in_time_and_a_repeated_join_has_one_effect(string engine)
    {
        await using var live = await Live.StartAsync(engine);
        await using var service = await live.StartInstanceAsync(("Redis:Limits:Deadline", "00:00:00.250"));
        var meeting = (await live.MeetingAsync()).Through(service.Client);
        await Wait.UntilAsync(async () => (await meeting.ClaimAsync()).Status == HttpStatusCode.OK, "a claim");
        var (participant, request) = (LiveMeeting.NewId(), LiveMeeting.NewId());

        live.Redis.Freeze();
        var sent = await InTimeAsync(() => meeting.JoinAsync(participant, request));
        var more = await InTimeAsync(async () => (await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => meeting.JoinAsync())))[^1]);
        var refused = await InTimeAsync(() => meeting.JoinAsync());
        var alive = await InTimeAsync(() => Answer.OfAsync(service.Client.GetAsync("/alive")));
        var health = await InTimeAsync(() => Answer.OfAsync(service.Client.GetAsync("/health")));
        live.Redis.Thaw();

        sent.Refused(HttpStatusCode.ServiceUnavailable, "indeterminate");
        Assert.NotNull(sent.RetryAfter);
        more.Expect(HttpStatusCode.ServiceUnavailable);
        refused.Refused(HttpStatusCode.ServiceUnavailable, "dependency-unavailable"); // the breaker is open: nothing was sent
        alive.Expect(HttpStatusCode.OK);
        health.Expect(HttpStatusCode.ServiceUnavailable);
        await Wait.UntilAsync(async () => (await meeting.JoinAsync(participant, request)).Status == HttpStatusCode.Created, "the join after the thaw");
        Assert.Single(await meeting.PresentAsync(), id => id == participant);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_killed_store_is_answered_503_and_used_again_once_it_is_back(string engine)
    {
        await using var live = await Live.StartAsync(engine);
        var meeting = await live.ClaimedAsync();

        await live.Redis.KillAsync();
        await Wait.UntilAsync(
            async () => await meeting.JoinAsync() is { Status: HttpStatusCode.ServiceUnavailable, Code: "dependency-unavailable", RetryAfter: not null },
            "a refusal that says nothing was sent");
        (await Answer.OfAsync(live.Client.GetAsync("/alive"))).Expect(HttpStatusCode.OK);
        (await Answer.OfAsync(live.Client.GetAsync("/health"))).Expect(HttpStatusCode.ServiceUnavailable);
        await live.Redis.StartAgainAsync();

        // Nothing is promised of what only memory held: claiming again is always a way on, whether the store kept the meeting or not.
        await Wait.UntilAsync(async () => (await meeting.ClaimAsync()).Status == HttpStatusCode.OK, "a claim after the restart");
        (await meeting.JoinAsync()).Expect(HttpStatusCode.Created);
        (await Answer.OfAsync(live.Client.GetAsync("/health"))).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_service_that_finds_no_store_starts_and_waits_for_it()
    {
        await using var live = await Live.StartAsync("garnet", instances: 0);
        await live.Redis.KillAsync();
        await using var service = await Live.StartInstanceAsync(live.Redis.ConnectionString, live.GcDatabase.Service.Address, waitForHealth: false);
        var meeting = new LiveMeeting(service.Client, live.GcDatabase.Org, await live.GcDatabase.MeetingAsync());

        (await Answer.OfAsync(service.Client.GetAsync("/health"))).Expect(HttpStatusCode.ServiceUnavailable);
        var refused = (await meeting.TryClaimAsync()).Refused(HttpStatusCode.ServiceUnavailable, "dependency-unavailable");
        Assert.NotNull(refused.RetryAfter);
        await live.Redis.StartAgainAsync();

        await Wait.UntilAsync(async () => (await meeting.ClaimAsync()).Status == HttpStatusCode.OK, "a claim once the store is there");
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Nobody_notices_that_the_script_cache_is_emptied_again_and_again(string engine)
    {
        await using var live = await Live.StartAsync(engine);
        var meeting = await live.ClaimedAsync();
        using var redis = await live.ConnectAsync();
        using var done = new CancellationTokenSource();
        var flushing = Task.Run(async () =>
        {
            var flushes = 0;
            for (; !done.IsCancellationRequested; flushes++) await redis.GetDatabase().ExecuteAsync("SCRIPT", "FLUSH");
            return flushes;
        });

        var answers = new List<Answer>();
        for (var round = 0; round < 20; round++)
            answers.AddRange(await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => meeting.JoinAsync(capacity: 1000))));
        await done.CancelAsync();

        Assert.True(await flushing > 20);
        Assert.All(answers, answer => answer.Expect(HttpStatusCode.Created));
        Assert.Equal(200, (await meeting.PresentAsync()).Length);
    }

    private static async Task<Answer> InTimeAsync(Func<Task<Answer>> call)
    {
        var watch = Stopwatch.StartNew();
        var answer = await call();
        Assert.True(watch.Elapsed < Patience, $"The answer took {watch.Elapsed}: {answer}");
        return answer;
    }
}
