using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.GcDatabase.Users;

internal static partial class RecordLogin
{
    /// <summary>A statement that waited for another may have begun before it: the later time stays.</summary>
    [TenantQuery("users", """
        WITH org AS (
            SELECT org_id
            FROM organizations
            WHERE org_id = @org AND deleted_at IS NULL
        ), person AS (
            SELECT user_id, status
            FROM users
            WHERE org_id = @org AND user_id = @user AND deleted_at IS NULL
            FOR NO KEY UPDATE
        ), decision AS (
            SELECT org.org_id, CASE
                WHEN p.user_id IS NULL THEN 'user-not-found'
                WHEN p.status <> 'active' THEN 'user-deactivated'
            END AS refusal
            FROM org
            LEFT JOIN person AS p ON true
        ), changed AS (
            UPDATE users AS u
            SET last_login_at = greatest(u.last_login_at, now())
            FROM decision AS d
            WHERE u.org_id = @org AND u.user_id = @user AND d.refusal IS NULL
            RETURNING u.user_id
        ), audited AS (
            INSERT INTO audit_logs (org_id, audit_id, actor_type, actor_id, ip_address, user_agent, request_id, action, target_type,
                target_id)
            SELECT @org, @audit_id, @audit_actor_type, @audit_actor_id, @audit_ip_address, @audit_user_agent, @audit_request_id,
                'user.signed_in', 'user', user_id::text
            FROM changed
        )
        SELECT org_id, refusal
        FROM decision
        """)]
    private static partial Task<(Guid OrgId, string? Refusal)?> RecordLoginAsync(
        Database database, OrgId org, UserId user, AuditEntry audit, CancellationToken cancellationToken);

    public static void Map(IEndpointRouteBuilder users) => users.MapPost("/{user}/logins", HandleAsync)
        .RequireScope("users:write")
        .WithName("RecordLogin")
        .WithSummary("Notes that a user has signed in now")
        .WithDescription("lastLoginAt never goes back. A repetition is another sign-in.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        OrgId org, UserId user, AuditEntry audit, Database database, CancellationToken cancellationToken)
    {
        if (await RecordLoginAsync(database, org, user, audit, cancellationToken) is not var (_, refusal))
            return Refusals.Of("org-not-found");
        return refusal is not null ? Refusals.Of(refusal) : TypedResults.NoContent();
    }
}
