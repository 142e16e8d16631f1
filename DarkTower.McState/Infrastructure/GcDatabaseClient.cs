using System.Net;
using System.Net.Http.Headers;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.McState.Infrastructure;

/// <summary>What mc-state asks of gc-database. The trace crosses with the request: HttpClient sends the traceparent.</summary>
internal sealed class GcDatabaseClient(HttpClient http)
{
    /// <summary>Raises and returns the meeting's generation. A repeated call only raises it once more.</summary>
    public async Task<Minted> MintGenerationAsync(MeetingRef meeting, string controllerId, CancellationToken cancel)
    {
        var path = $"v1/orgs/{meeting.Org}/meetings/{meeting.Meeting}/claims";
        using var answer = await http.PostAsJsonAsync(path, new ClaimCall(controllerId), McStateJson.Default.ClaimCall, cancel);
        if (answer.IsSuccessStatusCode) return new((await answer.Content.ReadFromJsonAsync(McStateJson.Default.ClaimAnswer, cancel))!.Generation);

        // 404 and 409 are about the meeting and pass through; all else (a wrong GcDatabase:ApiKey, say) is between the two services.
        if (answer.StatusCode is not (HttpStatusCode.NotFound or HttpStatusCode.Conflict))
            throw new DependencyUnavailableException("gc-database", new HttpRequestException($"It answered a claim with {(int)answer.StatusCode}."));
        var problem = (await answer.Content.ReadFromJsonAsync(McStateJson.Default.ProblemAnswer, cancel))!;
        return new(Refused: Problem.Of((int)answer.StatusCode, problem.Code, problem.Detail));
    }
}

/// <summary>A generation, or gc-database's refusal.</summary>
internal readonly record struct Minted(long Generation = 0, ProblemHttpResult? Refused = null);

internal sealed record ClaimCall(string ControllerId);

internal sealed record ClaimAnswer(long Generation);

internal sealed record ProblemAnswer(string Code, string? Detail);

internal static class GcDatabaseRegistration
{
    public static WebApplicationBuilder AddGcDatabase(this WebApplicationBuilder builder)
    {
        var key = builder.Configuration["GcDatabase:ApiKey"] ?? builder.Configuration["Authentication:PlatformKey"];
        builder.Services.AddServiceClient<GcDatabaseClient>("gc-database")
            .ConfigureHttpClient(client => client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key));
        return builder;
    }
}
