using System.Net;
using DarkTower.Fixtures;
using DarkTower.McState.Tests.Stack;

namespace DarkTower.McState.Tests.Meetings;

/// <summary>What a claim says when gc-database answers otherwise than with a generation, and what goes with the call.</summary>
public sealed class ClaimDependencyTests
{
    [Fact]
    public async Task A_refusal_of_gc_database_passes_through()
    {
        await using var gcDatabase = await StubGcDatabase.StartAsync(409, """{"code":"meeting-not-open","detail":"The meeting has ended."}""");

        var refused = (await ClaimAsync(gcDatabase.Address)).Refused(HttpStatusCode.Conflict, "meeting-not-open");

        Assert.Equal("The meeting has ended.", refused["detail"].GetString());
    }

    [Theory]
    [InlineData(401)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task When_gc_database_gives_no_generation_the_claim_is_refused_and_takes_nothing(int status)
    {
        await using var gcDatabase = await StubGcDatabase.StartAsync(status, """{"code":"unauthenticated"}""");

        var refused = (await ClaimAsync(gcDatabase.Address)).Refused(HttpStatusCode.ServiceUnavailable, "dependency-unavailable");

        Assert.NotNull(refused.RetryAfter);
    }

    [Fact]
    public async Task When_gc_database_is_not_there_the_claim_is_refused()
    {
        var refused = await ClaimAsync(new Uri($"http://127.0.0.1:{ChildProcess.FreePort()}"));

        refused.Refused(HttpStatusCode.ServiceUnavailable, "dependency-unavailable");
    }

    [Fact]
    public async Task A_generation_that_is_not_later_than_the_stored_one_takes_nothing()
    {
        await using var gcDatabase = await StubGcDatabase.StartAsync(200, """{"generation":7}""");
        await using var service = await StartAsync(gcDatabase.Address);
        var meeting = Meeting(service);
        await meeting.ClaimAsync();

        (await meeting.TryClaimAsync()).Refused(HttpStatusCode.Conflict, "fenced");

        Assert.Equal(7, (await meeting.SnapshotAsync())["generation"].GetInt64());
    }

    [Fact]
    public async Task The_trace_of_a_claim_goes_on_in_gc_database()
    {
        await using var gcDatabase = await StubGcDatabase.StartAsync(200, """{"generation":1}""");
        await using var service = await StartAsync(gcDatabase.Address);
        const string trace = "0af7651916cd43dd8448eb211c80319c";
        service.Client.DefaultRequestHeaders.Add("traceparent", $"00-{trace}-b7ad6b7169203331-01");

        await Meeting(service).ClaimAsync();

        Assert.Equal(trace, gcDatabase.TraceParent!.Split('-')[1]);
        Assert.NotEqual("b7ad6b7169203331", gcDatabase.TraceParent.Split('-')[2]);
    }

    private static async Task<Answer> ClaimAsync(Uri gcDatabase)
    {
        await using var service = await StartAsync(gcDatabase);
        var meeting = Meeting(service);
        var answer = await meeting.TryClaimAsync();
        (await meeting.SnapshotAsync()).Refused(HttpStatusCode.NotFound, "meeting-not-live");
        return answer;
    }

    private static async Task<ServiceProcess> StartAsync(Uri gcDatabase) =>
        await Live.StartInstanceAsync((await Live.OnAsync("garnet")).Redis.ConnectionString, gcDatabase, waitForHealth: true);

    private static LiveMeeting Meeting(ServiceProcess service) => new(service.Client, LiveMeeting.NewId(), LiveMeeting.NewId());
}
