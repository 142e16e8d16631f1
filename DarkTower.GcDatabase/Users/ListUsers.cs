using System.ComponentModel;
using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.GcDatabase.Users;

internal sealed record ListUsersResponse(List<ListedUser> Items, string? NextCursor);

internal sealed record ListedUser(
    Guid UserId, string Email, string DisplayName, UserStatus Status, DateTimeOffset? LastLoginAt, long Version,
    DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);

internal static partial class ListUsers
{
    [TenantQuery("users", """
        SELECT u.user_id, u.email, u.display_name, u.status, u.last_login_at, u.version, u.created_at, u.updated_at
        FROM organizations AS o
        LEFT JOIN LATERAL (
            SELECT user_id, email, display_name, status, last_login_at, version, created_at, updated_at
            FROM users
            WHERE org_id = @org AND user_id < @before AND deleted_at IS NULL
            ORDER BY user_id DESC
            LIMIT @limit
        ) AS u ON true
        WHERE o.org_id = @org AND o.deleted_at IS NULL
        ORDER BY u.user_id DESC
        """)]
    private static partial Task<List<ListedUser?>> ListUsersAsync(
        Database database, OrgId org, Guid before, long limit, CancellationToken cancellationToken);

    [TenantQuery("users", """
        SELECT u.user_id, u.email, u.display_name, u.status, u.last_login_at, u.version, u.created_at, u.updated_at
        FROM organizations AS o
        LEFT JOIN users AS u ON u.org_id = @org AND u.user_id < @before AND u.email = lower(@email) AND u.deleted_at IS NULL
        WHERE o.org_id = @org AND o.deleted_at IS NULL
        LIMIT @limit
        """)]
    private static partial Task<List<ListedUser?>> ListUsersByEmailAsync(
        Database database, OrgId org, Guid before, long limit, string email, CancellationToken cancellationToken);

    public static void Map(IEndpointRouteBuilder users) => users.MapGet("", HandleAsync)
        .RequireScope("users:read")
        .WithName("ListUsers")
        .WithSummary("Users of the organization, newest first")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<ListUsersResponse>, ProblemHttpResult>> HandleAsync(
        OrgId org, [AsParameters] Page page, [Description("Only the user with this email, in any case.")] string? email,
        Database database, CancellationToken cancellationToken)
    {
        var faults = new Faults();
        page.Validate(faults);
        Email.Validate(faults, email, required: false);
        if (faults.Any) return faults.ToProblem();

        var rows = email is null
            ? await ListUsersAsync(database, org, page.Before, page.Size + 1, cancellationToken)
            : await ListUsersByEmailAsync(database, org, page.Before, page.Size + 1, email, cancellationToken);
        if (rows is []) return Refusals.Of("org-not-found");
        var (items, next) = page.Cut(rows.OfType<ListedUser>().ToList(), item => item.UserId);
        return TypedResults.Ok(new ListUsersResponse(items, next));
    }
}
