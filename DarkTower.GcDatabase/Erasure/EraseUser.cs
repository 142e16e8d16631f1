using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.GcDatabase.Erasure;

internal static partial class EraseUser
{
    /// <summary>
    /// The user's row stays for what points to it, without a person: here at once, the rest by the job. FOR UPDATE waits for those that hold
    /// the row's key while they add something of the user's.
    /// </summary>
    [TenantQuery("erasures", """
        WITH org AS (
            SELECT org_id
            FROM organizations
            WHERE org_id = @org AND deleted_at IS NULL
        ), person AS (
            SELECT user_id, deleted_at
            FROM users
            WHERE org_id = @org AND user_id = @user
            FOR UPDATE
        ), requested AS (
            INSERT INTO erasures (org_id, subject_type, subject_id, erased)
            SELECT @org, 'user', p.user_id, '{"users": 1}'
            FROM org
            JOIN person AS p ON p.deleted_at IS NULL
            ON CONFLICT (org_id, subject_type, subject_id) DO NOTHING
            RETURNING subject_id
        ), deleted AS (
            UPDATE users AS u
            SET email = 'erased-' || u.user_id::text || '@erased.invalid', display_name = 'Erased', password_hash = NULL,
                last_login_at = NULL, status = 'deactivated', deleted_at = now(), version = u.version + 1
            FROM requested AS r
            WHERE u.org_id = @org AND u.user_id = r.subject_id
        ), audited AS (
            INSERT INTO audit_logs (
                org_id, audit_id, actor_type, actor_id, ip_address, user_agent, request_id, action, target_type, target_id)
            SELECT @org, @audit_id, @audit_actor_type, @audit_actor_id, @audit_ip_address, @audit_user_agent, @audit_request_id,
                'user.erasure_requested', 'user', subject_id::text
            FROM requested
        )
        SELECT org.org_id, CASE WHEN person.user_id IS NULL THEN 'user-not-found' END AS refusal
        FROM org
        LEFT JOIN person ON true
        """)]
    private static partial Task<(Guid OrgId, string? Refusal)?> EraseUserAsync(
        Database database, OrgId org, UserId user, AuditEntry audit, CancellationToken cancellationToken);

    public static void Map(IEndpointRouteBuilder users) => users.MapPost("/erasure", HandleAsync)
        .RequireScope("users:write")
        .WithName("EraseUser")
        .WithSummary("Removes what is personal of a user; meetings and the trail stay, without the person")
        .WithDescription(
            "The user is not found from then on, and the email is free. Location says how far the rest is. Repeating it changes nothing and "
            + "answers the same.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Accepted, ProblemHttpResult>> HandleAsync(
        OrgId org, UserId user, AuditEntry audit, Database database, ErasureSignal signal, CancellationToken cancellationToken)
    {
        if (await EraseUserAsync(database, org, user, audit, cancellationToken) is not var (_, refusal)) return Refusals.Of("org-not-found");
        if (refusal is not null) return Refusals.Of(refusal);
        signal.Raise();
        return TypedResults.Accepted($"/v1/orgs/{org}/users/{user.Value}/erasure");
    }
}
