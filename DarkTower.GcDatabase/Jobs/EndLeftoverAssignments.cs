using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;

namespace DarkTower.GcDatabase.Jobs;

/// <summary>
/// Goes through all live assignments for what should have been ended elsewhere and was not: of a meeting that is over, of a controller that
/// is not registered, and without any sign of life, its own or its controller's, for an hour. Finds nothing while all else works.
/// </summary>
internal sealed partial class EndLeftoverAssignments(
    [FromKeyedServices(JobServices.Database)] Database database, JobOptions options, TimeProvider time) : IJob
{
    public string Name => "end-leftover-assignments";

    public TimeSpan Every => options.LeftoversEvery;

    public Task<long> RunAsync(CancellationToken cancellationToken) => Batches.DrainAsync(options.Batch, () =>
        EndLeftoverAssignmentsAsync(
            database, options.Batch, Batches.AuditIds(options.Batch, time), Name, AuditEntry.OfJob(Name, time).RequestId,
            cancellationToken));

    /// <summary>Locks as <see cref="EndUnhealthyAssignments"/> does. Jobs see of meetings only those that are over.</summary>
    [GlobalQuery("meeting_assignments", "Leftovers of all tenants.", """
        WITH due AS (
            SELECT a.org_id, a.assignment_id, a.controller_id, a.end_reason
            FROM organization_directory AS d
            CROSS JOIN LATERAL (
                SELECT a.org_id, a.assignment_id, a.controller_id, CASE
                    WHEN m.meeting_id IS NOT NULL THEN 'meeting_ended'
                    WHEN l.controller_id IS NULL THEN 'controller_unhealthy'
                    ELSE 'stale'
                END AS end_reason
                FROM meeting_assignments AS a
                LEFT JOIN LATERAL (
                    SELECT meeting_id
                    FROM meetings
                    WHERE org_id = d.org_id AND meeting_id = a.meeting_id AND ended_at IS NOT NULL
                    LIMIT 1
                ) AS m ON true
                LEFT JOIN meeting_controller_load AS l ON l.controller_id = a.controller_id
                WHERE a.org_id = d.org_id AND a.state <> 'ended' AND (
                    m.meeting_id IS NOT NULL OR l.controller_id IS NULL
                    OR (a.state = 'active' AND greatest(a.last_activity_at, l.last_heartbeat_at) <= now() - interval '1 hour'))
                LIMIT @batch
                FOR NO KEY UPDATE OF a SKIP LOCKED
            ) AS a
            LIMIT @batch
        ), loads AS (
            SELECT controller_id, last_heartbeat_at
            FROM meeting_controller_load
            WHERE controller_id IN (SELECT controller_id FROM due)
            ORDER BY controller_id
            FOR NO KEY UPDATE
        ), ended AS (
            UPDATE meeting_assignments AS a
            SET state = 'ended', ended_at = greatest(now(), a.assigned_at), end_reason = due.end_reason
            FROM due
            LEFT JOIN loads ON loads.controller_id = due.controller_id
            WHERE a.org_id = due.org_id AND a.assignment_id = due.assignment_id
                AND (due.end_reason <> 'stale' OR loads.last_heartbeat_at IS NULL
                    OR loads.last_heartbeat_at <= now() - interval '1 hour')
            RETURNING a.org_id, a.assignment_id, a.meeting_id, a.region, a.controller_id, a.end_reason
        ), counted AS (
            UPDATE meeting_controller_load AS l
            SET reserved_meetings = greatest(l.reserved_meetings - gone.meetings, 0)
            FROM (SELECT controller_id, count(*)::integer AS meetings FROM ended GROUP BY controller_id) AS gone
            WHERE l.controller_id = gone.controller_id
        ), audited AS (
            INSERT INTO audit_logs (
                org_id, audit_id, actor_type, actor_id, request_id, action, target_type, target_id, reason, details)
            SELECT org_id, (@audit_ids::uuid[])[row_number() OVER (ORDER BY org_id, assignment_id)], 'system', @job, @request,
                'assignment.ended', 'assignment', assignment_id::text, end_reason,
                jsonb_build_object('meetingId', meeting_id, 'region', region, 'controllerId', controller_id)
            FROM ended
        )
        SELECT count(*) AS ended
        FROM ended
        """, Role = "darktower_jobs")]
    private static partial Task<long> EndLeftoverAssignmentsAsync(
        Database database, long batch, Guid[] auditIds, string job, string request, CancellationToken cancellationToken);
}
