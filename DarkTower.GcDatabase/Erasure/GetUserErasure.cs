using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.GcDatabase.Erasure;

internal sealed record GetUserErasureResponse(
    ErasureState State, DateTimeOffset RequestedAt, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt,
    [property: JsonContext(typeof(GcDatabaseJson))] Dictionary<string, long> Erased,
    [property: JsonContext(typeof(GcDatabaseJson))] Dictionary<string, long>? Remaining);

internal static partial class GetUserErasure
{
    [TenantQuery("erasures", """
        SELECT o.org_id, e.state, e.created_at AS requested_at, e.started_at, e.finished_at, e.erased, e.remaining
        FROM organizations AS o
        LEFT JOIN erasures AS e ON e.org_id = @org AND e.subject_type = 'user' AND e.subject_id = @user
        WHERE o.org_id = @org AND o.deleted_at IS NULL
        """)]
    private static partial Task<(Guid OrgId, GetUserErasureResponse? Erasure)?> GetUserErasureAsync(
        Database database, OrgId org, UserId user, CancellationToken cancellationToken);

    public static void Map(IEndpointRouteBuilder users) => users.MapGet("/erasure", HandleAsync)
        .RequireScope("users:read")
        .WithName("GetUserErasure")
        .WithSummary("How far the erasure of a user is, and at the end the proof")
        .WithDescription(
            "erased counts the rows of each table removed or overwritten so far; remaining is there when it is done, counted then, and all zero.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<GetUserErasureResponse>, ProblemHttpResult>> HandleAsync(
        OrgId org, UserId user, Database database, CancellationToken cancellationToken)
    {
        if (await GetUserErasureAsync(database, org, user, cancellationToken) is not var (_, erasure)) return Refusals.Of("org-not-found");
        return erasure is null ? Refusals.Of("erasure-not-found") : TypedResults.Ok(erasure);
    }
}
