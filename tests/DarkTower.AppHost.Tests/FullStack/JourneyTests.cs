using System.Net;

namespace DarkTower.AppHost.Tests.FullStack;

/// <summary>The main job of the data plane, end to end over HTTP, through every process of the stack.</summary>
[Collection(nameof(Stack))]
public sealed class JourneyTests(Stack stack)
{
    private static readonly string ControllerA = Guid.NewGuid().ToString();
    private static readonly string ControllerB = Guid.NewGuid().ToString();

    [Fact]
    public async Task A_meeting_is_created_joined_claimed_and_lived()
    {
        var org = await stack.GcDatabase.PostAsync("/v1/orgs", new { subdomain = $"journey-{Guid.NewGuid():N}"[..20], displayName = "Journey" });
        var orgPath = $"/v1/orgs/{org["orgId"]}";
        var users = new[]
        {
            await stack.GcDatabase.PostAsync($"{orgPath}/users", new { email = "ada@example.com", displayName = "Ada" }),
            await stack.GcDatabase.PostAsync($"{orgPath}/users", new { email = "grace@example.com", displayName = "Grace" }),
        };
        var meeting = await stack.GcDatabase.PostAsync($"{orgPath}/meetings",
            new { displayName = "Standup", createdByUserId = (string?)users[0]["userId"], maxParticipants = 10 });
        var meetingPath = $"{orgPath}/meetings/{meeting["meetingId"]}";

        // Two people stay in the meeting: durably in PostgreSQL ...
        var stays = new List<string>();
        foreach (var user in users)
        {
            var stay = await stack.GcDatabase.PostAsync($"{meetingPath}/participants", new { participantType = "member", userId = (string?)user["userId"] });
            stays.Add((string)stay["participantId"]!);
        }

        var active = await stack.GcDatabase.GetAsync(meetingPath, HttpStatusCode.OK);
        Assert.Equal(("active", 2), ((string?)active["status"], (int)active["activeParticipants"]!));

        // ... and live in Redis, under the controller that claimed it with a generation from PostgreSQL.
        var claim = await stack.McState.PostAsync($"{meetingPath}/claim", new { controllerId = ControllerA, leaseMs = 30_000 }, HttpStatusCode.OK);
        Assert.Equal(1, (long)claim["generation"]!);
        (string, string)[] fence = [("X-Controller-Id", ControllerA), ("X-Generation", "1")];
        foreach (var (stay, name) in stays.Zip(["Ada", "Grace"]))
        {
            await stack.McState.PostAsync($"{meetingPath}/participants",
                new { requestId = Guid.NewGuid().ToString(), participantId = stay, displayName = name, role = "participant", capacity = 10 }, HttpStatusCode.Created, fence);
        }

        var beat = await stack.McState.PostAsync($"{meetingPath}/participants/heartbeats", new { participantIds = stays }, HttpStatusCode.OK, fence);
        Assert.Empty(beat["missing"]!.AsArray());

        var snapshot = await stack.McState.GetAsync(meetingPath, HttpStatusCode.OK);
        Assert.Equal(stays.Order(), snapshot["participants"]!.AsArray().Select(p => (string)p!["participantId"]!).Order());
        Assert.Equal(ControllerA, (string?)snapshot["controllerId"]);
    }

    [Fact]
    public async Task A_second_controller_is_refused_while_the_lease_lives_and_a_stale_generation_is_fenced()
    {
        var org = await stack.GcDatabase.PostAsync("/v1/orgs", new { subdomain = $"fence-{Guid.NewGuid():N}"[..20], displayName = "Fence" });
        var meeting = await stack.GcDatabase.PostAsync($"/v1/orgs/{org["orgId"]}/meetings", new { displayName = "Fenced" });
        var path = $"/v1/orgs/{org["orgId"]}/meetings/{meeting["meetingId"]}";
        await stack.McState.PostAsync($"{path}/claim", new { controllerId = ControllerA, leaseMs = 30_000 }, HttpStatusCode.OK);
        var again = await stack.McState.PostAsync($"{path}/claim", new { controllerId = ControllerA, leaseMs = 30_000 }, HttpStatusCode.OK);

        var refused = await stack.McState.PostAsync($"{path}/claim", new { controllerId = ControllerB, leaseMs = 30_000 }, HttpStatusCode.Conflict);
        var fenced = await stack.McState.PostAsync($"{path}/participants/heartbeats", new { participantIds = new[] { Guid.NewGuid().ToString() } },
            HttpStatusCode.Conflict, ("X-Controller-Id", ControllerA), ("X-Generation", "1"));

        Assert.Equal(2, (long)again["generation"]!);
        Assert.Equal("already-owned", (string?)refused["code"]);
        Assert.Equal("fenced", (string?)fenced["code"]);
    }

    [Theory]
    [InlineData("gc-database")]
    [InlineData("mc-state")]
    public async Task Without_the_key_nothing_is_answered(string service)
    {
        using var client = new HttpClient { BaseAddress = (service == "gc-database" ? stack.GcDatabase : stack.McState).BaseAddress };

        var refusal = await client.GetAsync($"/v1/orgs/{Guid.NewGuid()}/meetings/{Guid.NewGuid()}", HttpStatusCode.Unauthorized);

        Assert.Equal("unauthenticated", (string?)refusal["code"]);
    }

    [Fact]
    public void Under_test_the_services_take_ports_of_their_own_beside_a_stack_that_runs()
    {
        Assert.NotEqual(5101, stack.GcDatabase.BaseAddress!.Port);
        Assert.NotEqual(5102, stack.McState.BaseAddress!.Port);
    }
}
