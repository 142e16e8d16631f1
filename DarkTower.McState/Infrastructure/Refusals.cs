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
        "request-id-reused" => Problem.Of(StatusCodes.Status422UnprocessableEntity, outcome.Code, "This requestId was used for another request."),
        "meeting-not-found" => Problem.Of(StatusCodes.Status404NotFound, outcome.Code, "There is no such meeting."),
        "meeting-not-live" => Problem.Of(StatusCodes.Status404NotFound, outcome.Code, "No controller has claimed the meeting."),
        "indeterminate" => Problem.Of(StatusCodes.Status503ServiceUnavailable, outcome.Code,
            "The store did not answer in time; the call may have had its effect. Repeat it as it was, with the same requestId if it has one."),
        "dependency-unavailable" => Problem.Of(StatusCodes.Status503ServiceUnavailable, outcome.Code, $"The live state store cannot be used: {outcome.Why}."),
        _ => throw new InvalidOperationException($"A script answered '{outcome.Code}', which no refusal is known for."),
    };

    /// <summary>For the group of all calls: whoever is told 503 is told when to come again.</summary>
    public static async ValueTask<object?> AddRetryAfter(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var result = await next(context);
        var inner = result is INestedHttpResult nested ? nested.Result : result;
        if (inner is IStatusCodeHttpResult { StatusCode: StatusCodes.Status503ServiceUnavailable }) context.HttpContext.Response.Headers.RetryAfter = "1";
        return result;
    }

    private static ProblemHttpResult Conflict(StoreOutcome outcome, string detail) => Problem.Of(StatusCodes.Status409Conflict, outcome.Code, detail);
}
