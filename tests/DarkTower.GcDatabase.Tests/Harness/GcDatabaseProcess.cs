using DarkTower.Fixtures;
using DarkTower.Queries;
using Npgsql;

namespace DarkTower.GcDatabase.Tests.Harness;

/// <summary>One gc-database, as a process, over one migrated database; each test of the collection makes its own organizations.</summary>
public sealed class GcDatabaseProcess : IAsyncLifetime
{
    private MigratedDatabase? _database;
    private ServiceProcess? _service;
    private NpgsqlDataSource? _admin;

    public MigratedDatabase Database => _database!;

    public ServiceProcess Service => _service!;

    public GcClient Gc { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _database = await MigratedDatabase.CreateAsync();
        _admin = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(_database.AdminConnectionString) { Pooling = true, MaxPoolSize = 4 });
        _service = await StartAsync(_database.AppConnectionString);
        Gc = new GcClient(_service.Client);
    }

    /// <param name="connectionString">As the service's role.</param>
    /// <param name="slowAfter">A slow query asks for its plan, which a test that counts what is sent would see.</param>
    /// <param name="environment">ASPNETCORE_ENVIRONMENT.</param>
    /// <param name="settings">Further ones, which win.</param>
    public static Task<ServiceProcess> StartAsync(
        string connectionString, TimeSpan? slowAfter = null, string environment = "Development",
        IReadOnlyDictionary<string, string>? settings = null)
    {
        var all = new Dictionary<string, string>
        {
            ["ConnectionStrings:darktower"] = connectionString,
            ["Authentication:PlatformKey"] = GcClient.PlatformKey,
            ["ASPNETCORE_ENVIRONMENT"] = environment,
            ["Queries:SlowAfter"] = (slowAfter ?? new QueryOptions().SlowAfter).ToString(),
        };
        foreach (var (key, value) in settings ?? new Dictionary<string, string>()) all[key] = value;
        return ServiceProcess.StartAsync("DarkTower.GcDatabase", all);
    }

    /// <summary>As superuser, past row security.</summary>
    public async Task<T> ScalarAsync<T>(string sql, params object[] parameters)
    {
        await using var command = Command(sql, parameters);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>As superuser, past row security.</summary>
    public async Task ExecuteAsync(string sql, params object[] parameters)
    {
        await using var command = Command(sql, parameters);
        await command.ExecuteNonQueryAsync();
    }

    public Task SuspendAsync(Guid org) => ExecuteAsync(
        "UPDATE organizations SET status = 'suspended', suspended_at = now(), suspension_reason = 'test' WHERE org_id = $1", org);

    public Task EndAsync(Guid meeting) => ExecuteAsync(
        """
        UPDATE meetings SET status = 'ended', actual_start_time = now(), ended_at = now(), active_participants = 0
        WHERE meeting_id = $1
        """, meeting);

    /// <summary>How often the trail of an organization says that something was done.</summary>
    public Task<long> AuditedAsync(Guid org, string action) => ScalarAsync<long>(
        "SELECT count(*) FROM audit_logs WHERE org_id = $1 AND action = $2", org, action);

    /// <summary>What the trail says of the one time that something was done.</summary>
    public Task<string> DetailsAsync(Guid org, string action) => ScalarAsync<string>(
        "SELECT (SELECT details::text FROM audit_logs WHERE org_id = $1 AND action = $2)", org, action);

    /// <summary>Everything an organization has, in one line that two moments can be compared by.</summary>
    public Task<string> FootprintAsync(Guid org) => ScalarAsync<string>(
        """
        SELECT concat_ws(' ',
            (SELECT count(*) FROM users WHERE org_id = $1), (SELECT count(*) FROM meetings WHERE org_id = $1),
            (SELECT count(*) FROM meeting_codes WHERE org_id = $1), (SELECT count(*) FROM participants WHERE org_id = $1),
            (SELECT count(*) FROM audit_logs WHERE org_id = $1), (SELECT open_meetings FROM organizations WHERE org_id = $1),
            (SELECT string_agg(concat_ws(',', status, active_participants, generation, version), ';' ORDER BY meeting_id)
             FROM meetings WHERE org_id = $1))
        """, org);

    /// <summary>A statement of a service waits for a lock.</summary>
    public Task<bool> SomebodyWaitsAsync() => ScalarAsync<bool>(
        """
        SELECT EXISTS (SELECT FROM pg_stat_activity
            WHERE datname = current_database() AND usename IN ('darktower_app', 'darktower_jobs') AND wait_event_type = 'Lock')
        """);

    /// <summary>Holds an uncommitted change until the service's call waits for it, then commits.</summary>
    public async Task<T> CommitWhileItWaitsAsync<T>(string change, Func<Task<T>> call, Func<Task>? meanwhile = null)
    {
        await using var connection = await _admin!.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var command = new NpgsqlCommand(change, connection, transaction)) await command.ExecuteNonQueryAsync();

        var answer = call();
        await Wait.UntilAsync(SomebodyWaitsAsync, "the service's statement waiting for the row");
        if (meanwhile is not null) await meanwhile();

        await transaction.CommitAsync();
        return await answer;
    }

    public async Task DisposeAsync()
    {
        if (_service is not null) await _service.DisposeAsync();
        if (_admin is not null) await _admin.DisposeAsync();
        if (_database is not null) await _database.DisposeAsync();
    }

    private NpgsqlCommand Command(string sql, object[] parameters)
    {
        var command = _admin!.CreateCommand(sql);
        foreach (var value in parameters) command.Parameters.AddWithValue(value);
        return command;
    }
}

[CollectionDefinition(Name)]
public sealed class GcDatabaseTests : ICollectionFixture<GcDatabaseProcess>
{
    public const string Name = "gc-database";
}
