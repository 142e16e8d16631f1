using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;
using DarkTower.ServiceDefaults;
using Microsoft.Extensions.Caching.Memory;

namespace DarkTower.GcDatabase.ApiKeys;

internal sealed record UsableKey(string[] Scopes, DateTimeOffset? ExpiresAt);

/// <summary>
/// Knows the keys of organizations. What the database said of a key is believed for some seconds, also that it is none: so long a
/// revocation may take to be seen.
/// </summary>
internal sealed partial class OrgKeyVerifier(Database database, TimeProvider time) : IKeyVerifier, IDisposable
{
    /// <summary>With the time of a request, below the five seconds that are promised.</summary>
    private static readonly TimeSpan Believed = TimeSpan.FromSeconds(3);

    private readonly MemoryCache _known = new(new MemoryCacheOptions { SizeLimit = 10_000 });

    public async ValueTask<ClaimsPrincipal?> VerifyAsync(string key, CancellationToken cancellationToken)
    {
        if (ApiKeyText.Parse(key) is not { } text)
            return null;
        // By hash: the cache must not keep keys.
        var name = Convert.ToBase64String(SHA256.HashData(Encoding.ASCII.GetBytes(key)));
        if (!_known.TryGetValue(name, out Known? known) || time.GetUtcNow() >= known!.Until)
            _known.Set(name, known = await AskAsync(text, cancellationToken),
                new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Believed });
        return known.Caller;
    }

    public void Dispose() => _known.Dispose();

    private async Task<Known> AskAsync(ApiKeyText text, CancellationToken cancellationToken)
    {
        var asked = time.GetUtcNow();
        var found = await UseApiKeyAsync(database, text.Org, text.Key, text.SecretHash, cancellationToken);
        var until = found?.ExpiresAt is { } expires && expires < asked + Believed ? expires : asked + Believed;
        return new Known(found is null ? null : OrgCaller.Principal(
            text.Org, text.Key.Value, found.Scopes.Select(scope => new Claim(Scopes.ClaimType, scope))), until);
    }

    [TenantQuery("api_keys", """
        WITH usable AS (
            SELECT k.key_id, k.scopes, k.expires_at, k.last_used_at
            FROM api_keys AS k
            JOIN organizations AS o ON o.org_id = @org AND o.deleted_at IS NULL
            LEFT JOIN users AS u ON u.org_id = @org AND u.user_id = k.user_id AND u.status = 'active'
            WHERE k.org_id = @org AND k.key_id = @key AND k.secret_hash = @secret_hash AND k.revoked_at IS NULL
                AND (k.expires_at IS NULL OR k.expires_at > now()) AND (k.user_id IS NULL OR u.user_id IS NOT NULL)
        ), used AS (
            UPDATE api_keys AS k
            SET last_used_at = now()
            FROM usable
            WHERE k.org_id = @org AND k.key_id = @key
                AND (usable.last_used_at IS NULL OR usable.last_used_at < now() - interval '1 minute')
        )
        SELECT scopes AS "scopes[!]", expires_at
        FROM usable
        """)]
    private static partial Task<UsableKey?> UseApiKeyAsync(
        Database database, OrgId org, ApiKeyId key, byte[] secretHash, CancellationToken cancellationToken);

    private sealed record Known(ClaimsPrincipal? Caller, DateTimeOffset Until);
}
