using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.GcDatabase.ApiKeys;

internal sealed record ListApiKeysResponse(List<ListedApiKey> Items, string? NextCursor);

internal sealed record ListedApiKey(
    Guid KeyId, string Name, string KeyPrefix, string[] Scopes, Guid? UserId, DateTimeOffset? ExpiresAt, DateTimeOffset? LastUsedAt,
    DateTimeOffset? RevokedAt, DateTimeOffset CreatedAt);

internal static partial class ListApiKeys
{
    [TenantQuery("api_keys", """
        SELECT k.key_id, k.name, k.key_prefix, k.scopes AS "scopes[!]", k.user_id, k.expires_at, k.last_used_at, k.revoked_at, k.created_at
        FROM organizations AS o
        LEFT JOIN LATERAL (
            SELECT key_id, name, key_prefix, scopes, user_id, expires_at, last_used_at, revoked_at, created_at
            FROM api_keys
            WHERE org_id = @org AND key_id < @before
            ORDER BY key_id DESC
            LIMIT @limit
        ) AS k ON true
        WHERE o.org_id = @org AND o.deleted_at IS NULL
        ORDER BY k.key_id DESC
        """)]
    private static partial Task<List<ListedApiKey?>> ListApiKeysAsync(
        Database database, OrgId org, Guid before, long limit, CancellationToken cancellationToken);

    public static void Map(IEndpointRouteBuilder keys) => keys.MapGet("", HandleAsync)
        .RequireScope("api-keys:read")
        .WithName("ListApiKeys")
        .WithSummary("Keys of the organization, newest first, revoked ones too")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<ListApiKeysResponse>, ProblemHttpResult>> HandleAsync(
        OrgId org, [AsParameters] Page page, Database database, CancellationToken cancellationToken)
    {
        var faults = new Faults();
        page.Validate(faults);
        if (faults.Any) return faults.ToProblem();

        var rows = await ListApiKeysAsync(database, org, page.Before, page.Size + 1, cancellationToken);
        if (rows is []) return Refusals.Of("org-not-found");
        var (items, next) = page.Cut(rows.OfType<ListedApiKey>().ToList(), item => item.KeyId);
        return TypedResults.Ok(new ListApiKeysResponse(items, next));
    }
}
