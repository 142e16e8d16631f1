using System.Globalization;
using DarkTower.McState.Infrastructure;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.McState.Meetings;

internal static class ClaimMeeting
{
    internal sealed record Request(string? ControllerId, long? LeaseMs);

    internal sealed record Response(long Generation, DateTimeOffset LeaseUntil, string Durability);

    public static void Map(IEndpointRouteBuilder meeting) => meeting.MapPost("/claim", HandleAsync).RequireScope("meetings:write").WithSummary("Claim a meeting")
        .WithDescription("Takes the meeting with a new generation for as long as the lease; its owner may claim it again. A repeated call takes a later generation.");

    private static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        [AsParameters] MeetingCall call, Request request, RedisGateway redis, GcDatabaseClient gcDatabase, LiveStateOptions options, CancellationToken cancel)
    {
        var faults = new Faults();
        var meeting = call.Check(faults);
        var controller = faults.Id("controllerId", request.ControllerId);
        var leaseMs = faults.Whole("leaseMs", request.LeaseMs, 1_000, 300_000).ToString(CultureInfo.InvariantCulture);
        if (faults.Problem is { } invalid) return invalid;

        // A generation is a write in PostgreSQL: it is not spent on a claim that is refused anyway. The claim script decides, not this.
        var keys = meeting.Keys;
        var lease = await redis.RunAsync(LiveScript.Lease, [keys.Meeting], [meeting.Org, controller], cancel);
        if (lease.Code != "ok") return Refusals.Of(lease);

        var minted = await gcDatabase.MintGenerationAsync(meeting, controller, cancel);
        if (minted.Refused is { } status) return Problem.Of(status, minted.Problem?.Code ?? "refused", minted.Problem?.Detail);
        if (minted.Generation is not { } generation)
            return Problem.Of(StatusCodes.Status503ServiceUnavailable, "dependency-unavailable", "gc-database cannot be asked for a generation.");

        var taken = await redis.RunAsync(LiveScript.Claim, keys.Written,
            [meeting.Org, controller, generation.ToString(CultureInfo.InvariantCulture), leaseMs, options.Retention.Milliseconds(), meeting.Meeting], cancel);
        if (taken.Code != "ok") return Refusals.Of(taken);
        return TypedResults.Ok(new Response(generation, StoreTime.Parse(taken.Reply!.Text(1)), Durability.Stored));
    }
}
