using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;

namespace DarkTower.GcDatabase.Erasure;

/// <summary>Who an organization was, after its meetings. Batches as those of <see cref="OrgMeetings"/>.</summary>
internal static partial class OrgPeople
{
    [TenantQuery("user_roles", """
        WITH due AS (
            SELECT org_id
            FROM erasures
            WHERE org_id = @org AND subject_type = 'org' AND subject_id = @org AND state <> 'done'
            FOR UPDATE SKIP LOCKED
        ), batch AS (
            SELECT r.user_id, r.role
            FROM user_roles AS r
            JOIN due ON true
            WHERE r.org_id = @org
            ORDER BY r.user_id, r.role
            LIMIT @batch
        ), removed AS (
            DELETE FROM user_roles AS r
            USING batch AS b
            WHERE r.org_id = @org AND r.user_id = b.user_id AND r.role = b.role
            RETURNING r.role
        ), noted AS (
            UPDATE erasures AS e
            SET state = 'running', started_at = coalesce(e.started_at, now()),
                erased = e.erased || jsonb_build_object('userRoles', coalesce((e.erased ->> 'userRoles')::bigint, 0) + n.number)
            FROM (SELECT count(*) AS number FROM removed) AS n
            WHERE e.org_id = @org AND e.subject_type = 'org' AND e.subject_id = @org AND n.number > 0
        )
        SELECT (SELECT count(*) FROM removed) AS number
        FROM due
        """, Role = "darktower_jobs")]
    public static partial Task<long?> RemoveRolesAsync(
        Database database, OrgId org, long batch, CancellationToken cancellationToken);

    [TenantQuery("user_identities", """
        WITH due AS (
            SELECT org_id
            FROM erasures
            WHERE org_id = @org AND subject_type = 'org' AND subject_id = @org AND state <> 'done'
            FOR UPDATE SKIP LOCKED
        ), batch AS (
            SELECT i.provider, i.provider_user_id
            FROM user_identities AS i
            JOIN due ON true
            WHERE i.org_id = @org
            ORDER BY i.provider, i.provider_user_id
            LIMIT @batch
        ), removed AS (
            DELETE FROM user_identities AS i
            USING batch AS b
            WHERE i.org_id = @org AND i.provider = b.provider AND i.provider_user_id = b.provider_user_id
            RETURNING i.provider_user_id
        ), noted AS (
            UPDATE erasures AS e
            SET state = 'running', started_at = coalesce(e.started_at, now()),
                erased = e.erased || jsonb_build_object('userIdentities', coalesce((e.erased ->> 'userIdentities')::bigint, 0) + n.number)
            FROM (SELECT count(*) AS number FROM removed) AS n
            WHERE e.org_id = @org AND e.subject_type = 'org' AND e.subject_id = @org AND n.number > 0
        )
        SELECT (SELECT count(*) FROM removed) AS number
        FROM due
        """, Role = "darktower_jobs")]
    public static partial Task<long?> RemoveIdentitiesAsync(
        Database database, OrgId org, long batch, CancellationToken cancellationToken);

    [TenantQuery("api_keys", """
        WITH due AS (
            SELECT org_id
            FROM erasures
            WHERE org_id = @org AND subject_type = 'org' AND subject_id = @org AND state <> 'done'
            FOR UPDATE SKIP LOCKED
        ), batch AS (
            SELECT k.key_id
            FROM api_keys AS k
            JOIN due ON true
            WHERE k.org_id = @org
            ORDER BY k.key_id
            LIMIT @batch
        ), removed AS (
            DELETE FROM api_keys AS k
            USING batch AS b
            WHERE k.org_id = @org AND k.key_id = b.key_id
            RETURNING k.key_id
        ), noted AS (
            UPDATE erasures AS e
            SET state = 'running', started_at = coalesce(e.started_at, now()),
                erased = e.erased || jsonb_build_object('apiKeys', coalesce((e.erased ->> 'apiKeys')::bigint, 0) + n.number)
            FROM (SELECT count(*) AS number FROM removed) AS n
            WHERE e.org_id = @org AND e.subject_type = 'org' AND e.subject_id = @org AND n.number > 0
        )
        SELECT (SELECT count(*) FROM removed) AS number
        FROM due
        """, Role = "darktower_jobs")]
    public static partial Task<long?> RemoveApiKeysAsync(
        Database database, OrgId org, long batch, CancellationToken cancellationToken);

    [TenantQuery("users", """
        WITH due AS (
            SELECT org_id
            FROM erasures
            WHERE org_id = @org AND subject_type = 'org' AND subject_id = @org AND state <> 'done'
            FOR UPDATE SKIP LOCKED
        ), batch AS (
            SELECT u.user_id
            FROM users AS u
            JOIN due ON true
            WHERE u.org_id = @org
            ORDER BY u.user_id
            LIMIT @batch
        ), removed AS (
            DELETE FROM users AS u
            USING batch AS b
            WHERE u.org_id = @org AND u.user_id = b.user_id
            RETURNING u.user_id
        ), noted AS (
            UPDATE erasures AS e
            SET state = 'running', started_at = coalesce(e.started_at, now()),
                erased = e.erased || jsonb_build_object('users', coalesce((e.erased ->> 'users')::bigint, 0) + n.number)
            FROM (SELECT count(*) AS number FROM removed) AS n
            WHERE e.org_id = @org AND e.subject_type = 'org' AND e.subject_id = @org AND n.number > 0
        )
        SELECT (SELECT count(*) FROM removed) AS number
        FROM due
        """, Role = "darktower_jobs")]
    public static partial Task<long?> RemoveUsersAsync(
        Database database, OrgId org, long batch, CancellationToken cancellationToken);

    [TenantQuery("idempotency_keys", """
        WITH due AS (
            SELECT org_id
            FROM erasures
            WHERE org_id = @org AND subject_type = 'org' AND subject_id = @org AND state <> 'done'
            FOR UPDATE SKIP LOCKED
        ), batch AS (
            SELECT k.key
            FROM idempotency_keys AS k
            JOIN due ON true
            WHERE k.org_id = @org
            ORDER BY k.key
            LIMIT @batch
        ), removed AS (
            DELETE FROM idempotency_keys AS k
            USING batch AS b
            WHERE k.org_id = @org AND k.key = b.key
            RETURNING k.key
        ), noted AS (
            UPDATE erasures AS e
            SET state = 'running', started_at = coalesce(e.started_at, now()),
                erased = e.erased || jsonb_build_object('idempotencyKeys', coalesce((e.erased ->> 'idempotencyKeys')::bigint, 0) + n.number)
            FROM (SELECT count(*) AS number FROM removed) AS n
            WHERE e.org_id = @org AND e.subject_type = 'org' AND e.subject_id = @org AND n.number > 0
        )
        SELECT (SELECT count(*) FROM removed) AS number
        FROM due
        """, Role = "darktower_jobs")]
    public static partial Task<long?> RemoveIdempotencyKeysAsync(
        Database database, OrgId org, long batch, CancellationToken cancellationToken);
}
