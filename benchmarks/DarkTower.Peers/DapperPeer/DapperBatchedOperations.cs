using Dapper;
using Npgsql;

namespace DarkTower.Peers.DapperPeer;

/// <summary>
/// The best that Dapper can be made to do: tenant and statement in one command, which the driver sends as one batch; prepared statements,
/// no reset; every write is one statement, as in gc-database.
/// </summary>
internal sealed class DapperBatchedOperations(NpgsqlDataSource dataSource) : IOperations
{
    private const string SetTenant = "SELECT set_config('app.org_id', @org::text, true);";

    public Task<Org?> GetOrgAsync(Guid org, CancellationToken cancellationToken) =>
        OneAsync<Org>(Sql.GetOrg, new { org }, cancellationToken);

    public async Task<Outcome<Meeting>> GetMeetingAsync(Guid org, Guid meeting, CancellationToken cancellationToken) =>
        Found.Meeting(await OneAsync<MeetingRow>(Sql.GetMeeting, new { org, meeting }, cancellationToken));

    public async Task<List<ListedMeeting>?> ListMeetingsAsync(Guid org, Guid before, int limit, CancellationToken cancellationToken) =>
        Found.Meetings(await ManyAsync<MeetingRow>(Sql.ListMeetings, new { org, before, limit = (long)limit }, cancellationToken));

    public async Task<Outcome<List<ListedParticipant>>> ListParticipantsAsync(
        Guid org, Guid meeting, Guid before, int limit, CancellationToken cancellationToken) =>
        Found.Participants(await ManyAsync<ParticipantRow>(
            Sql.ListParticipants, new { org, meeting, before, limit = (long)limit }, cancellationToken));

    public async Task<Outcome<Joined>> JoinAsync(JoinOrder order, AuditStamp audit, CancellationToken cancellationToken)
    {
        try
        {
            var row = await OneAsync<ParticipantRow>(Sql.Join, new
            {
                org = order.Org, meeting = order.Meeting, participant = order.Participant, user_id = order.UserId,
                participant_type = order.Type, display_name = order.DisplayName, role = order.Role, ip_address = order.IpAddress,
                user_agent = order.UserAgent, client_version = order.ClientVersion,
                audit_id = audit.Id, audit_actor_type = audit.ActorType, audit_actor_id = audit.ActorId,
                audit_ip_address = audit.IpAddress, audit_user_agent = audit.UserAgent, audit_request_id = audit.RequestId,
            }, cancellationToken);
            return row is null ? new Outcome<Joined>("org-not-found", null)
                : row.Refusal is not null ? new Outcome<Joined>(row.Refusal, null)
                : new Outcome<Joined>(null, row.ToJoined());
        }
        catch (PostgresException e) when (e.ConstraintName == "participants_active_user_key")
        {
            return new Outcome<Joined>("already-joined", null);
        }
    }

    public async Task<Outcome<CreatedMeeting>> CreateMeetingAsync(CreateOrder order, AuditStamp audit, CancellationToken cancellationToken)
    {
        var request = order.Request;
        var row = await OneAsync<MeetingRow>(Sql.CreateMeeting, new
        {
            org = order.Org, meeting = order.Meeting, created_by_user_id = request.CreatedByUserId, display_name = request.DisplayName,
            meeting_code = order.MeetingCode, join_secret_hash = order.JoinSecretHash, max_participants = order.MaxParticipants,
            scheduled_start_time = request.ScheduledStartTime, enable_e2e_encryption = request.EnableE2eEncryption,
            require_auth = order.RequireAuth, allow_recording = request.AllowRecording, allow_guests = request.AllowGuests,
            allow_external_participants = request.AllowExternalParticipants, waiting_room_enabled = request.WaitingRoomEnabled,
           
           audit_id = audit.Id, audit_actor_type = audit.ActorType, audit_actor_id = audit.ActorId,
           audit_ip_address = audit.IpAddress, audit_user_agent = audit.UserAgent, audit_request_id = audit.RequestId,
        }, cancellationToken);
        return row is null ? new Outcome<CreatedMeeting>("org-not-found", null)
            : row.Refusal is not null ? new Outcome<CreatedMeeting>(row.Refusal, null)
            : new Outcome<CreatedMeeting>(null, row.ToCreated());
    }

    public async Task<Outcome<Claimed>> ClaimAsync(
        Guid org, Guid meeting, Guid controller, AuditStamp audit, CancellationToken cancellationToken)
    {
        var row = await OneAsync<ClaimRow>(Sql.Claim, new
        {
            org, meeting, controller,
            audit_id = audit.Id, audit_actor_type = audit.ActorType, audit_actor_id = audit.ActorId,
            audit_ip_address = audit.IpAddress, audit_user_agent = audit.UserAgent, audit_request_id = audit.RequestId,
        }, cancellationToken);
        return row is null ? new Outcome<Claimed>("org-not-found", null)
            : row.Refusal is not null ? new Outcome<Claimed>(row.Refusal, null)
            : new Outcome<Claimed>(null, row.ToClaimed());
    }

    public async Task<Outcome<Beat>> HeartbeatAsync(BeatOrder order, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return BeatRow.ToOutcome(await connection.QuerySingleOrDefaultAsync<BeatRow>(new CommandDefinition(Sql.Heartbeat, new
        {
            controller = order.Controller, epoch = order.Epoch, sequence = order.Sequence, current_meetings = order.CurrentMeetings,
            current_participants = order.CurrentParticipants, health = order.Health,
        }, cancellationToken: cancellationToken)));
    }

    private async Task<T?> OneAsync<T>(string sql, object arguments, CancellationToken cancellationToken) where T : class
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var results = await connection.QueryMultipleAsync(
            new CommandDefinition(SetTenant + sql, arguments, cancellationToken: cancellationToken));
        await results.ReadSingleAsync<string>();
        return await results.ReadSingleOrDefaultAsync<T>();
    }

    private async Task<List<T>> ManyAsync<T>(string sql, object arguments, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var results = await connection.QueryMultipleAsync(
            new CommandDefinition(SetTenant + sql, arguments, cancellationToken: cancellationToken));
        await results.ReadSingleAsync<string>();
        return (await results.ReadAsync<T>()).AsList();
    }
}
