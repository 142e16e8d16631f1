using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.GcDatabase.Users;

internal static partial class UnlinkIdentity
{
    /// <summary>Of another user it is left alone, as one that is linked to nobody is.</summary>
    [TenantQuery("user_identities", """
        WITH org AS (
            SELECT org_id
            FROM organizations
            WHERE org_id = @org AND deleted_at IS NULL
        ), person AS (
            SELECT user_id
            FROM users
            WHERE org_id = @org AND user_id = @user AND deleted_at IS NULL
        ), unlinked AS (
            DELETE FROM user_identities AS i
            USING person AS p
            WHERE i.org_id = @org AND i.provider = @provider AND i.provider_user_id = @subject AND i.user_id = p.user_id
            RETURNING i.user_id
        ), audited AS (
            INSERT INTO audit_logs (org_id, audit_id, actor_type, actor_id, ip_address, user_agent, request_id, action, target_type,
                target_id, details)
            SELECT @org, @audit_id, @audit_actor_type, @audit_actor_id, @audit_ip_address, @audit_user_agent, @audit_request_id,
                'user.identity_unlinked', 'user', user_id::text, jsonb_build_object('provider', @provider::text)
            FROM unlinked
        )
        SELECT org.org_id, CASE WHEN person.user_id IS NULL THEN 'user-not-found' END AS refusal
        FROM org
        LEFT JOIN person ON true
        """)]
    private static partial Task<(Guid OrgId, string? Refusal)?> UnlinkIdentityAsync(
        Database database, OrgId org, UserId user, string provider, string subject, AuditEntry audit, CancellationToken cancellationToken);

    public static void Map(IEndpointRouteBuilder users) => users.MapDelete("/{user}/identities/{provider}/{subject}", HandleAsync)
        .RequireScope("users:write")
        .WithName("UnlinkIdentity")
        .WithSummary("Takes an account at an identity provider from a user")
        .WithDescription("Repeating it changes nothing and answers the same.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        OrgId org, UserId user, string provider, string subject, HttpContext context, AuditEntry audit, Database database,
        CancellationToken cancellationToken)
    {
        var faults = new Faults();
        var decoded = Identity.Validate(faults, provider, subject, context);
        if (faults.Any) return faults.ToProblem();

        if (await UnlinkIdentityAsync(database, org, user, provider, decoded, audit, cancellationToken) is not var (_, refusal))
            return Refusals.Of("org-not-found");
        return refusal is not null ? Refusals.Of(refusal) : TypedResults.NoContent();
    }
}
