using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DarkTower.McState.Infrastructure;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.McState.Participants;

internal static class JoinMeeting
{
    internal sealed record Request(string? RequestId, string? ParticipantId, string? UserId, string? DisplayName, string? Role, long? Capacity);

    internal sealed record Response(
        string ParticipantId, long Seq, long Epoch, DateTimeOffset JoinedAt, DateTimeOffset PresentUntil, int Present, string Durability);

    public static void Map(IEndpointRouteBuilder participants) => participants.MapPost("", HandleAsync).RequireScope("meetings:write").WithSummary("Join")
        .WithDescription("One script, one round trip, all or nothing. Idempotent by requestId for as long as LiveState:RequestRecord.");

    private static async Task<Results<Created<Response>, ProblemHttpResult>> HandleAsync(
        [AsParameters] WriterCall call, Request request, RedisGateway redis, LiveStateOptions options, CancellationToken cancel)
    {
        var faults = new Faults();
        var writer = call.Check(faults);
        var requestId = faults.Id("requestId", request.RequestId);
        var participant = faults.Id("participantId", request.ParticipantId);
        if (request.UserId is not null) faults.Id("userId", request.UserId);
        var name = request.DisplayName ?? "";
        faults.Check(name.Length is > 0 and <= 255 && !name.Any(char.IsControl), "displayName", "must be 1 to 255 characters, none of them a control character");
        faults.Check(Profile.Roles.Contains(request.Role), "role", $"must be one of {string.Join(", ", Profile.Roles)}");
        var capacity = faults.Whole("capacity", request.Capacity, 1, 1_000).ToString(CultureInfo.InvariantCulture);
        if (faults.Problem is { } invalid) return invalid;

        var keys = writer.Ref.Keys;
        var profile = Profile.Pack(request.Role!, request.UserId, name);
        var joined = await redis.RunAsync(LiveScript.Join, [.. keys.Written, keys.Request(requestId)],
        [
            writer.Ref.Org, writer.Controller, writer.Generation, participant, profile, capacity, Fingerprint(participant, profile, capacity),
            options.Presence.Milliseconds(), options.EventRing.ToString(CultureInfo.InvariantCulture), options.RequestRecord.Milliseconds(),
            options.Retention.Milliseconds(), writer.Ref.Meeting,
        ], cancel);
        if (joined.Code != "ok") return Refusals.Of(joined);

        // The recorded answer, first time and every time: fingerprint|seq|epoch|joined|present until|present.
        var record = joined.Reply!.Text(1).Split('|');
        return TypedResults.Created((string?)null, new Response(
            participant, long.Parse(record[1], CultureInfo.InvariantCulture), long.Parse(record[2], CultureInfo.InvariantCulture),
            StoreTime.Parse(record[3]), StoreTime.Parse(record[4]), int.Parse(record[5], CultureInfo.InvariantCulture), Durability.Memory));
    }

    // Tells a repeated request from another one under the same id; 96 bits are far more than chance needs, and it is stored with every join.
    private static string Fingerprint(params string[] parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('|', parts))).AsSpan(0, 12));
}
