using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using DarkTower.ServiceDefaults;
using Polly;

namespace DarkTower.McState.Infrastructure;

/// <summary>What mc-state asks of gc-database. The trace crosses with the request: HttpClient sends the traceparent.</summary>
internal sealed partial class GcDatabaseClient(HttpClient http, ILogger<GcDatabaseClient> logger)
{
    /// <summary>Raises and returns the meeting's generation. A repeated call only raises it once more.</summary>
    public async Task<Minted> MintGenerationAsync(MeetingRef meeting, string controllerId, CancellationToken cancel)
    {
        try
        {
            using var answer = await http.PostAsJsonAsync(
                $"v1/orgs/{meeting.Org}/meetings/{meeting.Meeting}/claims", new ClaimCall(controllerId), McStateJson.Default.ClaimCall, cancel);
            if (answer.IsSuccessStatusCode)
                return new((await answer.Content.ReadFromJsonAsync(McStateJson.Default.ClaimAnswer, cancel))!.Generation);

            // 404 and 409 are about the meeting and pass through; all else is between the two services.
            if (answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Conflict)
                return new(Refused: (int)answer.StatusCode, Problem: await answer.Content.ReadFromJsonAsync(McStateJson.Default.ProblemAnswer, cancel));
            LogUnexpected((int)answer.StatusCode);
        }
        catch (Exception failure) when (failure is HttpRequestException or ExecutionRejectedException or JsonException or OperationCanceledException
            && !cancel.IsCancellationRequested)
        {
            LogUnreachable(failure);
        }

        return new();
    }

    [LoggerMessage(1101, LogLevel.Error, "gc-database answered a claim with {Status}; is GcDatabase:ApiKey right?")]
    private partial void LogUnexpected(int status);

    [LoggerMessage(1102, LogLevel.Warning, "gc-database did not answer a claim")]
    private partial void LogUnreachable(Exception failure);
}

/// <summary>A generation, or gc-database's refusal, or neither: it could not be asked.</summary>
internal readonly record struct Minted(long? Generation = null, int? Refused = null, ProblemAnswer? Problem = null);

internal sealed record ClaimCall(string ControllerId);

internal sealed record ClaimAnswer(long Generation);

internal sealed record ProblemAnswer(string? Code, string? Detail);

internal static class GcDatabaseRegistration
{
    public static WebApplicationBuilder AddGcDatabase(this WebApplicationBuilder builder)
    {
        builder.Services.AddServiceClient<GcDatabaseClient>("gc-database").ConfigureHttpClient(client => client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", builder.Configuration["GcDatabase:ApiKey"] ?? builder.Configuration["Authentication:PlatformKey"]));
        return builder;
    }
}
