using DarkTower.GcDatabase.Infrastructure;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace DarkTower.GcDatabase.Users;

internal sealed record GetUserResponse(
    Guid UserId, string Email, string DisplayName, string Status, DateTimeOffset? LastLoginAt, long Version,
    DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);

internal static class GetUser
{
    private static readonly Statement Get = new("GetUser", "users", """
        SELECT u.user_id, u.email, u.display_name, u.status, u.last_login_at, u.version, u.created_at, u.updated_at
        FROM organizations AS o
        LEFT JOIN users AS u ON u.org_id = $1 AND u.user_id = $2 AND u.deleted_at IS NULL
        WHERE o.org_id = $1 AND o.deleted_at IS NULL
        """);

    public static void Map(IEndpointRouteBuilder users) => users.MapGet("/{user}", HandleAsync)
        .RequireScope("users:read")
        .WithName("GetUser")
        .WithSummary("A user by id")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<GetUserResponse>, ProblemHttpResult>> HandleAsync(
        OrgId org, UserId user, TenantDatabase database, HttpResponse response, CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync(org, Get, Read, cancellationToken, Param.Uuid(org.Value), Param.Uuid(user.Value));
        if (rows is not [var found]) return Refusals.Of("org-not-found");
        if (found is null) return Refusals.Of("user-not-found");
        response.SetEntityTag(found.Version);
        return TypedResults.Ok(found);
    }

    private static GetUserResponse? Read(NpgsqlDataReader row) => row.IsDBNull(0)
        ? null
        : new(row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetTimeOrNull(4),
            row.GetInt64(5), row.GetTime(6), row.GetTime(7));
}
