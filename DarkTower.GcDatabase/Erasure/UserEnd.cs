using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;

namespace DarkTower.GcDatabase.Erasure;

/// <summary>The last of a user: what the trail says of the user or was done as the user loses what is personal, and the proof is made.</summary>
internal static partial class UserEnd
{
    public const string Remains = "rows-remain";

    /// <summary>Goes through the whole trail of the organization: who is meant stands in several places. No rows: the end.</summary>
    [TenantQuery("audit_logs", """
        WITH due AS (
            SELECT org_id
            FROM erasures
            WHERE org_id = @org AND subject_type = 'user' AND subject_id = @user AND state <> 'done'
            FOR UPDATE SKIP LOCKED
        ), batch AS (
            SELECT a.created_at, a.audit_id
            FROM audit_logs AS a
            JOIN due ON true
            WHERE a.org_id = @org AND (a.created_at, a.audit_id) > (@after, @after_id)
            ORDER BY a.created_at, a.audit_id
            LIMIT @batch
        ), cleaned AS (
            UPDATE audit_logs AS a
            SET details = '{}', ip_address = NULL, user_agent = NULL, reason = NULL
            FROM batch AS b
            WHERE a.org_id = @org AND a.created_at = b.created_at AND a.audit_id = b.audit_id AND (a.details <> '{}' OR a.ip_address IS NOT NULL OR a.user_agent IS NOT NULL OR a.reason IS NOT NULL)
                AND ((a.target_type = 'user' AND a.target_id = @user::text)
                    OR (a.actor_type = 'user' AND a.actor_id = @user::text)
                    OR a.details ->> 'userId' = @user::text
                    OR (a.actor_type = 'api_key' AND a.actor_id IN (SELECT key_id::text FROM api_keys WHERE org_id = @org AND user_id = @user)))
            RETURNING a.audit_id
        ), noted AS (
            UPDATE erasures AS e
            SET state = 'running', started_at = coalesce(e.started_at, now()),
                erased = e.erased || jsonb_build_object('auditLogs', coalesce((e.erased ->> 'auditLogs')::bigint, 0) + n.number)
            FROM (SELECT count(*) AS number FROM cleaned) AS n
            WHERE e.org_id = @org AND e.subject_type = 'user' AND e.subject_id = @user AND n.number > 0
        )
        SELECT (SELECT count(*) FROM cleaned) AS number, b.created_at, b.audit_id
        FROM batch AS b
        ORDER BY b.created_at DESC, b.audit_id DESC
        LIMIT 1
        """, Role = "darktower_jobs")]
    public static partial Task<(long Number, DateTimeOffset CreatedAt, Guid AuditId)?> CleanUserTrailAsync(
        Database database, OrgId org, UserId user, DateTimeOffset after, Guid afterId, long batch, CancellationToken cancellationToken);

    /// <summary>With anything left the table refuses the proof. Null: another process has it, or it is done.</summary>
    [TenantQuery("erasures", """
        WITH due AS (
            SELECT org_id
            FROM erasures
            WHERE org_id = @org AND subject_type = 'user' AND subject_id = @user AND state <> 'done'
            FOR UPDATE SKIP LOCKED
        ), remaining AS (
            SELECT jsonb_build_object(
                'users', (SELECT count(*) FROM users WHERE org_id = @org AND user_id = @user
                    AND (email NOT LIKE '%@erased.invalid' OR display_name <> 'Erased' OR last_login_at IS NOT NULL OR deleted_at IS NULL)),
                'userRoles', (SELECT count(*) FROM user_roles WHERE org_id = @org AND user_id = @user),
                'userIdentities', (SELECT count(*) FROM user_identities WHERE org_id = @org AND user_id = @user),
                'apiKeys', (SELECT count(*) FROM api_keys WHERE org_id = @org AND user_id = @user
                    AND (revoked_at IS NULL OR name <> 'Erased')),
                'participants', (SELECT count(*) FROM participants WHERE org_id = @org AND user_id = @user
                    AND (display_name <> 'Erased' OR ip_address IS NOT NULL OR user_agent IS NOT NULL)),
                'auditLogs', (SELECT count(*) FROM audit_logs AS a WHERE a.org_id = @org AND (a.details <> '{}' OR a.ip_address IS NOT NULL OR a.user_agent IS NOT NULL OR a.reason IS NOT NULL)
                    AND ((a.target_type = 'user' AND a.target_id = @user::text)
                    OR (a.actor_type = 'user' AND a.actor_id = @user::text)
                    OR a.details ->> 'userId' = @user::text
                    OR (a.actor_type = 'api_key' AND a.actor_id IN (SELECT key_id::text FROM api_keys WHERE org_id = @org AND user_id = @user))))) AS counts
            FROM due
        ), done AS (
            UPDATE erasures AS e
            SET state = 'done', started_at = coalesce(e.started_at, now()), finished_at = now(), remaining = r.counts
            FROM remaining AS r
            WHERE e.org_id = @org AND e.subject_type = 'user' AND e.subject_id = @user
            RETURNING e.subject_id
        ), audited AS (
            INSERT INTO audit_logs (
                org_id, audit_id, actor_type, actor_id, ip_address, user_agent, request_id, action, target_type, target_id)
            SELECT @org, @audit_id, @audit_actor_type, @audit_actor_id, @audit_ip_address, @audit_user_agent, @audit_request_id,
                'user.erased', 'user', subject_id::text
            FROM done
        )
        SELECT NULL::text AS refusal, subject_id
        FROM done
        """, Role = "darktower_jobs")]
    [OnViolation("erasures_remaining_check", Remains)]
    public static partial Task<(string? Refusal, Guid? SubjectId)?> FinishUserAsync(
        Database database, OrgId org, UserId user, AuditEntry audit, CancellationToken cancellationToken);
}
