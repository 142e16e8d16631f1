using System.ComponentModel;
using DarkTower.McState.Infrastructure;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.McState.Participants;

internal sealed record HeartbeatParticipantsRequest([property: Description("1 to 500.")] IReadOnlyList<string?> ParticipantIds);

internal sealed record HeartbeatParticipantsResponse(DateTimeOffset PresentUntil, IReadOnlyList<string> Missing, string Durability);

internal static class HeartbeatParticipants
{
    // One script call handles them all: the bound keeps it short for everyone else on the store.
    private const int Most = 500;

    public static void Map(IEndpointRouteBuilder participants) => participants.MapPost("/heartbeats", HandleAsync)
        .RequireScope("participants:write")
        .WithName("HeartbeatParticipants")
        .WithSummary("Keeps participants present")
        .WithDescription("Those in `missing` are not present and have to join again. Safe to repeat.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<Results<Ok<HeartbeatParticipantsResponse>, ProblemHttpResult>> HandleAsync(
        [AsParameters] WriterCall call, HeartbeatParticipantsRequest request, RedisGateway redis, LiveStateOptions options,
        CancellationToken cancel)
    {
        var faults = new Faults();
        var writer = call.Check(faults);
        var ids = request.ParticipantIds;
        faults.Check(ids.Count is > 0 and <= Most, "participantIds", $"must hold 1 to {Most} ids");
        foreach (var id in ids.Take(Most)) faults.Id("participantIds", id);
        if (faults.Problem is { } invalid) return invalid;

        var beaten = await redis.RunAsync(LiveScript.Heartbeat, writer.Ref.Keys.Written,
        [
            writer.Ref.Org, writer.Controller, writer.Generation, options.Presence, options.Retention, writer.Ref.Meeting,
            .. ids.Select(id => id!),
        ], cancel);
        if (beaten.Code != "ok") return Refusals.Of(beaten);
        var reply = beaten.Reply!;
        return TypedResults.Ok(new HeartbeatParticipantsResponse(reply.Time(1), reply.List(2), Durability.Memory));
    }
}
