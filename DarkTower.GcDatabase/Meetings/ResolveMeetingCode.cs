using DarkTower.GcDatabase.Infrastructure;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.GcDatabase.Meetings;

internal sealed record ResolveMeetingCodeResponse(Guid OrgId, Guid MeetingId);

internal static class ResolveMeetingCode
{
    private static readonly Statement Resolve = new("ResolveMeetingCode", "meeting_codes", """
        SELECT org_id, meeting_id
        FROM meeting_codes
        WHERE meeting_code = $1
        """);

    public static void Map(IEndpointRouteBuilder v1) => v1.MapGet("/meeting-codes/{code}", HandleAsync)
        .RequireScope("meeting-codes:read")
        .WithTags("Meetings")
        .WithName("ResolveMeetingCode")
        .WithSummary("The meeting a code stands for")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<ResolveMeetingCodeResponse>, ProblemHttpResult>> HandleAsync(
        string code, TenantDatabase database, CancellationToken cancellationToken)
    {
        var faults = new Faults();
        if (!MeetingCode.IsValid(code)) faults.Add("code", $"must be {MeetingCode.Length} letters and digits");
        if (faults.Any) return faults.ToProblem();

        var rows = await database.QueryGlobalAsync(Resolve,
            row => new ResolveMeetingCodeResponse(row.GetGuid(0), row.GetGuid(1)), cancellationToken, Param.Text(code));
        return rows is [var found] ? TypedResults.Ok(found) : Refusals.Of("meeting-code-not-found");
    }
}
