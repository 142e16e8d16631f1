using DarkTower.Migrator.Running;
using Npgsql;

namespace DarkTower.Migrator.Upkeep;

/// <summary>Counts what retention would look at now; a meeting that is still needed is counted too.</summary>
internal static class RetentionPreview
{
    private const string Count = $"""
        SELECT
            (SELECT count(*) FROM public.recordings WHERE org_id = $1 AND expires_at <= now()),
            (SELECT count(*) FROM public.meetings WHERE org_id = $1 AND {MeetingRetention.Old}),
            (SELECT count(*) FROM public.participants WHERE org_id = $1 AND meeting_id IN (
                SELECT meeting_id FROM public.meetings WHERE org_id = $1 AND {MeetingRetention.Old})),
            (SELECT count(*) FROM public.meeting_assignments WHERE org_id = $1 AND meeting_id IN (
                SELECT meeting_id FROM public.meetings WHERE org_id = $1 AND {MeetingRetention.Old})),
            (SELECT count(*) FROM public.idempotency_keys WHERE org_id = $1 AND expires_at <= now())
        """;

    public static async Task<RetentionCount> RunAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var total = new RetentionCount();
        foreach (var org in await connection.RowsAsync(
            "SELECT org_id FROM public.organization_directory ORDER BY org_id", row => row.GetGuid(0), cancellation))
        {
            await connection.RowsAsync(Count, row =>
            {
                total.Recordings += row.GetInt64(0);
                total.Meetings += row.GetInt64(1);
                total.Participants += row.GetInt64(2);
                total.Assignments += row.GetInt64(3);
                total.IdempotencyKeys += row.GetInt64(4);
                return true;
            }, cancellation, org);
        }
        return total;
    }
}
