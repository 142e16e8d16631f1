using System.ComponentModel;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DarkTower.McState.Infrastructure;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.McState.Participants;

internal sealed record JoinMeetingRequest(
    [property: Description("A repetition with the same id has one effect and the same answer.")] string RequestId,
    string ParticipantId,
    string DisplayName,
    [property: Description("host, participant or guest.")] string Role,
    [property: Description("Most participants at once, 1 to 1,000.")] long Capacity,
    string? UserId = null);

internal sealed record JoinMeetingResponse(
    string ParticipantId, long Seq, long Epoch, DateTimeOffset JoinedAt, DateTimeOffset PresentUntil, int Present, string Durability);

internal static class JoinMeeting
{
    public static void Map(IEndpointRouteBuilder participants) => participants.MapPost("", HandleAsync)
        .RequireScope("participants:write")
        .WithName("JoinMeeting")
        .WithSummary("Takes a participant into the live meeting, present until its heartbeats end")
        .WithDescription("All or nothing. Idempotent by requestId, which is remembered for ten minutes.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<Results<Created<JoinMeetingResponse>, ProblemHttpResult>> HandleAsync(
        [AsParameters] WriterCall call, JoinMeetingRequest request, RedisGateway redis, LiveStateOptions options, CancellationToken cancel)
    {
        var faults = new Faults();
        var writer = call.Check(faults);
        var requestId = faults.Id("requestId", request.RequestId);
        var participant = faults.Id("participantId", request.ParticipantId);
        if (request.UserId is not null) faults.Id("userId", request.UserId);
        faults.Check(request.DisplayName.Length is > 0 and <= 255, "displayName", "must be 1 to 255 characters");
        faults.Check(!request.DisplayName.Any(char.IsControl), "displayName", "must not hold control characters");
        faults.Check(Profile.Roles.Contains(request.Role), "role", $"must be one of {string.Join(", ", Profile.Roles)}");
        var capacity = faults.Whole("capacity", request.Capacity, 1, 1_000);
        if (faults.Problem is { } invalid) return invalid;

        var keys = writer.Ref.Keys;
        var profile = Profile.Pack(request.Role, request.UserId, request.DisplayName);
        var joined = await redis.RunAsync(LiveScript.Join, [.. keys.Written, keys.Request(requestId)],
        [
            writer.Ref.Org, writer.Controller, writer.Generation, participant, profile, capacity,
            Fingerprint($"{participant}|{capacity}|{profile}"), options.Presence, options.EventRing, options.RequestRecord, options.Retention, writer.Ref.Meeting,
        ], cancel);
        if (joined.Code != "ok") return Refusals.Of(joined);

        // The recorded answer, first time and every time: fingerprint|seq|epoch|joined|present until|present.
        var record = joined.Reply!.Text(1).Split('|');
        return TypedResults.Created((string?)null, new JoinMeetingResponse(
            participant, long.Parse(record[1], CultureInfo.InvariantCulture), long.Parse(record[2], CultureInfo.InvariantCulture),
            StoreTime.Parse(record[3]), StoreTime.Parse(record[4]), int.Parse(record[5], CultureInfo.InvariantCulture), Durability.Memory));
    }

    // Tells a repeated request from another one under the same id. 96 bits are more than chance needs, and each join stores them.
    private static string Fingerprint(string request) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(request)).AsSpan(0, 12));
}
