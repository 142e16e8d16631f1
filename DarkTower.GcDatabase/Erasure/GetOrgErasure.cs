using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.GcDatabase.Erasure;

internal sealed record GetOrgErasureResponse(
    ErasureState State, DateTimeOffset RequestedAt, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt,
    [property: JsonContext(typeof(GcDatabaseJson))] Dictionary<string, long> Erased,
    [property: JsonContext(typeof(GcDatabaseJson))] Dictionary<string, long>? Remaining);

internal static partial class GetOrgErasure
{
    [TenantQuery("erasures", """
        SELECT o.org_id, e.state, e.created_at AS requested_at, e.started_at, e.finished_at, e.erased, e.remaining
        FROM organizations AS o
        LEFT JOIN erasures AS e ON e.org_id = @org AND e.subject_type = 'org' AND e.subject_id = @org
        WHERE o.org_id = @org
        """)]
    private static partial Task<(Guid OrgId, GetOrgErasureResponse? Erasure)?> GetOrgErasureAsync(
        Database database, OrgId org, CancellationToken cancellationToken);

    public static void Map(IEndpointRouteBuilder orgs) => orgs.MapGet("/erasure", HandleAsync)
        .RequireScope("platform:orgs")
        .WithName("GetOrgErasure")
        .WithSummary("How far the erasure of an organization is, and at the end the proof")
        .WithDescription("erased counts the rows of each table so far; remaining is there when it is done, counted then, and all zero.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<GetOrgErasureResponse>, ProblemHttpResult>> HandleAsync(
        OrgId org, Database database, CancellationToken cancellationToken)
    {
        if (await GetOrgErasureAsync(database, org, cancellationToken) is not var (_, erasure)) return Refusals.Of("org-not-found");
        return erasure is null ? Refusals.Of("erasure-not-found") : TypedResults.Ok(erasure);
    }
}
