using Dapper;
using Npgsql;

namespace DarkTower.Peers.DapperPeer;

/// <summary>As Dapper's users write it with a tenant: transaction, setting, statements, commit; the driver's defaults.</summary>
internal sealed partial class DapperOperations(NpgsqlDataSource dataSource) : IOperations
{
    public Task<Org?> GetOrgAsync(Guid org, CancellationToken cancellationToken) => InTenantAsync(org, call =>
        call.OneAsync<Org>(Sql.GetOrg, new { org }), cancellationToken);

    public Task<Outcome<Meeting>> GetMeetingAsync(Guid org, Guid meeting, CancellationToken cancellationToken) => InTenantAsync(
        org, async call => Found.Meeting(await call.OneAsync<MeetingRow>(Sql.GetMeeting, new { org, meeting })), cancellationToken);

    public Task<List<ListedMeeting>?> ListMeetingsAsync(Guid org, Guid before, int limit, CancellationToken cancellationToken) =>
        InTenantAsync(org, async call => Found.Meetings(await call.ManyAsync<MeetingRow>(
            Sql.ListMeetings, new { org, before, limit = (long)limit })), cancellationToken);

    public Task<Outcome<List<ListedParticipant>>> ListParticipantsAsync(
        Guid org, Guid meeting, Guid before, int limit, CancellationToken cancellationToken) =>
        InTenantAsync(org, async call => Found.Participants(await call.ManyAsync<ParticipantRow>(
            Sql.ListParticipants, new { org, meeting, before, limit = (long)limit })), cancellationToken);

    public async Task<Outcome<Beat>> HeartbeatAsync(BeatOrder order, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return BeatRow.ToOutcome(await connection.QuerySingleOrDefaultAsync<BeatRow>(new CommandDefinition(Sql.Heartbeat, new
        {
            controller = order.Controller, epoch = order.Epoch, sequence = order.Sequence, current_meetings = order.CurrentMeetings,
            current_participants = order.CurrentParticipants, health = order.Health,
        }, cancellationToken: cancellationToken)));
    }

    private async Task<T> InTenantAsync<T>(Guid org, Func<Tenancy, Task<T>> run, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var call = new Tenancy(connection, transaction, cancellationToken);
        await call.RunAsync("SELECT set_config('app.org_id', @org, true)", new { org = org.ToString() });
        var result = await run(call);
        await transaction.CommitAsync(cancellationToken);
        return result;
    }

    /// <summary>An open transaction of one tenant.</summary>
    private readonly record struct Tenancy(NpgsqlConnection Connection, NpgsqlTransaction Transaction, CancellationToken Token)
    {
        public Task<T?> OneAsync<T>(string sql, object arguments) where T : class =>
            Connection.QuerySingleOrDefaultAsync<T>(new CommandDefinition(sql, arguments, Transaction, cancellationToken: Token));

        public async Task<List<T>> ManyAsync<T>(string sql, object arguments) =>
            (await Connection.QueryAsync<T>(new CommandDefinition(sql, arguments, Transaction, cancellationToken: Token))).AsList();

        public Task<T> ValueAsync<T>(string sql, object arguments) =>
            Connection.ExecuteScalarAsync<T>(new CommandDefinition(sql, arguments, Transaction, cancellationToken: Token))!;

        public Task<int> RunAsync(string sql, object arguments) =>
            Connection.ExecuteAsync(new CommandDefinition(sql, arguments, Transaction, cancellationToken: Token));
    }
}
