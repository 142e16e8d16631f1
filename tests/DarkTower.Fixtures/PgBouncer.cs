using Npgsql;

namespace DarkTower.Fixtures;

/// <summary>The distribution's pgbouncer in transaction mode before a server of the tests.</summary>
public sealed class PgBouncer : IAsyncDisposable
{
    /// <summary>Names the port of one: roles of services then connect through it, whoever administers does not.</summary>
    public const string Variable = "DARKTOWER_TEST_PGBOUNCER";

    private const string Program = "/usr/sbin/pgbouncer";

    private readonly ChildProcess _process;

    private PgBouncer(ChildProcess process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    public string Output => _process.Output;

    public static async Task<PgBouncer> StartAsync(PostgresServer server)
    {
        var port = ChildProcess.FreePort();
        var folder = Directory.CreateTempSubdirectory("darktower-tests-pgbouncer-").FullName;
        var target = new NpgsqlConnectionStringBuilder(server.ConnectionString);
        await File.WriteAllTextAsync(Path.Combine(folder, "users.txt"), string.Join('\n',
            new[] { "darktower_app", "darktower_jobs" }.Select(role => $"\"{role}\" \"{MigratedDatabase.RolePassword}\"")) + "\n");
        // What the services ask for at the start of a session does not pass a pooler: here it is said for every session of the server.
        await File.WriteAllTextAsync(Path.Combine(folder, "pgbouncer.ini"), $"""
            [databases]
            * = host={target.Host} port={target.Port} connect_query='SET statement_timeout = 5000; SET lock_timeout = 2000; SET idle_in_transaction_session_timeout = 10000'
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = {port}
            unix_socket_dir =
            auth_type = scram-sha-256
            auth_file = {folder}/users.txt
            pool_mode = transaction
            default_pool_size = 10
            max_client_conn = 1000
            server_idle_timeout = 10
            ignore_startup_parameters = options,extra_float_digits
            """);
        // It refuses to run as root, as PostgreSQL does, and runs as nobody in particular the same way.
        string[] command = Environment.IsPrivilegedProcess
            ? ["unshare", "--user", "--map-user=1000", "--map-group=1000", Program, Path.Combine(folder, "pgbouncer.ini")]
            : [Program, Path.Combine(folder, "pgbouncer.ini")];
        var process = await ChildProcess.StartAsync(command, removeAtEnd: folder);
        var pooler = new PgBouncer(process, port);
        await Wait.UntilAsync(async () => process.HasExited || await ListensAsync(port), "pgbouncer answering");
        return process.HasExited ? throw new InvalidOperationException($"pgbouncer exited:\n{process.Output}") : pooler;
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    /// <summary>Whether it listens: the roles may not be there yet.</summary>
    private static async Task<bool> ListensAsync(int port)
    {
        using var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync("127.0.0.1", port);
        return true;
    }
}
