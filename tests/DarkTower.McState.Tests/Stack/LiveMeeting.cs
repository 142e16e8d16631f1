using System.Globalization;
using System.Net;
using System.Net.Http.Json;

namespace DarkTower.McState.Tests.Stack;

/// <summary>A meeting of gc-database and the calls of mc-state for it, as one controller makes them.</summary>
internal sealed record LiveMeeting(HttpClient Client, string Org, string Id)
{
    public string Controller { get; init; } = Guid.NewGuid().ToString();

    public long Generation { get; set; }

    public string Path => $"v1/orgs/{Org}/meetings/{Id}";

    public LiveMeeting As(string controller, long? generation = null) => this with { Controller = controller, Generation = generation ?? Generation };

    public LiveMeeting Through(HttpClient client) => this with { Client = client };

    public Task<Answer> TryClaimAsync(int leaseMs = 60_000) => PostAsync("/claim", new { controllerId = Controller, leaseMs });

    public async Task<Answer> ClaimAsync(int leaseMs = 60_000)
    {
        var claimed = (await TryClaimAsync(leaseMs)).Expect(HttpStatusCode.OK);
        Generation = claimed["generation"].GetInt64();
        return claimed;
    }

    public Task<Answer> JoinAsync(
        string? participant = null, string? requestId = null, int capacity = 100, string displayName = "Ann", string role = "participant", string? userId = null) =>
        PostAsync("/participants", new { requestId = requestId ?? NewId(), participantId = participant ?? NewId(), userId, displayName, role, capacity });

    public Task<Answer> BeatAsync(params string[] participants) => PostAsync("/participants/heartbeats", new { participantIds = participants });

    public Task<Answer> SnapshotAsync() => Answer.OfAsync(Client.GetAsync(Path));

    public async Task<string[]> PresentAsync() =>
        [.. (await SnapshotAsync()).Expect(HttpStatusCode.OK)["participants"].EnumerateArray().Select(p => p.GetProperty("participantId").GetString()!)];

    public Task<Answer> PostAsync(string path, object body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Path + path) { Content = JsonContent.Create(body) };
        request.Headers.Add("X-Controller-Id", Controller);
        request.Headers.Add("X-Generation", Generation.ToString(CultureInfo.InvariantCulture));
        return Answer.OfAsync(Client.SendAsync(request));
    }

    public static string NewId() => Guid.NewGuid().ToString();
}
