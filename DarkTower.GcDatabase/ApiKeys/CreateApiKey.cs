using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using DarkTower.GcDatabase.Idempotency;
using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.GcDatabase.ApiKeys;

internal sealed record CreateApiKeyRequest(
    [property: Required] string? Name = null,
    [property: Required, Description("What the key may do; an organization's own key gives none that it does not have.")]
    string[]? Scopes = null,
    [property: Description("The user it acts for: it works while that user is active.")] Guid? UserId = null,
    [property: Description("Never when left out.")] DateTimeOffset? ExpiresAt = null);

internal sealed record CreateApiKeyResponse(
    Guid KeyId, string Name, string KeyPrefix, string[] Scopes, Guid? UserId, DateTimeOffset? ExpiresAt, DateTimeOffset CreatedAt)
{
    [Required, Description("Shown this once; only its hash is kept.")]
    public string Key { get; init; } = "";
}

internal static partial class CreateApiKey
{
    private const int LongestName = 100;

    [TenantQuery("api_keys", """
        WITH org AS (
            SELECT status
            FROM organizations
            WHERE org_id = @org AND deleted_at IS NULL
        ), holder AS (
            SELECT user_id, status
            FROM users
            WHERE org_id = @org AND user_id = @user_id AND deleted_at IS NULL
            FOR KEY SHARE
        ), decision AS (
            SELECT CASE
                WHEN org.status <> 'active' THEN 'org-suspended'
                WHEN @user_id IS NOT NULL AND holder.user_id IS NULL THEN 'user-not-found'
                WHEN holder.status <> 'active' THEN 'user-deactivated'
            END AS refusal
            FROM org
            LEFT JOIN holder ON true
        ), created AS (
            INSERT INTO api_keys (org_id, key_id, user_id, name, key_prefix, secret_hash, scopes, expires_at)
            SELECT @org, @key, @user_id, @name, @key_prefix, @secret_hash, @scopes, @expires_at
            FROM decision
            WHERE refusal IS NULL
            RETURNING key_id, name, key_prefix, scopes, user_id, expires_at, created_at
        ), audited AS (
            INSERT INTO audit_logs (
                org_id, audit_id, actor_type, actor_id, ip_address, user_agent, request_id, action, target_type, target_id, details)
            SELECT @org, @audit_id, @audit_actor_type, @audit_actor_id, @audit_ip_address, @audit_user_agent, @audit_request_id,
                'api-key.created', 'api-key', key_id::text,
                jsonb_build_object('name', name, 'scopes', to_jsonb(scopes), 'userId', user_id, 'expiresAt', expires_at)
            FROM created
        )
        SELECT d.refusal, c.key_id, c.name, c.key_prefix, c.scopes AS "scopes[!]", c.user_id, c.expires_at, c.created_at
        FROM decision AS d
        LEFT JOIN created AS c ON true
        """)]
    private static partial Task<(string? Refusal, CreateApiKeyResponse? Created)?> CreateApiKeyAsync(
        Database database, OrgId org, ApiKeyId key, Guid? userId, string name, string keyPrefix, byte[] secretHash, string[] scopes,
        DateTimeOffset? expiresAt, AuditEntry audit, CancellationToken cancellationToken);

    public static void Map(IEndpointRouteBuilder keys) => keys.MapPost("", HandleAsync)
        .RequireScope("api-keys:write")
        .Idempotent()
        .WithName("CreateApiKey")
        .WithSummary("Creates a key for programs of the organization")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Created<CreateApiKeyResponse>, ProblemHttpResult>> HandleAsync(
        OrgId org, CreateApiKeyRequest request, Database database, AuditEntry audit, TimeProvider time, ClaimsPrincipal caller,
        CancellationToken cancellationToken)
    {
        var faults = Validate(request, time.GetUtcNow());
        if (faults.Any) return faults.ToProblem();
        if (!request.Scopes!.All(caller.HasScope)) return Refusals.Of("missing-scope");

        var text = ApiKeyText.New(new ApiKeyId(Id.New(time)), org);
        if (await CreateApiKeyAsync(
                database, org, text.Key, request.UserId, request.Name!, text.Prefix, text.SecretHash, request.Scopes!, request.ExpiresAt,
                audit, cancellationToken) is not var (refusal, created))
            return Refusals.Of("org-not-found");
        if (refusal is not null) return Refusals.Of(refusal);
        return TypedResults.Created($"/v1/orgs/{org}/api-keys/{created!.KeyId}", created with { Key = text.ToString() });
    }

    private static Faults Validate(CreateApiKeyRequest request, DateTimeOffset now)
    {
        var faults = new Faults();
        faults.Text("name", request.Name, max: LongestName);
        if (request.Scopes is not { Length: > 0 } scopes) faults.Add("scopes", "must name at least one scope");
        else if (scopes.Except(ApiKeyScopes.All).Any()) faults.Add("scopes", $"must be of {string.Join(", ", ApiKeyScopes.All)}");
        else if (scopes.Distinct().Count() < scopes.Length) faults.Add("scopes", "must not name one twice");
        // The end of the calendar is an infinity to the driver.
        if (request.ExpiresAt is { } expires && (expires <= now || expires.Year > 2999)) faults.Add("expiresAt", "must be after now, to 2999");
        return faults;
    }
}
