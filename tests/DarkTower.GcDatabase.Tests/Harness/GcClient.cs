using System.Net.Http.Json;
using System.Text;

namespace DarkTower.GcDatabase.Tests.Harness;

/// <summary>Calls as the platform makes them, and the few things every test needs first.</summary>
public sealed class GcClient(HttpClient http)
{
    public const string PlatformKey = "tests-only-platform-key-0123456789abcdef";

    public HttpClient Http { get; } = http;

    public Task<Answer> GetAsync(string path, CancellationToken cancellationToken = default) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, path), cancellationToken);

    public Task<Answer> DeleteAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Delete, path));

    public Task<Answer> PostAsync(string path, object body) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) });

    public Task<Answer> PostRawAsync(string path, string body, string contentType = "application/json") =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, contentType) });

    public async Task<Answer> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken = default)
    {
        request.Headers.Authorization ??= new("Bearer", PlatformKey);
        using var response = await Http.SendAsync(request, cancellationToken);
        return new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken), response.Headers,
            response.Content.Headers.ContentType?.MediaType);
    }

    public Task<Answer> PostUserAsync(Guid org, object user) => PostAsync($"/v1/orgs/{org}/users", user);

    public Task<Answer> PostMeetingAsync(Guid org, object meeting) => PostAsync($"/v1/orgs/{org}/meetings", meeting);

    public async Task<Guid> NewOrgAsync(int maxConcurrentMeetings = 10, int maxParticipantsPerMeeting = 100) =>
        (await PostAsync(
            "/v1/orgs", new { subdomain = NewSubdomain(), displayName = "Org", maxConcurrentMeetings, maxParticipantsPerMeeting }))
        .Expect(201).Id("orgId");

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
