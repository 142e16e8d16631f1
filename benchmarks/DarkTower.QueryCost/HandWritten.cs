using Npgsql;
using NpgsqlTypes;

namespace DarkTower.QueryCost;

/// <summary>What an expert writes: one batch, typed positional parameters, ordinals; no telemetry of its own.</summary>
internal sealed class HandWritten(NpgsqlDataSource dataSource, string name = "hand-written") : IOperations
{
    private const string SetTenant = "SELECT set_config('app.org_id', $1::text, true)";

    private const string User = """
        SELECT user_id, email, display_name, status, last_login_at, version, created_at, updated_at
        FROM users
        WHERE org_id = $1 AND user_id = $2 AND deleted_at IS NULL
        """;

    private const string Users = """
        SELECT user_id, email, display_name, status, last_login_at, version, created_at, updated_at
        FROM users
        WHERE org_id = $1 AND deleted_at IS NULL
        ORDER BY user_id DESC
        LIMIT $2
        """;

    private const string Rename = """
        UPDATE users
        SET display_name = $3, version = version + 1
        WHERE org_id = $1 AND user_id = $2 AND deleted_at IS NULL
        RETURNING version
        """;

    private const string Org = """
        SELECT org_id, display_name, status
        FROM organizations
        WHERE org_id = $1 AND deleted_at IS NULL
        """;

    public string Name => name;

    public async Task<UserRow?> PointReadAsync(OrgId org, UserId user, CancellationToken cancellationToken)
    {
        await using var batch = dataSource.CreateBatch();
        batch.BatchCommands.Add(Tenant(org));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(User) { Parameters = { Uuid(org.Value), Uuid(user.Value) } });
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var row = await reader.ReadAsync(cancellationToken) ? ReadUser(reader) : null;
        await reader.NextResultAsync(cancellationToken);
        return row;
    }

    public async Task<List<UserRow>> ListAsync(OrgId org, long limit, CancellationToken cancellationToken)
    {
        await using var batch = dataSource.CreateBatch();
        batch.BatchCommands.Add(Tenant(org));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Users)
        {
            Parameters = { Uuid(org.Value), new NpgsqlParameter<long> { TypedValue = limit, NpgsqlDbType = NpgsqlDbType.Bigint } },
        });
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var rows = new List<UserRow>();
        while (await reader.ReadAsync(cancellationToken)) rows.Add(ReadUser(reader));
        await reader.NextResultAsync(cancellationToken);
        return rows;
    }

    public async Task<long?> WriteAsync(OrgId org, UserId user, string displayName, CancellationToken cancellationToken)
    {
        await using var batch = dataSource.CreateBatch();
        batch.BatchCommands.Add(Tenant(org));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Rename)
        {
            Parameters =
            {
                Uuid(org.Value), Uuid(user.Value),
                new NpgsqlParameter<string> { TypedValue = displayName, NpgsqlDbType = NpgsqlDbType.Text },
            },
        });
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        long? version = await reader.ReadAsync(cancellationToken) ? reader.GetInt64(0) : null;
        await reader.NextResultAsync(cancellationToken);
        return version;
    }

    public async Task<(OrgRow? Org, UserRow? User)> BatchAsync(OrgId org, UserId user, CancellationToken cancellationToken)
    {
        await using var batch = dataSource.CreateBatch();
        batch.BatchCommands.Add(Tenant(org));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Org) { Parameters = { Uuid(org.Value) } });
        batch.BatchCommands.Add(new NpgsqlBatchCommand(User) { Parameters = { Uuid(org.Value), Uuid(user.Value) } });
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var found = await reader.ReadAsync(cancellationToken)
            ? new OrgRow(reader.GetGuid(0), reader.GetString(1), reader.GetString(2)) : null;
        await reader.NextResultAsync(cancellationToken);
        var row = await reader.ReadAsync(cancellationToken) ? ReadUser(reader) : null;
        await reader.NextResultAsync(cancellationToken);
        return (found, row);
    }

    private static UserRow ReadUser(NpgsqlDataReader reader) => new(
        reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetString(3),
        reader.IsDBNull(4) ? null : reader.GetFieldValue<DateTimeOffset>(4), reader.GetInt64(5), reader.GetFieldValue<DateTimeOffset>(6),
        reader.GetFieldValue<DateTimeOffset>(7));

    private static NpgsqlBatchCommand Tenant(OrgId org) => new(SetTenant) { Parameters = { Uuid(org.Value) } };

    private static NpgsqlParameter<Guid> Uuid(Guid value) => new() { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Uuid };
}
