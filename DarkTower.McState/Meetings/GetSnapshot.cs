using System.Globalization;
using DarkTower.McState.Infrastructure;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.McState.Meetings;

internal sealed record SnapshotResponse(
    string State, string ControllerId, long Generation, DateTimeOffset LeaseUntil, long Epoch, long Seq, long Joins, int? Capacity,
    IReadOnlyList<SnapshotParticipant> Participants, DateTimeOffset At);

internal sealed record SnapshotParticipant(
    string ParticipantId, string? UserId, string DisplayName, string Role, DateTimeOffset JoinedAt, DateTimeOffset PresentUntil);

internal static class GetSnapshot
{
    public static void Map(IEndpointRouteBuilder meeting) => meeting.MapGet("", HandleAsync)
        .RequireScope("meetings:read")
        .WithName("GetSnapshot")
        .WithSummary("The live meeting at one moment")
        .WithDescription("Participants past their presence deadline are not in it.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<Results<Ok<SnapshotResponse>, ProblemHttpResult>> HandleAsync(
        [AsParameters] MeetingCall call, RedisGateway redis, CancellationToken cancel)
    {
        var faults = new Faults();
        var meeting = call.Check(faults);
        if (faults.Problem is { } invalid) return invalid;

        var keys = meeting.Keys;
        var read = await redis.RunAsync(LiveScript.Snapshot, [keys.Meeting, keys.Participants, keys.Deadlines], [meeting.Org], cancel);
        if (read.Code != "ok") return Refusals.Of(read);

        var now = read.Reply!.Time(1);
        var fields = Pairs(read.Reply.List(2));
        var profiles = Pairs(read.Reply.List(3));
        // The deadline decides, swept or not: whoever is past it is not present. Earliest joined first.
        var present = Pairs(read.Reply.List(4))
            .Where(deadline => StoreTime.Parse(deadline.Value) > now)
            .Select(deadline => Present(deadline.Key, profiles[deadline.Key], StoreTime.Parse(deadline.Value)))
            .OrderBy(participant => participant.JoinedAt).ThenBy(participant => participant.ParticipantId, StringComparer.Ordinal)
            .ToArray();
        return TypedResults.Ok(new SnapshotResponse(
            fields["state"], fields["owner"], Number(fields["gen"]), StoreTime.Parse(fields["lease_until"]), Number(fields["epoch"]),
            Number(fields["seq"]), Number(fields["joins"]), fields.TryGetValue("cap", out var capacity) ? (int)Number(capacity) : null,
            present, now));
    }

    private static SnapshotParticipant Present(string id, string stored, DateTimeOffset until)
    {
        var bar = stored.IndexOf('|', StringComparison.Ordinal);
        var (role, user, name) = Profile.Unpack(stored[(bar + 1)..]);
        return new(id, user, name, role, StoreTime.Parse(stored[..bar]), until);
    }

    private static Dictionary<string, string> Pairs(string[] flat) => flat.Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]);

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
