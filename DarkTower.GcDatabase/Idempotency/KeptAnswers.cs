using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;

namespace DarkTower.GcDatabase.Idempotency;

internal sealed record KnownAnswer(byte[] RequestHash, byte[]? ResponseBody);

internal static partial class KeptAnswers
{
    /// <summary>Two statements: what the holder of the lock committed is seen by a snapshot taken after the lock.</summary>
    [TenantQuery("idempotency_keys",
        "SELECT coalesce(pg_try_advisory_xact_lock(@key_lock), false) AS free",
        """
        SELECT request_hash, response_body
        FROM idempotency_keys
        WHERE org_id = @org AND key = @key AND expires_at > now()
        """)]
    public static partial Task<(bool Free, KnownAnswer? Known)> ReserveAnswerAsync(
        Database database, OrgId org, string key, long keyLock, CancellationToken cancellationToken);

    /// <summary>A row that is there has expired: whoever has the lock is alone with it.</summary>
    [TenantQuery("idempotency_keys", """
        INSERT INTO idempotency_keys (org_id, key, request_hash, state, response_status, response_body, lease_until)
        VALUES (@org, @key, @request_hash, 'done', @status, @body, now())
        ON CONFLICT (org_id, key) DO UPDATE
        SET request_hash = excluded.request_hash, state = excluded.state, response_status = excluded.response_status,
            response_body = excluded.response_body, lease_until = excluded.lease_until, expires_at = excluded.expires_at
        """)]
    public static partial Task<int> KeepAnswerAsync(
        Database database, OrgId org, string key, byte[] requestHash, int status, byte[] body, CancellationToken cancellationToken);
}
