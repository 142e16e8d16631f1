using Npgsql;

namespace DarkTower.Peers.HandWritten;

internal sealed partial class HandWrittenOperations
{
    private static readonly string JoinSql = Sql.Positional(Sql.Join, "org", "meeting", "participant", "user_id", "participant_type",
        "display_name", "role", "ip_address", "user_agent", "client_version", "audit_id", "audit_actor_type", "audit_actor_id",
        "audit_ip_address", "audit_user_agent", "audit_request_id");

    private static readonly string CreateMeetingSql = Sql.Positional(Sql.CreateMeeting, "org", "meeting", "created_by_user_id",
        "display_name", "meeting_code", "join_secret_hash", "max_participants", "scheduled_start_time", "enable_e2e_encryption",
        "require_auth", "allow_recording", "allow_guests", "allow_external_participants", "waiting_room_enabled", "audit_id",
        "audit_actor_type", "audit_actor_id", "audit_ip_address", "audit_user_agent", "audit_request_id");

    private static readonly string ClaimSql = Sql.Positional(Sql.Claim, "org", "meeting", "controller", "audit_id", "audit_actor_type",
        "audit_actor_id", "audit_ip_address", "audit_user_agent", "audit_request_id");

    private static readonly string HeartbeatSql = Sql.Positional(Sql.Heartbeat, "controller", "epoch", "sequence", "current_meetings",
        "current_participants", "health");

    public async Task<Outcome<Joined>> JoinAsync(JoinOrder order, AuditStamp audit, CancellationToken cancellationToken)
    {
        await using var batch = dataSource.CreateBatch();
        batch.BatchCommands.Add(Typed.Tenant(order.Org));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(JoinSql)
        {
            Parameters =
            {
                Typed.Uuid(order.Org), Typed.Uuid(order.Meeting), Typed.Uuid(order.Participant), Typed.Uuid(order.UserId),
                Typed.Text(order.Type), Typed.Text(order.DisplayName), Typed.Text(order.Role), Typed.Address(order.IpAddress),
                Typed.Text(order.UserAgent), Typed.Text(order.ClientVersion),
                Typed.Uuid(audit.Id), Typed.Text(audit.ActorType), Typed.Text(audit.ActorId), Typed.Address(audit.IpAddress),
                Typed.Text(audit.UserAgent), Typed.Text(audit.RequestId),
            },
        });
        try
        {
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            await reader.NextResultAsync(cancellationToken);
            var outcome = new Outcome<Joined>("org-not-found", null);
            if (await reader.ReadAsync(cancellationToken))
                outcome = reader.IsDBNull(0)
                    ? new Outcome<Joined>(null, new Joined(
                        reader.GetGuid(1), reader.GetGuid(2), reader.IdOrNull(3), reader.GetString(4), reader.GetString(5),
                        reader.GetString(6), reader.Time(7), reader.GetInt32(8)))
                    : new Outcome<Joined>(reader.GetString(0), null);
            await reader.NextResultAsync(cancellationToken);
            return outcome;
        }
        catch (PostgresException e) when (e.ConstraintName == "participants_active_user_key")
        {
            return new Outcome<Joined>("already-joined", null);
        }
    }

    public async Task<Outcome<CreatedMeeting>> CreateMeetingAsync(CreateOrder order, AuditStamp audit, CancellationToken cancellationToken)
    {
        var request = order.Request;
        await using var batch = dataSource.CreateBatch();
        batch.BatchCommands.Add(Typed.Tenant(order.Org));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(CreateMeetingSql)
        {
            Parameters =
            {
                Typed.Uuid(order.Org), Typed.Uuid(order.Meeting), Typed.Uuid(request.CreatedByUserId), Typed.Text(request.DisplayName),
                Typed.Text(order.MeetingCode), Typed.Bytes(order.JoinSecretHash), Typed.Int(order.MaxParticipants),
                Typed.At(request.ScheduledStartTime), Typed.Bool(request.EnableE2eEncryption), Typed.Bool(order.RequireAuth),
                Typed.Bool(request.AllowRecording), Typed.Bool(request.AllowGuests), Typed.Bool(request.AllowExternalParticipants),
                Typed.Bool(request.WaitingRoomEnabled),
                Typed.Uuid(audit.Id), Typed.Text(audit.ActorType), Typed.Text(audit.ActorId), Typed.Address(audit.IpAddress),
                Typed.Text(audit.UserAgent), Typed.Text(audit.RequestId),
            },
        });
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var outcome = new Outcome<CreatedMeeting>("org-not-found", null);
        if (await reader.ReadAsync(cancellationToken))
            outcome = reader.IsDBNull(0)
                ? new Outcome<CreatedMeeting>(null, new CreatedMeeting(
                    reader.GetGuid(1), reader.GetString(2), reader.IdOrNull(3), reader.GetString(4), reader.GetInt32(5),
                    reader.GetBoolean(6), reader.GetBoolean(7), reader.GetBoolean(8), reader.GetBoolean(9), reader.GetBoolean(10),
                    reader.GetBoolean(11), reader.GetString(12), reader.TimeOrNull(13), reader.GetInt64(14), reader.Time(15)))
                : new Outcome<CreatedMeeting>(reader.GetString(0), null);
        await reader.NextResultAsync(cancellationToken);
        return outcome;
    }

    public async Task<Outcome<Claimed>> ClaimAsync(
        Guid org, Guid meeting, Guid controller, AuditStamp audit, CancellationToken cancellationToken)
    {
        await using var batch = dataSource.CreateBatch();
        batch.BatchCommands.Add(Typed.Tenant(org));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(ClaimSql)
        {
            Parameters =
            {
                Typed.Uuid(org), Typed.Uuid(meeting), Typed.Uuid(controller),
                Typed.Uuid(audit.Id), Typed.Text(audit.ActorType), Typed.Text(audit.ActorId), Typed.Address(audit.IpAddress),
                Typed.Text(audit.UserAgent), Typed.Text(audit.RequestId),
            },
        });
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var outcome = new Outcome<Claimed>("org-not-found", null);
        if (await reader.ReadAsync(cancellationToken))
            outcome = reader.IsDBNull(0)
                ? new Outcome<Claimed>(null, new Claimed(reader.GetGuid(1), reader.GetInt64(2), reader.GetGuid(3), reader.Time(4)))
                : new Outcome<Claimed>(reader.GetString(0), null);
        await reader.NextResultAsync(cancellationToken);
        return outcome;
    }

    public async Task<Outcome<Beat>> HeartbeatAsync(BeatOrder order, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(HeartbeatSql);
        command.Parameters.Add(Typed.Uuid(order.Controller));
        command.Parameters.Add(Typed.Long(order.Epoch));
        command.Parameters.Add(Typed.Long(order.Sequence));
        command.Parameters.Add(Typed.Int(order.CurrentMeetings));
        command.Parameters.Add(Typed.Int(order.CurrentParticipants));
        command.Parameters.Add(Typed.Text(order.Health));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var outcome = new Outcome<Beat>("controller-not-found", null);
        if (await reader.ReadAsync(cancellationToken))
            outcome = reader.IsDBNull(1)
                ? new Outcome<Beat>("stale-heartbeat", null)
                : new Outcome<Beat>(null, new Beat(reader.GetInt64(1), reader.GetInt64(2), reader.GetString(3), reader.TimeOrNull(4)));
        await reader.NextResultAsync(cancellationToken);
        return outcome;
    }
}
