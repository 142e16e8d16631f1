using Npgsql;

namespace DarkTower.Peers.HandWritten;

/// <summary>What an expert writes with Npgsql: one batch, typed positional parameters, ordinals, no telemetry of its own.</summary>
internal sealed partial class HandWrittenOperations(NpgsqlDataSource dataSource) : IOperations
{
    private static readonly string GetOrgSql = Sql.Positional(Sql.GetOrg, "org");
    private static readonly string GetMeetingSql = Sql.Positional(Sql.GetMeeting, "org", "meeting");
    private static readonly string ListMeetingsSql = Sql.Positional(Sql.ListMeetings, "org", "before", "limit");
    private static readonly string ListParticipantsSql = Sql.Positional(Sql.ListParticipants, "org", "meeting", "before", "limit");

    public async Task<Org?> GetOrgAsync(Guid org, CancellationToken cancellationToken)
    {
        await using var batch = dataSource.CreateBatch();
        batch.BatchCommands.Add(Typed.Tenant(org));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(GetOrgSql) { Parameters = { Typed.Uuid(org) } });
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var found = await reader.ReadAsync(cancellationToken)
            ? new Org(
                reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetInt32(4), reader.GetInt32(5),
                reader.IsDBNull(6) ? null : reader.GetInt32(6), reader.GetInt32(7), reader.GetString(8), reader.TextOrNull(9),
                reader.GetInt64(10), reader.Time(11), reader.Time(12))
            : null;
        await reader.NextResultAsync(cancellationToken);
        return found;
    }

    public async Task<Outcome<Meeting>> GetMeetingAsync(Guid org, Guid meeting, CancellationToken cancellationToken)
    {
        await using var batch = dataSource.CreateBatch();
        batch.BatchCommands.Add(Typed.Tenant(org));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(GetMeetingSql) { Parameters = { Typed.Uuid(org), Typed.Uuid(meeting) } });
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var found = new Outcome<Meeting>("org-not-found", null);
        if (await reader.ReadAsync(cancellationToken))
            found = reader.IsDBNull(0) ? new Outcome<Meeting>("meeting-not-found", null) : new Outcome<Meeting>(null, ReadMeeting(reader));
        await reader.NextResultAsync(cancellationToken);
        return found;
    }

    public async Task<List<ListedMeeting>?> ListMeetingsAsync(Guid org, Guid before, int limit, CancellationToken cancellationToken)
    {
        await using var batch = dataSource.CreateBatch();
        batch.BatchCommands.Add(Typed.Tenant(org));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(ListMeetingsSql)
        {
            Parameters = { Typed.Uuid(org), Typed.Uuid(before), Typed.Long(limit) },
        });
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        List<ListedMeeting>? rows = null;
        while (await reader.ReadAsync(cancellationToken))
        {
            rows ??= [];
            if (!reader.IsDBNull(0))
                rows.Add(new ListedMeeting(
                    reader.GetGuid(0), reader.GetString(1), reader.IdOrNull(2), reader.GetString(3), reader.GetInt32(4),
                    reader.GetString(5), reader.TimeOrNull(6), reader.TimeOrNull(7), reader.TimeOrNull(8), reader.GetInt32(9),
                    reader.GetInt64(10), reader.Time(11)));
        }
        await reader.NextResultAsync(cancellationToken);
        return rows;
    }

    public async Task<Outcome<List<ListedParticipant>>> ListParticipantsAsync(
        Guid org, Guid meeting, Guid before, int limit, CancellationToken cancellationToken)
    {
        await using var batch = dataSource.CreateBatch();
        batch.BatchCommands.Add(Typed.Tenant(org));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(ListParticipantsSql)
        {
            Parameters = { Typed.Uuid(org), Typed.Uuid(meeting), Typed.Uuid(before), Typed.Long(limit) },
        });
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        string? refusal = "org-not-found";
        List<ListedParticipant> rows = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            refusal = reader.IsDBNull(0) ? "meeting-not-found" : null;
            if (!reader.IsDBNull(1))
                rows.Add(new ListedParticipant(
                    reader.GetGuid(1), reader.IdOrNull(2), reader.GetString(3), reader.GetString(4), reader.GetString(5), reader.Time(6),
                    reader.TimeOrNull(7), reader.TextOrNull(8)));
        }
        await reader.NextResultAsync(cancellationToken);
        return new Outcome<List<ListedParticipant>>(refusal, refusal is null ? rows : null);
    }

    private static Meeting ReadMeeting(NpgsqlDataReader reader) => new(
        reader.GetGuid(0), reader.GetString(1), reader.IdOrNull(2), reader.GetString(3), reader.GetInt32(4), reader.GetBoolean(5),
        reader.GetBoolean(6), reader.GetBoolean(7), reader.GetBoolean(8), reader.GetBoolean(9), reader.GetBoolean(10),
        reader.GetString(11), reader.TimeOrNull(12), reader.TimeOrNull(13), reader.TimeOrNull(14), reader.GetInt32(15),
        reader.GetInt64(16), reader.IdOrNull(17), reader.TimeOrNull(18), reader.GetInt64(19), reader.Time(20), reader.Time(21));
}
