using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.GcDatabase.Users;

internal static partial class DeactivateUser
{
    [TenantQuery("users", """
        WITH org AS (
            SELECT org_id
            FROM organizations
            WHERE org_id = @org AND deleted_at IS NULL
        ), person AS (
            SELECT user_id, status, version
            FROM users
            WHERE org_id = @org AND user_id = @user AND deleted_at IS NULL
            FOR NO KEY UPDATE
        ), decision AS (
            SELECT org.org_id, p.status = 'active' AS changes, CASE
                WHEN p.user_id IS NULL THEN 'user-not-found'
                WHEN @if_match <> p.version THEN 'version-conflict'
            END AS refusal
            FROM org
            LEFT JOIN person AS p ON true
        ), changed AS (
            UPDATE users AS u
            SET status = 'deactivated', version = u.version + 1
            FROM decision AS d
            WHERE u.org_id = @org AND u.user_id = @user AND d.refusal IS NULL AND d.changes
            RETURNING u.user_id
        ), audited AS (
            INSERT INTO audit_logs (org_id, audit_id, actor_type, actor_id, ip_address, user_agent, request_id, action, target_type,
                target_id)
            SELECT @org, @audit_id, @audit_actor_type, @audit_actor_id, @audit_ip_address, @audit_user_agent, @audit_request_id,
                'user.deactivated', 'user', user_id::text
            FROM changed
        )
        SELECT org_id, refusal
        FROM decision
        """)]
    private static partial Task<(Guid OrgId, string? Refusal)?> DeactivateUserAsync(
        Database database, OrgId org, UserId user, long? ifMatch, AuditEntry audit, CancellationToken cancellationToken);

    public static void Map(IEndpointRouteBuilder users) => users.MapDelete("/{user}", HandleAsync)
        .RequireScope("users:write")
        .AcceptIfMatch()
        .WithName("DeactivateUser")
        .WithSummary("Deactivates a user")
        .WithDescription("The user can be found and brought back. Repeating it changes nothing and answers the same.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        OrgId org, UserId user, IfMatch ifMatch, AuditEntry audit, Database database, CancellationToken cancellationToken)
    {
        if (await DeactivateUserAsync(database, org, user, ifMatch.Version, audit, cancellationToken) is not var (_, refusal))
            return Refusals.Of("org-not-found");
        return refusal is not null ? Refusals.Of(refusal) : TypedResults.NoContent();
    }
}
