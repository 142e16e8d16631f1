using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.McState.Infrastructure;

/// <summary>What a script's refusal, or the store's silence, is in HTTP.</summary>
internal static class Refusals
{
    public static ProblemHttpResult Of(StoreOutcome outcome) => outcome.Code switch
    {
        "already-owned" => Conflict(outcome, "Another controller owns the meeting and its lease has not run out."),
        "claim-required" => Conflict(outcome, "The store does not know this generation of the meeting; claim it."),
        "fenced" => Conflict(outcome, "A later generation has taken the meeting."),
        "split-brain" => Conflict(outcome, "Another controller holds this very generation."),
        "lease-lost" => Conflict(outcome, "The lease has run out; claim the meeting again."),
        "meeting-full" => Conflict(outcome, "As many participants as the capacity allows are present."),
        "already-joined" => Conflict(outcome, "The participant is present."),
        "request-id-reused" => Refuse(StatusCodes.Status422UnprocessableEntity, outcome, "This requestId was used for another request."),
        "meeting-not-found" => Refuse(StatusCodes.Status404NotFound, outcome, "There is no such meeting."),
        "meeting-not-live" => Refuse(StatusCodes.Status404NotFound, outcome, "No controller has claimed the meeting."),
        "indeterminate" => Refuse(StatusCodes.Status503ServiceUnavailable, outcome,
            "The store did not answer in time, and the call may have had its effect. Repeat it as it was, with its requestId if it has one."),
        "dependency-unavailable" => Refuse(StatusCodes.Status503ServiceUnavailable, outcome,
            $"The live state store cannot be used: {outcome.Why}."),
        _ => throw new InvalidOperationException($"A script answered '{outcome.Code}', which no refusal is known for."),
    };

    private static ProblemHttpResult Conflict(StoreOutcome outcome, string detail) => Refuse(StatusCodes.Status409Conflict, outcome, detail);

    private static ProblemHttpResult Refuse(int status, StoreOutcome outcome, string detail) => Problem.Of(status, outcome.Code, detail);
}
