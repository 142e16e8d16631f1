using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.GcDatabase.Meetings;

internal sealed record ResolveMeetingCodeResponse(Guid OrgId, Guid MeetingId);

internal static partial class ResolveMeetingCode
{
    [GlobalQuery("meeting_codes", "The code is all the caller has; it leads to the tenant.", """
        SELECT org_id, meeting_id
        FROM meeting_codes
        WHERE meeting_code = @code
        """)]
    private static partial Task<ResolveMeetingCodeResponse?> ResolveMeetingCodeAsync(
        Database database, string code, CancellationToken cancellationToken);

    public static void Map(IEndpointRouteBuilder v1) => v1.MapGet("/meeting-codes/{code}", HandleAsync)
        .RequireScope("meeting-codes:read")
        .WithTags("Meetings")
        .WithName("ResolveMeetingCode")
        .WithSummary("The meeting a code stands for")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<ResolveMeetingCodeResponse>, ProblemHttpResult>> HandleAsync(
        string code, Database database, CancellationToken cancellationToken)
    {
        var faults = new Faults();
        if (!MeetingCode.IsValid(code)) faults.Add("code", $"must be {MeetingCode.Length} letters and digits");
        if (faults.Any) return faults.ToProblem();

        var found = await ResolveMeetingCodeAsync(database, code, cancellationToken);
        return found is null ? Refusals.Of("meeting-code-not-found") : TypedResults.Ok(found);
    }
}
