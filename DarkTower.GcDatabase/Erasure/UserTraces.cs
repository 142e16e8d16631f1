using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;

namespace DarkTower.GcDatabase.Erasure;

/// <summary>What a user has left behind, batch by batch. Batches as those of <see cref="OrgMeetings"/>.</summary>
internal static partial class UserTraces
{
    [TenantQuery("user_roles", """
        WITH due AS (
            SELECT org_id
            FROM erasures
            WHERE org_id = @org AND subject_type = 'user' AND subject_id = @user AND state <> 'done'
            FOR UPDATE SKIP LOCKED
        ), batch AS (
            SELECT r.user_id, r.role
            FROM user_roles AS r
            JOIN due ON true
            WHERE r.org_id = @org AND r.user_id = @user
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
            WHERE e.org_id = @org AND e.subject_type = 'user' AND e.subject_id = @user AND n.number > 0
        )
        SELECT (SELECT count(*) FROM removed) AS number
        FROM due
        """, Role = "darktower_jobs")]
    public static partial Task<long?> RemoveUserRolesAsync(
        Database database, OrgId org, UserId user, long batch, CancellationToken cancellationToken);

    [TenantQuery("user_identities", """
        WITH due AS (
            SELECT org_id
            FROM erasures
            WHERE org_id = @org AND subject_type = 'user' AND subject_id = @user AND state <> 'done'
            FOR UPDATE SKIP LOCKED
        ), batch AS (
            SELECT i.provider, i.provider_user_id
            FROM user_identities AS i
            JOIN due ON true
            WHERE i.org_id = @org AND i.user_id = @user
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
            WHERE e.org_id = @org AND e.subject_type = 'user' AND e.subject_id = @user AND n.number > 0
        )
        SELECT (SELECT count(*) FROM removed) AS number
        FROM due
        """, Role = "darktower_jobs")]
    public static partial Task<long?> RemoveUserIdentitiesAsync(
        Database database, OrgId org, UserId user, long batch, CancellationToken cancellationToken);

    [TenantQuery("api_keys", """
        WITH due AS (
            SELECT org_id
            FROM erasures
            WHERE org_id = @org AND subject_type = 'user' AND subject_id = @user AND state <> 'done'
            FOR UPDATE SKIP LOCKED
        ), batch AS (
            SELECT k.key_id
            FROM api_keys AS k
            JOIN due ON true
            WHERE k.org_id = @org AND k.user_id = @user AND (k.revoked_at IS NULL OR k.name <> 'Erased')
            ORDER BY k.key_id
            LIMIT @batch
            FOR NO KEY UPDATE OF k
        ), cleaned AS (
            UPDATE api_keys AS k
            SET name = 'Erased', revoked_at = coalesce(k.revoked_at, now())
            FROM batch AS b
            WHERE k.org_id = @org AND k.key_id = b.key_id
            RETURNING k.key_id
        ), noted AS (
            UPDATE erasures AS e
            SET state = 'running', started_at = coalesce(e.started_at, now()),
                erased = e.erased || jsonb_build_object('apiKeys', coalesce((e.erased ->> 'apiKeys')::bigint, 0) + n.number)
            FROM (SELECT count(*) AS number FROM cleaned) AS n
            WHERE e.org_id = @org AND e.subject_type = 'user' AND e.subject_id = @user AND n.number > 0
        )
        SELECT (SELECT count(*) FROM cleaned) AS number
        FROM due
        """, Role = "darktower_jobs")]
    public static partial Task<long?> RevokeUserKeysAsync(
        Database database, OrgId org, UserId user, long batch, CancellationToken cancellationToken);

    [TenantQuery("participants", """
        WITH due AS (
            SELECT org_id
            FROM erasures
            WHERE org_id = @org AND subject_type = 'user' AND subject_id = @user AND state <> 'done'
            FOR UPDATE SKIP LOCKED
        ), batch AS (
            SELECT p.meeting_id, p.participant_id
            FROM participants AS p
            JOIN due ON true
            WHERE p.org_id = @org AND p.user_id = @user
                AND (p.display_name <> 'Erased' OR p.ip_address IS NOT NULL OR p.user_agent IS NOT NULL)
            ORDER BY p.meeting_id, p.participant_id
            LIMIT @batch
            FOR NO KEY UPDATE OF p
        ), cleaned AS (
            UPDATE participants AS p
            SET display_name = 'Erased', ip_address = NULL, user_agent = NULL
            FROM batch AS b
            WHERE p.org_id = @org AND p.meeting_id = b.meeting_id AND p.participant_id = b.participant_id
            RETURNING p.participant_id
        ), noted AS (
            UPDATE erasures AS e
            SET state = 'running', started_at = coalesce(e.started_at, now()),
                erased = e.erased || jsonb_build_object('participants', coalesce((e.erased ->> 'participants')::bigint, 0) + n.number)
            FROM (SELECT count(*) AS number FROM cleaned) AS n
            WHERE e.org_id = @org AND e.subject_type = 'user' AND e.subject_id = @user AND n.number > 0
        )
        SELECT (SELECT count(*) FROM cleaned) AS number
        FROM due
        """, Role = "darktower_jobs")]
    public static partial Task<long?> CleanParticipantsAsync(
        Database database, OrgId org, UserId user, long batch, CancellationToken cancellationToken);
}
