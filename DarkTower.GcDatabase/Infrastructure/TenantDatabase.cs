using System.Diagnostics;
using DarkTower.ServiceDefaults;
using Npgsql;

namespace DarkTower.GcDatabase.Infrastructure;

/// <summary>
/// Runs an operation as one batch: the first command sets the tenant, the second is the operation. Without an explicit transaction and
/// without error barriers the batch is one implicit transaction and one round trip, and the tenant is gone when it ends, however it ends.
/// </summary>
internal sealed class TenantDatabase(NpgsqlDataSource dataSource)
{
    private const string SetTenant = "SELECT set_config('app.org_id', $1, true)";

    /// <summary>The only way from a subdomain to a tenant: through the directory, in the same round trip.</summary>
    private const string SetTenantOfSubdomain = """
        SELECT set_config('app.org_id', coalesce((SELECT org_id::text FROM organization_directory WHERE subdomain = $1), ''), true)
        """;

    private readonly NpgsqlConnectionStringBuilder _server = new(dataSource.ConnectionString);

    public Task<List<T>> QueryAsync<T>(
        OrgId org, Statement statement, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken,
        params NpgsqlParameter[] parameters) =>
        QueryAsync(
            [Command(SetTenant, Param.Text(org.ToString())), Command(statement.Sql, parameters)], statement, read, cancellationToken);

    public Task<List<T>> QueryBySubdomainAsync<T>(
        string subdomain, Statement statement, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken) =>
        QueryAsync(
            [Command(SetTenantOfSubdomain, Param.Text(subdomain)), Command(statement.Sql, Param.Text(subdomain))],
            statement, read, cancellationToken);

    /// <summary>For tables that belong to no tenant; row security shows nothing of the others.</summary>
    public Task<List<T>> QueryGlobalAsync<T>(
        Statement statement, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken, params NpgsqlParameter[] parameters) =>
        QueryAsync([Command(statement.Sql, parameters)], statement, read, cancellationToken);

    private async Task<List<T>> QueryAsync<T>(
        NpgsqlBatchCommand[] commands, Statement statement, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        using var span = StartSpan(statement);
        try
        {
            await using var batch = dataSource.CreateBatch();
            foreach (var command in commands) batch.BatchCommands.Add(command);
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            for (var skipped = 1; skipped < commands.Length; skipped++) await reader.NextResultAsync(cancellationToken);

            var rows = new List<T>();
            while (await reader.ReadAsync(cancellationToken)) rows.Add(read(reader));
            // To the end: a failure of the implicit commit must surface before the caller is answered.
            await reader.NextResultAsync(cancellationToken);
            return rows;
        }
        catch (Exception e)
        {
            var type = (e as PostgresException)?.SqlState ?? e.GetType().FullName;
            span?.SetTag("error.type", type).SetStatus(ActivityStatusCode.Error);
            if (e is PostgresException refused) span?.SetTag("db.response.status_code", refused.SqlState);
            throw;
        }
    }

    private static NpgsqlBatchCommand Command(string sql, params NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters) command.Parameters.Add(parameter);
        return command;
    }

    private Activity? StartSpan(Statement statement) => Telemetry.Source.StartActivity(statement.Summary, ActivityKind.Client)
        ?.SetTag("db.system.name", "postgresql")
        .SetTag("server.address", _server.Host)
        .SetTag("server.port", _server.Port)
        .SetTag("db.namespace", _server.Database)
        .SetTag("db.operation.name", statement.Operation)
        .SetTag("db.collection.name", statement.Collection)
        .SetTag("db.query.summary", statement.Summary)
        .SetTag("db.query.text", statement.Sql);
}
