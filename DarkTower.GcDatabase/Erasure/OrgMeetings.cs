using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;

namespace DarkTower.GcDatabase.Erasure;

/// <summary>
/// What an organization has met for, batch by batch. Each batch first takes the erasure's row, and is nothing when another process has it:
/// null. So a batch is done once, in one order, by whoever comes, and its number is what it has done.
/// </summary>
internal static partial class OrgMeetings
{
    [TenantQuery("meetings", """
        WITH due AS (
            SELECT org_id
            FROM erasures
            WHERE org_id = @org AND subject_type = 'org' AND subject_id = @org AND state <> 'done'
            FOR UPDATE SKIP LOCKED
        ), org AS (
            SELECT o.org_id
            FROM organizations AS o
            JOIN due ON true
            WHERE o.org_id = @org
            FOR NO KEY UPDATE OF o
        ), batch AS (
            SELECT m.meeting_id
            FROM meetings AS m
            JOIN org ON true
            WHERE m.org_id = @org AND m.status IN ('scheduled', 'active')
            ORDER BY m.meeting_id
            LIMIT @batch
            FOR NO KEY UPDATE OF m
        ), gone AS (
            UPDATE participants AS p
            SET left_at = greatest(now(), p.joined_at), leave_reason = 'meeting_ended'
            FROM batch AS b
            WHERE p.org_id = @org AND p.meeting_id = b.meeting_id AND p.left_at IS NULL
        ), ended AS (
            UPDATE meetings AS m
            SET status = CASE m.status WHEN 'active' THEN 'ended' ELSE 'cancelled' END,
                ended_at = greatest(now(), m.actual_start_time), active_participants = 0, version = m.version + 1
            FROM batch AS b
            WHERE m.org_id = @org AND m.meeting_id = b.meeting_id
            RETURNING m.meeting_id
        ), counted AS (
            UPDATE organizations AS o
            SET open_meetings = greatest(o.open_meetings - n.number, 0)
            FROM (SELECT count(*)::integer AS number FROM ended) AS n
            WHERE o.org_id = @org AND n.number > 0
        ), noted AS (
            UPDATE erasures AS e
            SET state = 'running', started_at = coalesce(e.started_at, now()),
                erased = e.erased || jsonb_build_object('endedMeetings', coalesce((e.erased ->> 'endedMeetings')::bigint, 0) + n.number)
            FROM (SELECT count(*) AS number FROM ended) AS n
            WHERE e.org_id = @org AND e.subject_type = 'org' AND e.subject_id = @org AND n.number > 0
        )
        SELECT (SELECT count(*) FROM ended) AS number
        FROM due
        """, Role = "darktower_jobs")]
    public static partial Task<long?> EndMeetingsAsync(
        Database database, OrgId org, long batch, CancellationToken cancellationToken);

    /// <summary>A live one gives its place of the controller back.</summary>
    [TenantQuery("meeting_assignments", """
        WITH due AS (
            SELECT org_id
            FROM erasures
            WHERE org_id = @org AND subject_type = 'org' AND subject_id = @org AND state <> 'done'
            FOR UPDATE SKIP LOCKED
        ), batch AS (
            SELECT a.assignment_id, a.controller_id, a.state
            FROM meeting_assignments AS a
            JOIN due ON true
            WHERE a.org_id = @org
            ORDER BY a.assignment_id
            LIMIT @batch
            FOR UPDATE OF a
        ), loads AS (
            SELECT controller_id
            FROM meeting_controller_load
            WHERE controller_id IN (SELECT controller_id FROM batch WHERE state <> 'ended')
            ORDER BY controller_id
            FOR NO KEY UPDATE
        ), released AS (
            UPDATE meeting_controller_load AS l
            SET reserved_meetings = greatest(l.reserved_meetings - held.number, 0)
            FROM (
                SELECT b.controller_id, count(*)::integer AS number
                FROM batch AS b
                JOIN loads ON loads.controller_id = b.controller_id
                WHERE b.state <> 'ended'
                GROUP BY b.controller_id
            ) AS held
            WHERE l.controller_id = held.controller_id
        ), removed AS (
            DELETE FROM meeting_assignments AS a
            USING batch AS b
            WHERE a.org_id = @org AND a.assignment_id = b.assignment_id
            RETURNING a.assignment_id
        ), noted AS (
            UPDATE erasures AS e
            SET state = 'running', started_at = coalesce(e.started_at, now()),
                erased = e.erased || jsonb_build_object('meetingAssignments', coalesce((e.erased ->> 'meetingAssignments')::bigint, 0) + n.number)
            FROM (SELECT count(*) AS number FROM removed) AS n
            WHERE e.org_id = @org AND e.subject_type = 'org' AND e.subject_id = @org AND n.number > 0
        )
        SELECT (SELECT count(*) FROM removed) AS number
        FROM due
        """, Role = "darktower_jobs")]
    public static partial Task<long?> RemoveAssignmentsAsync(
        Database database, OrgId org, long batch, CancellationToken cancellationToken);

    [TenantQuery("participants", """
        WITH due AS (
            SELECT org_id
            FROM erasures
            WHERE org_id = @org AND subject_type = 'org' AND subject_id = @org AND state <> 'done'
            FOR UPDATE SKIP LOCKED
        ), batch AS (
            SELECT p.meeting_id, p.participant_id
            FROM participants AS p
            JOIN due ON true
            WHERE p.org_id = @org
            ORDER BY p.meeting_id, p.participant_id
            LIMIT @batch
        ), removed AS (
            DELETE FROM participants AS p
            USING batch AS b
            WHERE p.org_id = @org AND p.meeting_id = b.meeting_id AND p.participant_id = b.participant_id
            RETURNING p.participant_id
        ), noted AS (
            UPDATE erasures AS e
            SET state = 'running', started_at = coalesce(e.started_at, now()),
                erased = e.erased || jsonb_build_object('participants', coalesce((e.erased ->> 'participants')::bigint, 0) + n.number)
            FROM (SELECT count(*) AS number FROM removed) AS n
            WHERE e.org_id = @org AND e.subject_type = 'org' AND e.subject_id = @org AND n.number > 0
        )
        SELECT (SELECT count(*) FROM removed) AS number
        FROM due
        """, Role = "darktower_jobs")]
    public static partial Task<long?> RemoveParticipantsAsync(
        Database database, OrgId org, long batch, CancellationToken cancellationToken);

    [TenantQuery("recordings", """
        WITH due AS (
            SELECT org_id
            FROM erasures
            WHERE org_id = @org AND subject_type = 'org' AND subject_id = @org AND state <> 'done'
            FOR UPDATE SKIP LOCKED
        ), batch AS (
            SELECT r.recording_id
            FROM recordings AS r
            JOIN due ON true
            WHERE r.org_id = @org
            ORDER BY r.recording_id
            LIMIT @batch
        ), removed AS (
            DELETE FROM recordings AS r
            USING batch AS b
            WHERE r.org_id = @org AND r.recording_id = b.recording_id
            RETURNING r.recording_id
        ), noted AS (
            UPDATE erasures AS e
            SET state = 'running', started_at = coalesce(e.started_at, now()),
                erased = e.erased || jsonb_build_object('recordings', coalesce((e.erased ->> 'recordings')::bigint, 0) + n.number)
            FROM (SELECT count(*) AS number FROM removed) AS n
            WHERE e.org_id = @org AND e.subject_type = 'org' AND e.subject_id = @org AND n.number > 0
        )
        SELECT (SELECT count(*) FROM removed) AS number
        FROM due
        """, Role = "darktower_jobs")]
    public static partial Task<long?> RemoveRecordingsAsync(
        Database database, OrgId org, long batch, CancellationToken cancellationToken);

    [TenantQuery("meetings", """
        WITH due AS (
            SELECT org_id
            FROM erasures
            WHERE org_id = @org AND subject_type = 'org' AND subject_id = @org AND state <> 'done'
            FOR UPDATE SKIP LOCKED
        ), batch AS (
            SELECT m.meeting_id
            FROM meetings AS m
            JOIN due ON true
            WHERE m.org_id = @org
            ORDER BY m.meeting_id
            LIMIT @batch
        ), removed AS (
            DELETE FROM meetings AS m
            USING batch AS b
            WHERE m.org_id = @org AND m.meeting_id = b.meeting_id
            RETURNING m.meeting_id
        ), unlisted AS (
            DELETE FROM meeting_codes AS c
            USING removed AS r
            WHERE c.org_id = @org AND c.meeting_id = r.meeting_id
        ), noted AS (
            UPDATE erasures AS e
            SET state = 'running', started_at = coalesce(e.started_at, now()),
                erased = e.erased || jsonb_build_object('meetings', coalesce((e.erased ->> 'meetings')::bigint, 0) + n.number)
            FROM (SELECT count(*) AS number FROM removed) AS n
            WHERE e.org_id = @org AND e.subject_type = 'org' AND e.subject_id = @org AND n.number > 0
        )
        SELECT (SELECT count(*) FROM removed) AS number
        FROM due
        """, Role = "darktower_jobs")]
    public static partial Task<long?> RemoveMeetingsAsync(
        Database database, OrgId org, long batch, CancellationToken cancellationToken);
}
