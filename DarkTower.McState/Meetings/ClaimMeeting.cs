using System.ComponentModel;
using DarkTower.McState.Infrastructure;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.McState.Meetings;

internal sealed record ClaimMeetingRequest(string ControllerId, [property: Description("1,000 to 300,000.")] long LeaseMs);

internal sealed record ClaimMeetingResponse(long Generation, DateTimeOffset LeaseUntil, string Durability);

internal static class ClaimMeeting
{
    public static void Map(IEndpointRouteBuilder meeting) => meeting.MapPost("/claim", HandleAsync)
        .RequireScope("meetings:claim")
        .WithName("ClaimMeeting")
        .WithSummary("Makes a controller the meeting's owner for as long as its lease")
        .WithDescription("The owner may claim it again. Every claim, a repeated one too, takes a later generation.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<Results<Ok<ClaimMeetingResponse>, ProblemHttpResult>> HandleAsync(
        [AsParameters] MeetingCall call, ClaimMeetingRequest request, RedisGateway redis, GcDatabaseClient gcDatabase, LiveStateOptions options,
        CancellationToken cancel)
    {
        var faults = new Faults();
        var meeting = call.Check(faults);
        var controller = faults.Id("controllerId", request.ControllerId);
        var leaseMs = faults.Whole("leaseMs", request.LeaseMs, 1_000, 300_000);
        if (faults.Problem is { } invalid) return invalid;

        // A generation is a write in PostgreSQL: it is not spent on a claim that is refused anyway. The claim script decides, not this.
        var keys = meeting.Keys;
        var lease = await redis.RunAsync(LiveScript.Lease, [keys.Meeting], [meeting.Org, controller], cancel);
        if (lease.Code != "ok") return Refusals.Of(lease);

        var minted = await gcDatabase.MintGenerationAsync(meeting, controller, cancel);
        if (minted.Refused is { } refused) return refused;

        var taken = await redis.RunAsync(LiveScript.Claim, keys.Written,
            [meeting.Org, controller, minted.Generation, leaseMs, options.Retention, meeting.Meeting], cancel);
        if (taken.Code != "ok") return Refusals.Of(taken);
        return TypedResults.Ok(new ClaimMeetingResponse(minted.Generation, taken.Reply!.Time(1), Durability.Stored));
    }
}
