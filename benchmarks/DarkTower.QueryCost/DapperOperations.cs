using Dapper;
using Npgsql;

namespace DarkTower.QueryCost;

/// <summary>As Dapper's users write it with a tenant: a transaction, the setting, the statement, the commit.</summary>
internal sealed class DapperOperations(NpgsqlDataSource dataSource) : IOperations
{
    private const string Columns = """
        user_id AS "UserId", email AS "Email", display_name AS "DisplayName", status AS "Status", last_login_at AS "LastLoginAt",
            version AS "Version", created_at AS "CreatedAt", updated_at AS "UpdatedAt"
        """;

    public string Name => "Dapper";

    public Task<UserRow?> PointReadAsync(OrgId org, UserId user, CancellationToken cancellationToken) =>
        InTenantAsync(org, async (connection, transaction) => (await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            $"SELECT {Columns} FROM users WHERE org_id = @org AND user_id = @user AND deleted_at IS NULL",
            new { org = org.Value, user = user.Value }, transaction, cancellationToken: cancellationToken)))?.ToUser(), cancellationToken);

    public Task<List<UserRow>> ListAsync(OrgId org, long limit, CancellationToken cancellationToken) =>
        InTenantAsync(org, async (connection, transaction) => (await connection.QueryAsync<Row>(new CommandDefinition(
            $"SELECT {Columns} FROM users WHERE org_id = @org AND deleted_at IS NULL ORDER BY user_id DESC LIMIT @limit",
            new { org = org.Value, limit }, transaction, cancellationToken: cancellationToken))).Select(row => row.ToUser()).ToList(),
            cancellationToken);

    public Task<long?> WriteAsync(OrgId org, UserId user, string displayName, CancellationToken cancellationToken) =>
        InTenantAsync(org, (connection, transaction) => connection.ExecuteScalarAsync<long?>(new CommandDefinition(
            """
            UPDATE users SET display_name = @displayName, version = version + 1
            WHERE org_id = @org AND user_id = @user AND deleted_at IS NULL RETURNING version
            """,
            new { org = org.Value, user = user.Value, displayName }, transaction, cancellationToken: cancellationToken)), cancellationToken);

    public Task<(OrgRow? Org, UserRow? User)> BatchAsync(OrgId org, UserId user, CancellationToken cancellationToken) =>
        InTenantAsync(org, async (connection, transaction) =>
        {
            await using var results = await connection.QueryMultipleAsync(new CommandDefinition(
                $"""
                SELECT org_id AS "OrgId", display_name AS "DisplayName", status AS "Status"
                FROM organizations WHERE org_id = @org AND deleted_at IS NULL;
                SELECT {Columns} FROM users WHERE org_id = @org AND user_id = @user AND deleted_at IS NULL
                """,
                new { org = org.Value, user = user.Value }, transaction, cancellationToken: cancellationToken));
            var found = await results.ReadSingleOrDefaultAsync<OrgRow>();
            return (found, (await results.ReadSingleOrDefaultAsync<Row>())?.ToUser());
        }, cancellationToken);

    private async Task<T> InTenantAsync<T>(
        OrgId org, Func<NpgsqlConnection, NpgsqlTransaction, Task<T>> run, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "SELECT set_config('app.org_id', @org, true)", new { org = org.Value.ToString() }, transaction, cancellationToken: cancellationToken));
        var result = await run(connection, transaction);
        await transaction.CommitAsync(cancellationToken);
        return result;
    }

    private sealed class Row
    {
        public Guid UserId { get; init; }
        public string Email { get; init; } = "";
        public string DisplayName { get; init; } = "";
        public string Status { get; init; } = "";
        public DateTime? LastLoginAt { get; init; }
        public long Version { get; init; }
        public DateTime CreatedAt { get; init; }
        public DateTime UpdatedAt { get; init; }

        public UserRow ToUser() => new(UserId, Email, DisplayName, Status, LastLoginAt, Version, CreatedAt, UpdatedAt);
    }
}
