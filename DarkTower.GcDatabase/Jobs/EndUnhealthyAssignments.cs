using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;

namespace DarkTower.GcDatabase.Jobs;

/// <summary>Ends what unhealthy controllers hold, so that nobody is sent there. Few controllers are unhealthy, mostly none: it begins there.</summary>
internal sealed partial class EndUnhealthyAssignments(
    [FromKeyedServices(JobServices.Database)] Database database, JobOptions options, TimeProvider time) : IJob
{
    public string Name => "end-unhealthy-assignments";

    public TimeSpan Every => options.AssignmentsEvery;

    public Task<long> RunAsync(CancellationToken cancellationToken) => Batches.DrainAsync(options.Batch, () =>
        EndUnhealthyAssignmentsAsync(
            database, options.Batch, Batches.AuditIds(options.Batch, time), Name, AuditEntry.OfJob(Name, time).RequestId,
            cancellationToken));

    /// <summary>
    /// Assignments first, without waiting; then their controllers, in their order. A controller that was heard meanwhile is healthy in the
    /// row that is locked: what it holds stays.
    /// </summary>
    [GlobalQuery("meeting_assignments", "A controller runs meetings of many tenants.", """
        WITH due AS (
            SELECT a.org_id, a.assignment_id, a.controller_id
            FROM meeting_controller_load AS l
            CROSS JOIN organization_directory AS d
            CROSS JOIN LATERAL (
                SELECT org_id, assignment_id, controller_id
                FROM meeting_assignments
                WHERE org_id = d.org_id AND controller_id = l.controller_id AND state <> 'ended'
                ORDER BY assignment_id
                LIMIT @batch
                FOR NO KEY UPDATE SKIP LOCKED
            ) AS a
            WHERE l.health = 'unhealthy' AND l.reserved_meetings > 0
            LIMIT @batch
        ), loads AS (
            SELECT controller_id, drain_deadline
            FROM meeting_controller_load
            WHERE controller_id IN (SELECT controller_id FROM due) AND health = 'unhealthy'
            ORDER BY controller_id
            FOR NO KEY UPDATE
        ), ended AS (
            UPDATE meeting_assignments AS a
            SET state = 'ended', ended_at = greatest(now(), a.assigned_at), end_reason = CASE
                WHEN loads.drain_deadline <= now() THEN 'controller_drained'
                ELSE 'controller_unhealthy'
            END
            FROM due
            JOIN loads ON loads.controller_id = due.controller_id
            WHERE a.org_id = due.org_id AND a.assignment_id = due.assignment_id
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
    private static partial Task<long> EndUnhealthyAssignmentsAsync(
        Database database, long batch, Guid[] auditIds, string job, string request, CancellationToken cancellationToken);
}
