using DarkTower.Migrator.Running;
using Npgsql;

namespace DarkTower.Migrator.Upkeep;

/// <summary>
/// Removes what has been kept long enough, one organization after the other since every index begins with the tenant, oldest first, in
/// batches of one transaction each. Rows that somebody else holds are left for the next time.
/// </summary>
internal sealed class Retention(NpgsqlConnection connection, Settings settings, TextWriter output)
{
    private const string Organizations = "SELECT org_id FROM public.organization_directory ORDER BY org_id";

    private const string ExpiredRecordings = """
        DELETE FROM public.recordings
        WHERE org_id = $1 AND recording_id IN (
            SELECT recording_id FROM public.recordings
            WHERE org_id = $1 AND expires_at <= now()
            ORDER BY expires_at, recording_id
            LIMIT $2
            FOR UPDATE SKIP LOCKED)
        RETURNING recording_id
        """;

    private const string ExpiredKeys = """
        DELETE FROM public.idempotency_keys
        WHERE org_id = $1 AND key IN (
            SELECT key FROM public.idempotency_keys
            WHERE org_id = $1 AND expires_at <= now()
            ORDER BY expires_at, key
            LIMIT $2
            FOR UPDATE SKIP LOCKED)
        """;

    private readonly RetentionCount _count = new();
    private readonly Rate _rate = new();
    private readonly ProgressLine _line = new(output, settings.ProgressInterval);

    public async Task<RetentionCount> RunAsync(CancellationToken cancellation)
    {
        var orgs = await connection.RowsAsync(Organizations, row => row.GetGuid(0), cancellation);
        var meetings = new MeetingRetention(connection, settings, _count);
        for (var i = 0; i < orgs.Count; i++)
        {
            while (await RemoveRecordingsAsync(orgs[i], cancellation) == settings.RetainBatch)
                await SayAsync(i, orgs.Count);
            for (var from = MeetingRetention.Start; from is not null; from = await meetings.RemoveBatchAsync(orgs[i], from, cancellation))
                await SayAsync(i, orgs.Count);
            while (await RemoveKeysAsync(orgs[i], cancellation) == settings.RetainBatch)
                await SayAsync(i, orgs.Count);
            await SayAsync(i + 1, orgs.Count);
        }
        await _line.EndAsync(null);
        return _count;
    }

    private async Task<int> RemoveRecordingsAsync(Guid org, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var removed = await connection.RowsAsync(ExpiredRecordings, row => row.GetGuid(0), cancellation, org, settings.RetainBatch);
        await RetentionTrail.WriteAsync(connection, org, "recording", removed, "expired", cancellation);
        await transaction.CommitAsync(cancellation);
        _count.Recordings += removed.Count;
        return removed.Count;
    }

    private async Task<int> RemoveKeysAsync(Guid org, CancellationToken cancellation)
    {
        var removed = await connection.ExecuteAsync(ExpiredKeys, cancellation, org, settings.RetainBatch);
        _count.IdempotencyKeys += removed;
        return removed;
    }

    private Task SayAsync(int done, int orgs) =>
        _line.SayAsync($"{_rate.Describe(done, orgs, "organizations")}: {_count}");
}
