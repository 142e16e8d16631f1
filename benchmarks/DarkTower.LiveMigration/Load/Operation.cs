using Npgsql;

namespace DarkTower.LiveMigration.Load;

/// <summary>One request as the service sends it: a batch that sets the tenant and runs one statement.</summary>
/// <param name="Statement">The service's name of the query.</param>
/// <param name="Tables">Without which it cannot run.</param>
/// <param name="Arguments">Those of one request by name; <c>org</c> is the tenant, unless the statement has none.</param>
internal sealed record Operation(string Statement, string[] Tables, Func<Targets, Dictionary<string, NpgsqlParameter>> Arguments)
{
    private const string Tenant = "org";
    private const string SetTenant = "SELECT set_config('app.org_id', $1::text, true)";

    private const string SetTenantOfSubdomain = """
        SELECT set_config('app.org_id', coalesce((SELECT org_id::text FROM organization_directory WHERE subdomain = $1), ''), true)
        """;

    /// <summary>Told who joined, so that somebody can leave.</summary>
    public Action<Targets, Dictionary<string, NpgsqlParameter>>? Done { get; init; }

    public Request Against(NpgsqlDataSource source, Targets targets, bool audited) =>
        new(Statement, () => SendAsync(source, targets, audited));

    private async Task SendAsync(NpgsqlDataSource source, Targets targets, bool audited)
    {
        var arguments = Arguments(targets);
        await using var batch = source.CreateBatch();
        if (Statement == Operations.FindOrgs)
        {
            batch.BatchCommands.Add(Command(SetTenantOfSubdomain, arguments.Values));
            batch.BatchCommands.Add(Command(ServiceStatements.Sql(Statement, audited), []));
        }
        else
        {
            if (arguments.TryGetValue(Tenant, out var tenant))
                batch.BatchCommands.Add(Command(SetTenant, [Value.Id((Guid)tenant.Value!)]));
            batch.BatchCommands.Add(Command(
                ServiceStatements.Sql(Statement, audited), ServiceStatements.Parameters(Statement).Select(name => arguments[name])));
        }
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
        Done?.Invoke(targets, arguments);
    }

    private static NpgsqlBatchCommand Command(string sql, IEnumerable<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
            command.Parameters.Add(parameter);
        return command;
    }
}
