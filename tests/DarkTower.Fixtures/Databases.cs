using System.Globalization;
using Npgsql;

namespace DarkTower.Fixtures;

/// <summary>An empty database of the caller's own, dropped at the end.</summary>
public sealed class OwnDatabase : IAsyncDisposable
{
    private readonly PostgresServer _server;

    private OwnDatabase(PostgresServer server, string name)
    {
        _server = server;
        Name = name;
    }

    public string Name { get; }

    /// <summary>As superuser.</summary>
    public string ConnectionString => _server.To(Name);

    public static async Task<OwnDatabase> CreateAsync(int? major = null, string? template = null, PostgresServer? server = null)
    {
        server ??= await PostgresServer.SharedAsync(major);
        var name = $"test_{Guid.NewGuid():N}";
        await ExecuteAsync(server.ConnectionString, $"CREATE DATABASE {name}" + (template is null ? "" : $" TEMPLATE {template} STRATEGY file_copy"));
        return new OwnDatabase(server, name);
    }

    public Task ExecuteAsync(string sql) => ExecuteAsync(ConnectionString, sql);

    public async ValueTask DisposeAsync() => await ExecuteAsync(_server.ConnectionString, $"DROP DATABASE {Name} WITH (FORCE)");

    internal static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}

/// <summary>A database of the caller's own with the whole schema: a clone of a template that the Migrator made once for this test process.</summary>
public sealed class MigratedDatabase : IAsyncDisposable
{
    /// <summary>Of every role. Roles belong to the server: a test that sets another on the shared one locks all others out.</summary>
    public const string RolePassword = "tests-only-role";

    private static readonly Dictionary<PostgresServer, Task<string>> Templates = [];
    private readonly OwnDatabase _database;

    private readonly bool _shared;

    private MigratedDatabase(OwnDatabase database, bool shared) => (_database, _shared) = (database, shared);

    public string AdminConnectionString => _database.ConnectionString;

    public string AppConnectionString => As("darktower_app");

    public string As(string role)
    {
        var connection = new NpgsqlConnectionStringBuilder(_database.ConnectionString)
        {
            Username = role, Password = RolePassword, Pooling = true,
        };
        if (_shared && int.TryParse(Environment.GetEnvironmentVariable(PgBouncer.Variable), CultureInfo.InvariantCulture, out var pooler))
            connection.Port = pooler;
        return connection.ConnectionString;
    }

    public static async Task<MigratedDatabase> CreateAsync(int? major = null, PostgresServer? server = null)
    {
        // A pooler stands before the shared server alone.
        var shared = server is null && major is null;
        server ??= await PostgresServer.SharedAsync(major);
        Task<string> template;
        lock (Templates)
        {
            template = Templates.TryGetValue(server, out var made) ? made : Templates[server] = MakeTemplateAsync(server);
        }

        return new MigratedDatabase(await OwnDatabase.CreateAsync(template: await template, server: server), shared);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private static async Task<string> MakeTemplateAsync(PostgresServer server)
    {
        var name = $"template_{Guid.NewGuid():N}";
        await OwnDatabase.ExecuteAsync(server.ConnectionString, $"CREATE DATABASE {name}");
        var (exitCode, output) = await ServiceProcess.RunAsync("DarkTower.Migrator", ["up"], new Dictionary<string, string>
        {
            ["ConnectionStrings:darktower"] = server.To(name),
            ["Roles:AppPassword"] = RolePassword,
            ["Roles:JobsPassword"] = RolePassword,
            ["Roles:MonitorPassword"] = RolePassword,
            ["Roles:MigratorPassword"] = RolePassword,
        });
        return exitCode == 0 ? name : throw new InvalidOperationException($"The Migrator exited with {exitCode}:\n{output}");
    }
}
