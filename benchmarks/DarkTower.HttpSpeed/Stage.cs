using System.Globalization;
using DarkTower.Fixtures;
using DarkTower.Measuring;
using Npgsql;

namespace DarkTower.HttpSpeed;

/// <summary>One PostgreSQL server with one seeded database, and the servers that are compared over it.</summary>
internal sealed class Stage : IAsyncDisposable
{
    // Commits reach the disk, as in production.
    public const string Options = "-c fsync=on -c synchronous_commit=on -c shared_buffers=1GB -c max_wal_size=8GB";

    private readonly PostgresServer _server;
    private readonly MigratedDatabase _database;
    private readonly List<MeasuredServer> _running = [];
    private List<int> _backends = [];

    private Stage(PostgresServer server, MigratedDatabase database, string version) =>
        (_server, _database, Version) = (server, database, version);

    public string Version { get; }

    public IReadOnlyList<MeasuredServer> Running => _running;

    public static async Task<Stage> CreateAsync()
    {
        var server = await PostgresServer.StartAsync(options: Options);
        var database = await MigratedDatabase.CreateAsync(server: server);
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(database.AdminConnectionString) { CommandTimeout = 0 }.ConnectionString);
        await connection.OpenAsync();
        await using (var seed = new NpgsqlCommand(World.Seed, connection))
            await seed.ExecuteNonQueryAsync();
        foreach (var statement in new[] { "VACUUM (ANALYZE)", "CHECKPOINT" })
        {
            await using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync();
        }
        return new Stage(server, database, connection.ServerVersion);
    }

    /// <param name="contestant">Who.</param>
    /// <param name="jobs">With background jobs; the peers have none.</param>
    public async Task StartAsync(Contestant contestant, bool jobs = false)
    {
        var settings = new Dictionary<string, string>(contestant.Settings)
        {
            ["ConnectionStrings:darktower"] = _database.AppConnectionString,
            ["Authentication:PlatformKey"] = World.Key,
        };
        if (jobs)
            settings["ConnectionStrings:darktower-jobs"] = _database.As("darktower_jobs");
        _running.Add(await MeasuredServer.StartAsync(contestant.Name, contestant.Project, settings));
    }

    /// <summary>As superuser, past row security.</summary>
    public async Task<string> TextAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_database.AdminConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (await command.ExecuteScalarAsync())?.ToString() ?? "";
    }

    /// <summary>Whose processor time counts as PostgreSQL's; backends come and go with the pools.</summary>
    public void FindBackends() => _backends = ProcessCost.Children(int.Parse(
        File.ReadLines(Path.Combine(_server.DataDirectory, "postmaster.pid")).First(), CultureInfo.InvariantCulture));

    public double PostgresCpuSeconds() => _backends.Sum(ProcessCost.CpuSeconds);

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _running) await server.DisposeAsync();
        await _database.DisposeAsync();
        await _server.DisposeAsync();
    }
}
