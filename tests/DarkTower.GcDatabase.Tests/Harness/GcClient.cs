using System.Net.Http.Json;
using System.Text;

namespace DarkTower.GcDatabase.Tests.Harness;

/// <summary>Calls as the platform makes them, and the few things every test needs first.</summary>
/// <param name="http">To the service.</param>
/// <param name="key">Sent with every call that brings none.</param>
public sealed class GcClient(HttpClient http, string key = GcClient.PlatformKey)
{
    public const string PlatformKey = "tests-only-platform-key-0123456789abcdef";

    public HttpClient Http { get; } = http;

    /// <summary>The same service, called with another key.</summary>
    public GcClient With(string otherKey) => new(Http, otherKey);

    public Task<Answer> GetAsync(string path, CancellationToken cancellationToken = default) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, path), cancellationToken);

    public Task<Answer> DeleteAsync(string path, string? etag = null) => SendAsync(HttpMethod.Delete, path, null, etag);

    /// <param name="path">Of the call.</param>
    /// <param name="body">Null for none.</param>
    /// <param name="etag">Sent as If-Match.</param>
    /// <param name="idempotencyKey">Sent as Idempotency-Key.</param>
    public Task<Answer> PostAsync(string path, object? body, string? etag = null, string? idempotencyKey = null) =>
        SendAsync(HttpMethod.Post, path, body, etag, idempotencyKey);

    public Task<Answer> PutAsync(string path, object? body = null, string? etag = null) => SendAsync(HttpMethod.Put, path, body, etag);

    public Task<Answer> PatchAsync(string path, object body, string? etag) => SendAsync(HttpMethod.Patch, path, body, etag);

    public Task<Answer> PostRawAsync(string path, string body, string contentType = "application/json") =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, contentType) });

    public async Task<Answer> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken = default)
    {
        request.Headers.Authorization ??= new("Bearer", key);
        using var response = await Http.SendAsync(request, cancellationToken);
        return new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken), response.Headers,
            response.Content.Headers.ContentType?.MediaType);
    }

    private Task<Answer> SendAsync(HttpMethod method, string path, object? body, string? etag, string? idempotencyKey = null)
    {
        var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (etag is not null) request.Headers.TryAddWithoutValidation("If-Match", etag);
        if (idempotencyKey is not null) request.Headers.TryAddWithoutValidation("Idempotency-Key", idempotencyKey);
        return SendAsync(request);
    }

    public Task<Answer> PostUserAsync(Guid org, object user) => PostAsync($"/v1/orgs/{org}/users", user);

    public Task<Answer> PostMeetingAsync(Guid org, object meeting) => PostAsync($"/v1/orgs/{org}/meetings", meeting);

    public async Task<Guid> NewOrgAsync(int maxConcurrentMeetings = 10, int maxParticipantsPerMeeting = 100) =>
        (await PostAsync(
            "/v1/orgs", new { subdomain = NewSubdomain(), displayName = "Org", maxConcurrentMeetings, maxParticipantsPerMeeting }))
        .Expect(201).Id("orgId");

    /// <returns>A key of the organization, as text.</returns>
    public async Task<string> NewKeyAsync(Guid org, params string[] scopes) =>
        (await PostAsync($"/v1/orgs/{org}/api-keys", new { name = "Test", scopes })).Expect(201)["key"].GetString()!;

    public async Task<Guid> NewUserAsync(Guid org) =>
        (await PostUserAsync(org, new { email = $"{Guid.NewGuid():N}@example.org", displayName = "Ann" })).Expect(201).Id("userId");

    public async Task<Guid> NewMeetingAsync(Guid org, object? settings = null) =>
        (await PostMeetingAsync(org, settings ?? new { displayName = "Meeting", allowGuests = true })).Expect(201).Id("meetingId");

    public Task<Answer> JoinAsync(Guid org, Guid meeting, Guid user) =>
        PostAsync(Participants(org, meeting), new { participantType = "member", userId = user });

    public Task<Answer> JoinAsGuestAsync(Guid org, Guid meeting) =>
        PostAsync(Participants(org, meeting), new { participantType = "guest", displayName = "Bob" });

    public Task<Answer> LeaveAsync(Guid org, Guid meeting, Guid participant, string reason = "voluntary") =>
        DeleteAsync($"{Participants(org, meeting)}/{participant}?reason={reason}");

    public Task<Answer> ClaimAsync(Guid org, Guid meeting, Guid? controller = null) =>
        PostAsync($"/v1/orgs/{org}/meetings/{meeting}/claims", new { controllerId = controller ?? Guid.NewGuid() });

    public static string Participants(Guid org, Guid meeting) => $"/v1/orgs/{org}/meetings/{meeting}/participants";

    public static string NewSubdomain() => $"t{Guid.NewGuid():N}"[..20];
}
