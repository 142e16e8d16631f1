using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;

namespace DarkTower.GcDatabase.Jobs;

/// <summary>Ends reservations that nobody confirmed in time, and gives back the places they held.</summary>
internal sealed partial class ExpireReservations(
    [FromKeyedServices(JobServices.Database)] Database database, JobOptions options, TimeProvider time) : IJob
{
    public string Name => "expire-reservations";

    public TimeSpan Every => options.AssignmentsEvery;

    public Task<long> RunAsync(CancellationToken cancellationToken) => Batches.DrainAsync(options.Batch, () =>
        ExpireReservationsAsync(
            database, options.Batch, Batches.AuditIds(options.Batch, time), Name, AuditEntry.OfJob(Name, time).RequestId,
            cancellationToken));

    /// <summary>Locks as <see cref="EndUnhealthyAssignments"/> does.</summary>
    [GlobalQuery("meeting_assignments", "Reservations of all tenants expire.", """
        WITH due AS (
            SELECT a.org_id, a.assignment_id, a.controller_id
            FROM organization_directory AS d
            CROSS JOIN LATERAL (
                SELECT org_id, assignment_id, controller_id
                FROM meeting_assignments
                WHERE org_id = d.org_id AND state = 'reserved' AND reserved_until <= now()
                ORDER BY reserved_until
                LIMIT @batch
                FOR NO KEY UPDATE SKIP LOCKED
            ) AS a
            LIMIT @batch
        ), loads AS (
            SELECT controller_id
            FROM meeting_controller_load
            WHERE controller_id IN (SELECT controller_id FROM due)
            ORDER BY controller_id
            FOR NO KEY UPDATE
        ), ended AS (
            UPDATE meeting_assignments AS a
            SET state = 'ended', ended_at = greatest(now(), a.assigned_at), end_reason = 'reservation_expired'
            FROM due
            LEFT JOIN loads ON loads.controller_id = due.controller_id
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
    private static partial Task<long> ExpireReservationsAsync(
        Database database, long batch, Guid[] auditIds, string job, string request, CancellationToken cancellationToken);
}
