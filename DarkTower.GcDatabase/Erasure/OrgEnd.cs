using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;

namespace DarkTower.GcDatabase.Erasure;

/// <summary>The last of an organization: its trail loses what is personal, its name is free, and the proof is made.</summary>
internal static partial class OrgEnd
{
    public const string Remains = "rows-remain";

    /// <summary>
    /// Goes through the whole trail, so that a batch is short however much of it has been cleaned before. No rows: the end.
    /// </summary>
    [TenantQuery("audit_logs", """
        WITH due AS (
            SELECT org_id
            FROM erasures
            WHERE org_id = @org AND subject_type = 'org' AND subject_id = @org AND state <> 'done'
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
            RETURNING a.audit_id
        ), noted AS (
            UPDATE erasures AS e
            SET state = 'running', started_at = coalesce(e.started_at, now()),
                erased = e.erased || jsonb_build_object('auditLogs', coalesce((e.erased ->> 'auditLogs')::bigint, 0) + n.number)
            FROM (SELECT count(*) AS number FROM cleaned) AS n
            WHERE e.org_id = @org AND e.subject_type = 'org' AND e.subject_id = @org AND n.number > 0
        )
        SELECT (SELECT count(*) FROM cleaned) AS number, b.created_at, b.audit_id
        FROM batch AS b
        ORDER BY b.created_at DESC, b.audit_id DESC
        LIMIT 1
        """, Role = "darktower_jobs")]
    public static partial Task<(long Number, DateTimeOffset CreatedAt, Guid AuditId)?> CleanTrailAsync(
        Database database, OrgId org, DateTimeOffset after, Guid afterId, long batch, CancellationToken cancellationToken);

    /// <summary>
    /// The second statement counts what the first has left. With anything left, also what was added a moment ago, the table refuses the proof,
    /// and nothing of the batch has happened. Null: another process has it, or it is done.
    /// </summary>
    [TenantQuery("erasures", """
        WITH due AS (
            SELECT org_id
            FROM erasures
            WHERE org_id = @org AND subject_type = 'org' AND subject_id = @org AND state <> 'done'
            FOR UPDATE SKIP LOCKED
        ), unlisted AS (
            DELETE FROM organization_directory AS d
            USING due
            WHERE d.org_id = @org
        )
        UPDATE organizations AS o
        SET subdomain = 'erased-' || replace(o.org_id::text, '-', ''), display_name = 'Erased', suspended_at = NULL, suspension_reason = NULL
        FROM due
        WHERE o.org_id = @org
        """, """
        WITH remaining AS (
            SELECT jsonb_build_object(
                'organizations', (SELECT count(*) FROM organizations WHERE org_id = @org
                    AND (display_name <> 'Erased' OR suspension_reason IS NOT NULL OR open_meetings <> 0)),
                'organizationDirectory', (SELECT count(*) FROM organization_directory WHERE org_id = @org),
                'users', (SELECT count(*) FROM users WHERE org_id = @org),
                'userRoles', (SELECT count(*) FROM user_roles WHERE org_id = @org),
                'userIdentities', (SELECT count(*) FROM user_identities WHERE org_id = @org),
                'apiKeys', (SELECT count(*) FROM api_keys WHERE org_id = @org),
                'meetings', (SELECT count(*) FROM meetings WHERE org_id = @org),
                'meetingCodes', (SELECT count(*) FROM meeting_codes WHERE org_id = @org),
                'participants', (SELECT count(*) FROM participants WHERE org_id = @org),
                'recordings', (SELECT count(*) FROM recordings WHERE org_id = @org),
                'meetingAssignments', (SELECT count(*) FROM meeting_assignments WHERE org_id = @org),
                'idempotencyKeys', (SELECT count(*) FROM idempotency_keys WHERE org_id = @org),
                'auditLogs', (SELECT count(*) FROM audit_logs AS a WHERE a.org_id = @org
                    AND (a.details <> '{}' OR a.ip_address IS NOT NULL OR a.user_agent IS NOT NULL OR a.reason IS NOT NULL))) AS counts
        ), done AS (
            UPDATE erasures AS e
            SET state = 'done', started_at = coalesce(e.started_at, now()), finished_at = now(), remaining = r.counts
            FROM remaining AS r
            WHERE e.org_id = @org AND e.subject_type = 'org' AND e.subject_id = @org AND e.state <> 'done'
            RETURNING e.subject_id
        ), audited AS (
            INSERT INTO audit_logs (
                org_id, audit_id, actor_type, actor_id, ip_address, user_agent, request_id, action, target_type, target_id)
            SELECT @org, @audit_id, @audit_actor_type, @audit_actor_id, @audit_ip_address, @audit_user_agent, @audit_request_id,
                'org.erased', 'org', subject_id::text
            FROM done
        )
        SELECT NULL::text AS refusal, subject_id
        FROM done
        """, Role = "darktower_jobs")]
    [OnViolation("erasures_remaining_check", Remains)]
    public static partial Task<(string? Refusal, Guid? SubjectId)?> FinishOrgAsync(
        Database database, OrgId org, AuditEntry audit, CancellationToken cancellationToken);
}
