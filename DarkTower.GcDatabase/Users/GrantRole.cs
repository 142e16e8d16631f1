using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.GcDatabase.Users;

internal static partial class GrantRole
{
    /// <summary>The version is the user's, who is shown with the roles.</summary>
    [TenantQuery("user_roles", """
        WITH org AS (
            SELECT org_id
            FROM organizations
            WHERE org_id = @org AND deleted_at IS NULL
        ), person AS (
            SELECT user_id, version
            FROM users
            WHERE org_id = @org AND user_id = @user AND deleted_at IS NULL
            FOR NO KEY UPDATE
        ), decision AS (
            SELECT org.org_id, CASE
                WHEN p.user_id IS NULL THEN 'user-not-found'
                WHEN @if_match <> p.version THEN 'version-conflict'
            END AS refusal
            FROM org
            LEFT JOIN person AS p ON true
        ), granted AS (
            INSERT INTO user_roles (org_id, user_id, role)
            SELECT @org, @user, @role
            FROM decision
            WHERE refusal IS NULL
            ON CONFLICT (org_id, user_id, role) DO NOTHING
            RETURNING user_id, role
        ), raised AS (
            UPDATE users AS u
            SET version = u.version + 1
            FROM granted AS g
            WHERE u.org_id = @org AND u.user_id = g.user_id
        ), audited AS (
            INSERT INTO audit_logs (org_id, audit_id, actor_type, actor_id, ip_address, user_agent, request_id, action, target_type,
                target_id, details)
            SELECT @org, @audit_id, @audit_actor_type, @audit_actor_id, @audit_ip_address, @audit_user_agent, @audit_request_id,
                'user.role_granted', 'user', user_id::text, jsonb_build_object('role', role)
            FROM granted
        )
        SELECT org_id, refusal
        FROM decision
        """)]
    private static partial Task<(Guid OrgId, string? Refusal)?> GrantRoleAsync(
        Database database, OrgId org, UserId user, string role, long? ifMatch, AuditEntry audit, CancellationToken cancellationToken);

    public static void Map(IEndpointRouteBuilder users) => users.MapPut("/{user}/roles/{role}", HandleAsync)
        .RequireScope("users:write")
        .AcceptIfMatch()
        .WithName("GrantRole")
        .WithSummary("Gives a user a role: user, admin or org_admin")
        .WithDescription("Repeating it changes nothing and answers the same.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        OrgId org, UserId user, string role, IfMatch ifMatch, AuditEntry audit, Database database, CancellationToken cancellationToken)
    {
        var faults = new Faults();
        UserRole.Validate(faults, role);
        if (faults.Any) return faults.ToProblem();

        if (await GrantRoleAsync(database, org, user, role, ifMatch.Version, audit, cancellationToken) is not var (_, refusal))
            return Refusals.Of("org-not-found");
        return refusal is not null ? Refusals.Of(refusal) : TypedResults.NoContent();
    }
}
