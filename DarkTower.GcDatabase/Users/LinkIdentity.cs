using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.GcDatabase.Users;

internal static partial class LinkIdentity
{
    /// <summary>
    /// Another call may have linked the identity after this statement began, where it cannot see the row. The conflict leads to that row all
    /// the same: it is taken (written as it is) when it is this user's, and left alone when it is another's. One that is seen is not written.
    /// </summary>
    [TenantQuery("user_identities", """
        WITH org AS (
            SELECT org_id
            FROM organizations
            WHERE org_id = @org AND deleted_at IS NULL
        ), person AS (
            SELECT user_id
            FROM users
            WHERE org_id = @org AND user_id = @user AND deleted_at IS NULL
            FOR KEY SHARE
        ), seen AS (
            SELECT user_id
            FROM user_identities
            WHERE org_id = @org AND provider = @provider AND provider_user_id = @subject
        ), linked AS (
            INSERT INTO user_identities AS i (org_id, provider, provider_user_id, user_id)
            SELECT @org, @provider, @subject, user_id
            FROM person
            WHERE NOT EXISTS (SELECT FROM seen)
            ON CONFLICT (org_id, provider, provider_user_id)
                DO UPDATE SET token_expires_at = i.token_expires_at WHERE i.user_id = @user
            RETURNING i.user_id, i.created_at = now() AS is_new
        ), audited AS (
            INSERT INTO audit_logs (org_id, audit_id, actor_type, actor_id, ip_address, user_agent, request_id, action, target_type,
                target_id, details)
            SELECT @org, @audit_id, @audit_actor_type, @audit_actor_id, @audit_ip_address, @audit_user_agent, @audit_request_id,
                'user.identity_linked', 'user', user_id::text, jsonb_build_object('provider', @provider::text)
            FROM linked
            WHERE is_new
        )
        SELECT org.org_id, CASE
            WHEN person.user_id IS NULL THEN 'user-not-found'
            WHEN coalesce(linked.user_id, seen.user_id) IS DISTINCT FROM @user THEN 'identity-taken'
        END AS refusal
        FROM org
        LEFT JOIN person ON true
        LEFT JOIN seen ON true
        LEFT JOIN linked ON true
        """)]
    private static partial Task<(Guid OrgId, string? Refusal)?> LinkIdentityAsync(
        Database database, OrgId org, UserId user, string provider, string subject, AuditEntry audit, CancellationToken cancellationToken);

    public static void Map(IEndpointRouteBuilder users) => users.MapPut("/{user}/identities/{provider}/{subject}", HandleAsync)
        .RequireScope("users:write")
        .WithName("LinkIdentity")
        .WithSummary("Links an account at an identity provider to a user")
        .WithDescription("The subject is the provider's id of the person, percent-encoded. Repeating it changes nothing and answers the same.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        OrgId org, UserId user, string provider, string subject, HttpContext context, AuditEntry audit, Database database,
        CancellationToken cancellationToken)
    {
        var faults = new Faults();
        var decoded = Identity.Validate(faults, provider, subject, context);
        if (faults.Any) return faults.ToProblem();

        if (await LinkIdentityAsync(database, org, user, provider, decoded, audit, cancellationToken) is not var (_, refusal))
            return Refusals.Of("org-not-found");
        return refusal is not null ? Refusals.Of(refusal) : TypedResults.NoContent();
    }
}
