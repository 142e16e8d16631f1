using Npgsql;
using NpgsqlTypes;

namespace DarkTower.LiveMigration.Load;

/// <summary>One request as the service sends it: a batch that sets the tenant and runs one statement.</summary>
/// <param name="Statement">The service's name of the use case.</param>
/// <param name="Tables">Without which it cannot run.</param>
/// <param name="Parameters">Those of one request; the first names the tenant, unless the statement is a global one.</param>
internal sealed record Operation(string Statement, string[] Tables, Func<Targets, NpgsqlParameter[]> Parameters)
{
    private const string SetTenant = "SELECT set_config('app.org_id', $1, true)";

    private const string SetTenantOfSubdomain = """
        SELECT set_config('app.org_id', coalesce((SELECT org_id::text FROM organization_directory WHERE subdomain = $1), ''), true)
        """;

    /// <summary>Told who joined, so that somebody can leave.</summary>
    public Action<Targets, NpgsqlParameter[]>? Done { get; init; }

    public Request Against(NpgsqlDataSource source, Targets targets, bool audited) =>
        new(Statement, () => SendAsync(source, targets, audited));

    private async Task SendAsync(NpgsqlDataSource source, Targets targets, bool audited)
    {
        var parameters = Parameters(targets);
        await using var batch = source.CreateBatch();
        if (parameters[0].NpgsqlDbType == NpgsqlDbType.Uuid)
            batch.BatchCommands.Add(Command(SetTenant, Value.Text(parameters[0].Value!.ToString()!)));
        else if (Statement == Operations.FindOrgs)
            batch.BatchCommands.Add(Command(SetTenantOfSubdomain, Value.Text((string)parameters[0].Value!)));
        batch.BatchCommands.Add(Command(ServiceStatements.Of(Statement, audited), parameters));
        await using (var reader = await batch.ExecuteReaderAsync())
        {
            do
            {
                while (await reader.ReadAsync())
                {
                }
            }
            while (await reader.NextResultAsync());
        }
        Done?.Invoke(targets, parameters);
    }

    private static NpgsqlBatchCommand Command(string sql, params NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
            command.Parameters.Add(parameter);
        return command;
    }
}
