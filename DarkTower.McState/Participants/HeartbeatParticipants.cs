using DarkTower.McState.Infrastructure;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.McState.Participants;

internal static class HeartbeatParticipants
{
    // One script call handles them all: the bound keeps it short for everyone else on the store.
    private const int Most = 500;

    internal sealed record Request(IReadOnlyList<string?>? ParticipantIds);

    internal sealed record Response(DateTimeOffset PresentUntil, IReadOnlyList<string> Missing, string Durability);

    public static void Map(IEndpointRouteBuilder participants) => participants.MapPost("/heartbeats", HandleAsync).RequireScope("meetings:write")
        .WithSummary("Heartbeat").WithDescription("Keeps participants present. Those in `missing` are not, and have to join again. Safe to repeat.");

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        [AsParameters] WriterCall call, Request request, RedisGateway redis, LiveStateOptions options, CancellationToken cancel)
    {
        var faults = new Faults();
        var writer = call.Check(faults);
        var ids = request.ParticipantIds ?? [];
        faults.Check(ids.Count is > 0 and <= Most, "participantIds", $"must hold 1 to {Most} ids");
        foreach (var id in ids.Take(Most)) faults.Id("participantIds", id);
        if (faults.Problem is { } invalid) return invalid;

        var beaten = await redis.RunAsync(LiveScript.Heartbeat, writer.Ref.Keys.Written,
            [writer.Ref.Org, writer.Controller, writer.Generation, options.Presence.Milliseconds(), options.Retention.Milliseconds(), writer.Ref.Meeting, .. ids.Select(id => id!)],
            cancel);
        if (beaten.Code != "ok") return Refusals.Of(beaten);
        return TypedResults.Ok(new Response(StoreTime.Parse(beaten.Reply!.Text(1)), beaten.Reply.List(2), Durability.Memory));
    }
}
