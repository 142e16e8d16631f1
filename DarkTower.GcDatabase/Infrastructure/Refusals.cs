using System.Collections.Frozen;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace DarkTower.GcDatabase.Infrastructure;

/// <summary>Every refusal of this service, by its code. Statements answer with these codes; clients decide by them.</summary>
internal static class Refusals
{
    private static readonly FrozenDictionary<string, (int Status, string Detail)> ByCode =
        new Dictionary<string, (int, string)>
        {
            ["org-not-found"] = (Status404NotFound, "There is no such organization."),
            ["user-not-found"] = (Status404NotFound, "There is no such user in this organization."),
            ["meeting-not-found"] = (Status404NotFound, "There is no such meeting in this organization."),
            ["participant-not-found"] = (Status404NotFound, "There is no such participant in this meeting."),
            ["recording-not-found"] = (Status404NotFound, "There is no such recording of this meeting."),
            ["meeting-code-not-found"] = (Status404NotFound, "No meeting has this code."),
            ["controller-not-found"] = (Status404NotFound, "No meeting controller has registered under this id."),
            ["handler-not-found"] = (Status404NotFound, "No media handler has registered under this id."),
            ["assignment-not-found"] = (Status404NotFound, "The meeting is not assigned in this region."),
            ["api-key-not-found"] = (Status404NotFound, "There is no such key in this organization."),
            ["erasure-not-found"] = (Status404NotFound, "No erasure was asked for."),
            ["missing-scope"] = (Status403Forbidden, "The key does not have a scope that this takes."),
            ["guests-not-allowed"] = (Status403Forbidden, "This meeting does not let guests in."),
            ["external-participants-not-allowed"] = (Status403Forbidden, "This meeting lets nobody in from outside the organization."),
            ["org-suspended"] = (Status409Conflict, "The organization is suspended."),
            ["subdomain-taken"] = (Status409Conflict, "Another organization has this subdomain."),
            ["email-taken"] = (Status409Conflict, "Another user of this organization has this email."),
            ["identity-taken"] = (Status409Conflict, "Another user of this organization signs in with this identity."),
            ["org-has-open-meetings"] = (Status409Conflict, "The organization has meetings that are scheduled or active."),
            ["user-deactivated"] = (Status409Conflict, "The user is deactivated."),
            ["meeting-limit-reached"] = (Status409Conflict, "The organization has as many open meetings as it may have."),
            ["meeting-not-open"] = (Status409Conflict, "The meeting has ended or was cancelled."),
            ["meeting-open"] = (Status409Conflict, "The meeting is scheduled or active: end or cancel it first."),
            ["meeting-not-started"] = (Status409Conflict, "The meeting has not started."),
            ["meeting-started"] = (Status409Conflict, "The meeting has started: it can be ended, not cancelled."),
            ["participants-exceed-limit"] = (Status409Conflict, "More participants are in the meeting than that."),
            ["meeting-full"] = (Status409Conflict, "The meeting has as many participants as it may have."),
            ["already-joined"] = (Status409Conflict, "The user is in this meeting already."),
            ["recording-not-allowed"] = (Status409Conflict, "The meeting does not allow recording."),
            ["recording-not-ready"] = (Status409Conflict, "Only a recording that is ready can be public."),
            ["storage-object-taken"] = (Status409Conflict, "Another recording of this organization has this object."),
            ["illegal-transition"] = (Status409Conflict, "The recording does not go from its state to that one, or was there otherwise."),
            ["ended-before-started"] = (Status409Conflict, "The recording started after that time."),
            ["meeting-code-taken"] = (Status503ServiceUnavailable, "No free meeting code was drawn; send the request again."),
            ["stale-heartbeat"] = (Status409Conflict, "A newer registration or heartbeat has been taken; this one changed nothing."),
            ["assignment-replaced"] = (Status409Conflict, "The meeting has another assignment in this region by now."),
            ["no-controller-available"] = (Status503ServiceUnavailable, "No meeting controller of the region can take the meeting now."),
            ["no-handler-available"] = (Status503ServiceUnavailable, "No media handler of the region can take streams now."),
            ["version-conflict"] = (Status412PreconditionFailed, "It has changed since the version that If-Match names."),
            ["precondition-required"] = (Status428PreconditionRequired, "Send the ETag that was seen as If-Match."),
            ["idempotency-key-reused"] = (Status422UnprocessableEntity, "The Idempotency-Key was used for another request."),
            ["idempotency-key-in-flight"] = (Status409Conflict, "The request with this Idempotency-Key is still running."),
        }.ToFrozenDictionary();

    /// <summary>For the document of all codes.</summary>
    public static IEnumerable<ProblemCode> All => ByCode.Select(pair => new ProblemCode(pair.Key, pair.Value.Status, pair.Value.Detail));

    public static ProblemHttpResult Of(string code)
    {
        var (status, detail) = ByCode[code];
        return Problem.Of(status, code, detail);
    }
}
