using System.ComponentModel;
using DarkTower.GcDatabase.Infrastructure;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace DarkTower.GcDatabase.Users;

internal sealed record ListUsersResponse(List<ListedUser> Items, string? NextCursor);

internal sealed record ListedUser(
    Guid UserId, string Email, string DisplayName, string Status, DateTimeOffset? LastLoginAt, long Version,
    DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);

internal static class ListUsers
{
    private static readonly Statement List = new("ListUsers", "users", """
        SELECT u.user_id, u.email, u.display_name, u.status, u.last_login_at, u.version, u.created_at, u.updated_at
        FROM organizations AS o
        LEFT JOIN LATERAL (
            SELECT user_id, email, display_name, status, last_login_at, version, created_at, updated_at
            FROM users
            WHERE org_id = $1 AND user_id < $2 AND deleted_at IS NULL
            ORDER BY user_id DESC
            LIMIT $3
        ) AS u ON true
        WHERE o.org_id = $1 AND o.deleted_at IS NULL
        ORDER BY u.user_id DESC
        """);

    private static readonly Statement ListByEmail = new("ListUsersByEmail", "users", """
        SELECT u.user_id, u.email, u.display_name, u.status, u.last_login_at, u.version, u.created_at, u.updated_at
        FROM organizations AS o
        LEFT JOIN users AS u ON u.org_id = $1 AND u.user_id < $2 AND u.email = lower($4) AND u.deleted_at IS NULL
        WHERE o.org_id = $1 AND o.deleted_at IS NULL
        LIMIT $3
        """);

    public static void Map(IEndpointRouteBuilder users) => users.MapGet("", HandleAsync)
        .RequireScope("users:read")
        .WithName("ListUsers")
        .WithSummary("Users of the organization, newest first")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<ListUsersResponse>, ProblemHttpResult>> HandleAsync(
        OrgId org, [AsParameters] Page page, [Description("Only the user with this email, in any case.")] string? email,
        TenantDatabase database, CancellationToken cancellationToken)
    {
        var faults = new Faults();
        page.Validate(faults);
        Email.Validate(faults, email, required: false);
        if (faults.Any) return faults.ToProblem();

        var rows = email is null
            ? await database.QueryAsync(org, List, Read, cancellationToken,
                Param.Uuid(org.Value), Param.Uuid(page.Before), Param.Int(page.Size + 1))
            : await database.QueryAsync(org, ListByEmail, Read, cancellationToken,
                Param.Uuid(org.Value), Param.Uuid(page.Before), Param.Int(page.Size + 1), Param.Text(email));
        if (rows is []) return Refusals.Of("org-not-found");
        var (items, next) = page.Cut(rows.OfType<ListedUser>().ToList(), item => item.UserId);
        return TypedResults.Ok(new ListUsersResponse(items, next));
    }

    private static ListedUser? Read(NpgsqlDataReader row) => row.IsDBNull(0)
        ? null
        : new(row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetTimeOrNull(4),
            row.GetInt64(5), row.GetTime(6), row.GetTime(7));
}
