using DarkTower.Fixtures;
using DarkTower.Migrator.Seeds.Scale;
using Npgsql;

namespace DarkTower.LiveMigration;

/// <summary>The database the migrations run on, the Migrator as its own process with its default settings, and the seed's rows.</summary>
internal sealed class Stage(string adminConnectionString, ScaleSizes sizes, string appPassword = "load-only")
{
    private readonly HashSet<string> _seeded = [];

    /// <summary>With the limits that the service's own connections have.</summary>
    public NpgsqlDataSource AppSource(int connections) => NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(adminConnectionString)
    {
        Username = "darktower_app",
        Password = appPassword,
        Pooling = true,
        MinPoolSize = connections,
        MaxPoolSize = connections,
        MaxAutoPrepare = 200,
        AutoPrepareMinUsages = 2,
        NoResetOnClose = true,
        CommandTimeout = 6,
        Options = "-c statement_timeout=5000 -c lock_timeout=2000",
    }.ConnectionString);

    public async Task MigrateAsync(params string[] arguments)
    {
        var (exitCode, output) = await ServiceProcess.RunAsync("DarkTower.Migrator", arguments, new Dictionary<string, string>
        {
            ["ConnectionStrings:darktower"] = adminConnectionString,
            ["Roles:AppPassword"] = appPassword,
        }, TimeSpan.FromMinutes(30));
        if (exitCode != 0)
            throw new InvalidOperationException($"{string.Join(' ', arguments)} exited with {exitCode}:\n{output}");
    }

    /// <summary>Fills those of the seed's tables that have come since the last time.</summary>
    public async Task SeedAsync()
    {
        var tables = await TablesAsync();
        await using var connection = await OpenAsync();
        await new ScaleSeed(connection, sizes, tables, _seeded)
            .RunAsync(TimeSpan.FromSeconds(10), new SeedProgress(TextWriter.Null, terminal: false), CancellationToken.None);
        _seeded.UnionWith(tables);
    }

    public async Task<IReadOnlySet<string>> TablesAsync() =>
        (await QueryAsync(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')")).ToHashSet();

    public async Task<List<string>> QueryAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        List<string> rows = [];
        while (await reader.ReadAsync())
            rows.Add(reader.GetValue(0).ToString()!);
        return rows;
    }

    public async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(adminConnectionString);
        await connection.OpenAsync();
        return connection;
    }
}
