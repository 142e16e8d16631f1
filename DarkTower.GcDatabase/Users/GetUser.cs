using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.GcDatabase.Users;

internal sealed record GetUserResponse(
    Guid UserId, string Email, string DisplayName, UserStatus Status, DateTimeOffset? LastLoginAt, long Version,
    DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, string[] Roles);

internal static partial class GetUser
{
    [TenantQuery("users", """
        SELECT o.org_id, u.user_id, u.email, u.display_name, u.status, u.last_login_at, u.version, u.created_at, u.updated_at,
            ARRAY(SELECT role FROM user_roles WHERE org_id = @org AND user_id = u.user_id ORDER BY role) AS "roles[!]"
        FROM organizations AS o
        LEFT JOIN users AS u ON u.org_id = @org AND u.user_id = @user AND u.deleted_at IS NULL
        WHERE o.org_id = @org AND o.deleted_at IS NULL
        """)]
    private static partial Task<(Guid OrgId, GetUserResponse? User)?> GetUserAsync(
        Database database, OrgId org, UserId user, CancellationToken cancellationToken);

    public static void Map(IEndpointRouteBuilder users) => users.MapGet("/{user}", HandleAsync)
        .RequireScope("users:read")
        .WithName("GetUser")
        .WithSummary("A user by id")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<GetUserResponse>, ProblemHttpResult>> HandleAsync(
        OrgId org, UserId user, Database database, HttpResponse response, CancellationToken cancellationToken)
    {
        if (await GetUserAsync(database, org, user, cancellationToken) is not var (_, found)) return Refusals.Of("org-not-found");
        if (found is null) return Refusals.Of("user-not-found");
        response.SetEntityTag(found.Version);
        return TypedResults.Ok(found);
    }
}
