using DarkTower.Migrator.Running;
using Npgsql;

namespace DarkTower.Migrator.Upkeep;

/// <summary>Removes meetings 90 days after their end, with their participants, assignments and codes.</summary>
internal sealed class MeetingRetention(NpgsqlConnection connection, Settings settings, RetentionCount count)
{
    public const string Old = "ended_at < now() - interval '90 days'";

    private const string Batch = $"""
        SELECT meeting_id, meeting_code, ended_at FROM public.meetings
        WHERE org_id = $1 AND {Old} AND (ended_at, meeting_id) > ($2, $3)
        ORDER BY ended_at, meeting_id
        LIMIT $4
        FOR UPDATE SKIP LOCKED
        """;

    public static readonly Place? Start = new Place(DateTime.MinValue, Guid.Empty);

    /// <summary>In the order of a run: behind it are meetings that have not been looked at.</summary>
    internal sealed record Place(DateTime EndedAt, Guid Meeting);

    private sealed record Meeting(Guid Id, string Code, DateTime EndedAt);

    /// <returns>Where the next batch begins; null at the end.</returns>
    public async Task<Place?> RemoveBatchAsync(Guid org, Place from, CancellationToken cancellation)
    {
        try
        {
            return await RemoveAsync(org, from, settings.RetainBatch, cancellation);
        }
        catch (PostgresException error) when (IsStillNeeded(error))
        {
            // One of them is still needed. Which one cannot be seen from here: what has not ended is hidden from jobs.
            return await RemoveOneByOneAsync(org, from, cancellation);
        }
    }

    private async Task<Place?> RemoveOneByOneAsync(Guid org, Place from, CancellationToken cancellation)
    {
        Place? place = from;
        for (var i = 0; i < settings.RetainBatch && place is not null; i++)
        {
            var next = await NextAsync(org, place, cancellation);
            try
            {
                place = await RemoveAsync(org, place, 1, cancellation);
            }
            catch (PostgresException error) when (IsStillNeeded(error))
            {
                count.MeetingsKept++;
                place = next;
            }
        }
        return place;
    }

    private async Task<Place?> RemoveAsync(Guid org, Place from, int limit, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var meetings = await ReadAsync(Batch, org, from, limit, cancellation);
        if (meetings.Count == 0)
            return null;
        var ids = meetings.Select(meeting => meeting.Id).ToArray();
        var recordings = await DeleteAsync("recordings", "meeting_id = ANY ($2) AND expires_at <= now()", ids);
        var participants = await DeleteAsync("participants", "meeting_id = ANY ($2)", ids);
        var assignments = await DeleteAsync("meeting_assignments", "meeting_id = ANY ($2)", ids);
        await DeleteAsync("meetings", "meeting_id = ANY ($2)", ids);
        await DeleteAsync("meeting_codes", "meeting_code = ANY ($2)", meetings.Select(meeting => meeting.Code).ToArray());
        await RetentionTrail.WriteAsync(connection, org, "meeting", ids, "90 days after the end", cancellation);
        await transaction.CommitAsync(cancellation);
        count.Recordings += recordings;
        count.Participants += participants;
        count.Assignments += assignments;
        count.Meetings += meetings.Count;
        return new Place(meetings[^1].EndedAt, meetings[^1].Id);

        Task<int> DeleteAsync(string table, string which, Array values) =>
            connection.ExecuteAsync($"DELETE FROM public.{table} WHERE org_id = $1 AND {which}", cancellation, org, values);
    }

    // From PostgreSQL 18 on ON DELETE RESTRICT has an SQLSTATE of its own.
    private static bool IsStillNeeded(PostgresException error) =>
        error.SqlState is PostgresErrorCodes.ForeignKeyViolation or PostgresErrorCodes.RestrictViolation;

    private async Task<Place?> NextAsync(Guid org, Place from, CancellationToken cancellation) =>
        await ReadAsync(Batch, org, from, 1, cancellation) is [var meeting] ? new Place(meeting.EndedAt, meeting.Id) : null;

    private Task<List<Meeting>> ReadAsync(string sql, Guid org, Place from, int limit, CancellationToken cancellation) =>
        connection.RowsAsync(sql, row => new Meeting(row.GetGuid(0), row.GetString(1), row.GetDateTime(2)), cancellation,
            org, DateTime.SpecifyKind(from.EndedAt, DateTimeKind.Utc), from.Meeting, limit);
}
