using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
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
            var path = $"v1/orgs/{meeting.Org}/meetings/{meeting.Meeting}/claims";
            using var answer = await http.PostAsJsonAsync(path, new ClaimCall(controllerId), McStateJson.Default.ClaimCall, cancel);
            if (answer.IsSuccessStatusCode)
                return new((await answer.Content.ReadFromJsonAsync(McStateJson.Default.ClaimAnswer, cancel))!.Generation);

            // 404 and 409 are about the meeting and pass through; all else is between the two services.
            if (answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Conflict)
            {
                var problem = await answer.Content.ReadFromJsonAsync(McStateJson.Default.ProblemAnswer, cancel);
                return new(Refused: Problem.Of((int)answer.StatusCode, problem?.Code ?? "refused", problem?.Detail));
            }

            LogUnexpected((int)answer.StatusCode);
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested
            && failure is HttpRequestException or ExecutionRejectedException or JsonException or OperationCanceledException)
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
internal readonly record struct Minted(long? Generation = null, ProblemHttpResult? Refused = null);

internal sealed record ClaimCall(string ControllerId);

internal sealed record ClaimAnswer(long Generation);

internal sealed record ProblemAnswer(string? Code, string? Detail);

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
