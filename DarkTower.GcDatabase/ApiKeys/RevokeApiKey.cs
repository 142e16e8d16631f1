using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.GcDatabase.ApiKeys;

internal static partial class RevokeApiKey
{
    [TenantQuery("api_keys", """
        WITH org AS (
            SELECT org_id
            FROM organizations
            WHERE org_id = @org AND deleted_at IS NULL
        ), known AS (
            SELECT key_id
            FROM api_keys
            WHERE org_id = @org AND key_id = @key
        ), revoked AS (
            UPDATE api_keys AS k
            SET revoked_at = now()
            FROM org
            WHERE k.org_id = @org AND k.key_id = @key AND k.revoked_at IS NULL
            RETURNING k.key_id, k.name
        ), audited AS (
            INSERT INTO audit_logs (
                org_id, audit_id, actor_type, actor_id, ip_address, user_agent, request_id, action, target_type, target_id, details)
            SELECT @org, @audit_id, @audit_actor_type, @audit_actor_id, @audit_ip_address, @audit_user_agent, @audit_request_id,
                'api-key.revoked', 'api-key', key_id::text, jsonb_build_object('name', name)
            FROM revoked
        )
        SELECT org.org_id, CASE WHEN known.key_id IS NULL THEN 'api-key-not-found' END AS refusal
        FROM org
        LEFT JOIN known ON true
        """)]
    private static partial Task<(Guid OrgId, string? Refusal)?> RevokeApiKeyAsync(
        Database database, OrgId org, ApiKeyId key, AuditEntry audit, CancellationToken cancellationToken);

    public static void Map(IEndpointRouteBuilder keys) => keys.MapDelete("/{key}", HandleAsync)
        .RequireScope("api-keys:write")
        .WithName("RevokeApiKey")
        .WithSummary("Revokes a key; within five seconds nobody takes it any more")
        .WithDescription("Repeating it changes nothing and answers the same.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        OrgId org, ApiKeyId key, Database database, AuditEntry audit, CancellationToken cancellationToken)
    {
        if (await RevokeApiKeyAsync(database, org, key, audit, cancellationToken) is not var (_, refusal))
            return Refusals.Of("org-not-found");
        return refusal is not null ? Refusals.Of(refusal) : TypedResults.NoContent();
    }
}
