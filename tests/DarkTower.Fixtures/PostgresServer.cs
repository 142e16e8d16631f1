using System.Collections.Concurrent;
using DarkTower.AppHost.Stores.Programs;
using Npgsql;

namespace DarkTower.Fixtures;

/// <summary>A PostgreSQL server of the tests: the AppHost's own programs and script, an empty data directory in the temporary folder.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string Password = "tests-only";

    private static readonly ConcurrentDictionary<int, Lazy<Task<PostgresServer>>> SharedServers = new();
    private static readonly string? External = Environment.GetEnvironmentVariable("DARKTOWER_TEST_POSTGRES");

    private readonly IReadOnlyDictionary<string, string> _environment;
    private ChildProcess? _process;

    private PostgresServer(string connectionString, IReadOnlyDictionary<string, string> environment)
    {
        ConnectionString = connectionString;
        _environment = environment;
    }

    /// <summary>As superuser, to the database <c>postgres</c>.</summary>
    public string ConnectionString { get; }

    public string Output => _process?.Output ?? "";

    public string DataDirectory => _environment["PG_DATA"];

    /// <summary>Process id of the script that holds the server in the foreground.</summary>
    public int ProcessId => _process!.ProcessId;

    /// <summary>One server of a major version for the whole test process; it ends with it.</summary>
    public static Task<PostgresServer> SharedAsync(int? major = null) =>
        SharedServers.GetOrAdd(major ?? PostgresProgram.NewestMajor, _ => new Lazy<Task<PostgresServer>>(() =>
            External is { Length: > 0 } given && major is null
                ? Task.FromResult(new PostgresServer(given, new Dictionary<string, string>()))
                : StartAsync(major, "", untilProcessEnds: true))).Value;

    /// <summary>A server of the caller's own, to kill and restart.</summary>
    /// <param name="major">Major version; null takes the newest.</param>
    /// <param name="options">Further options for <c>postgres</c>.</param>
    public static Task<PostgresServer> StartAsync(int? major = null, string options = "") => StartAsync(major, options, untilProcessEnds: false);

    private static async Task<PostgresServer> StartAsync(int? major, string options, bool untilProcessEnds)
    {
        var installed = $"/usr/lib/postgresql/{major}/bin";
        var program = await PostgresProgram.FindAsync(major, major is not null && Directory.Exists(installed) ? installed : null, Console.WriteLine);
        var port = ChildProcess.FreePort();
        var folder = Directory.CreateTempSubdirectory("darktower-tests-pg-").FullName;
        var server = new PostgresServer(
            $"Host=127.0.0.1;Port={port};Username=postgres;Password={Password};Database=postgres;Pooling=false",
            new Dictionary<string, string>
            {
                ["PG_BIN"] = program.BinDirectory,
                ["PG_DATA"] = Path.Combine(folder, "data"),
                ["PGPORT"] = $"{port}",
                ["PG_PASSWORD"] = Password,
                // A crash of the machine need not be survived here; a crash of the server must be.
                ["PG_OPTIONS"] = $"-c fsync=off -c max_connections=200 -c log_min_messages=fatal {options}",
            });
        // What nobody disposes is removed by the launcher, which outlives this process for as long as that takes.
        await server.StartAgainAsync(untilProcessEnds ? folder : null);
        return server;
    }

    /// <summary>Starts the server again on its data and port after <see cref="KillAsync"/>.</summary>
    public Task StartAgainAsync() => StartAgainAsync(removeAtEnd: null);

    private async Task StartAgainAsync(string? removeAtEnd)
    {
        var script = Path.Combine(Repository.Root, "DarkTower.AppHost", "Stores", "run-postgres.sh");
        _process = await ChildProcess.StartAsync(["/bin/sh", script], _environment, removeAtEnd: removeAtEnd);
        await Wait.UntilAsync(async () => _process.HasExited || await AnswersAsync(), "PostgreSQL answering");
        if (_process.HasExited)
        {
            throw new InvalidOperationException($"PostgreSQL exited with {_process.ExitCode}:\n{_process.Output}");
        }
    }

    /// <summary>kill -9 of the postmaster.</summary>
    public async Task KillAsync()
    {
        var postmaster = (await File.ReadAllLinesAsync(Path.Combine(_environment["PG_DATA"], "postmaster.pid")))[0];
        System.Diagnostics.Process.Start("/bin/kill", ["-KILL", postmaster]).WaitForExit();
        await _process!.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
            Directory.Delete(Path.GetDirectoryName(_environment["PG_DATA"])!, recursive: true);
        }
    }

    internal string To(string database) => new NpgsqlConnectionStringBuilder(ConnectionString) { Database = database }.ConnectionString;

    private async Task<bool> AnswersAsync()
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        return true;
    }
}
