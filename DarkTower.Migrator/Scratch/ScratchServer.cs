using System.Diagnostics;
using DarkTower.AppHost.Stores.Programs;
using Npgsql;

namespace DarkTower.Migrator.Scratch;

/// <summary>
/// A throw-away PostgreSQL server of this process: an empty cluster in the temporary folder, reached by a socket there, gone when disposed
/// or when this process dies in any way. Started in about two seconds.
/// </summary>
internal sealed class ScratchServer : IAsyncDisposable
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly string _folder;
    private int _databases;

    private ScratchServer(Process process, string folder, int major)
    {
        (_process, _folder, Major) = (process, folder, major);
    }

    public int Major { get; }

    /// <summary>As superuser, to the database <c>postgres</c>.</summary>
    public string ConnectionString => To("postgres");

    /// <param name="major">PostgreSQL major version, 15 to 18.</param>
    /// <param name="say">Receives progress lines while programs are fetched.</param>
    /// <param name="cancellation">Stops the fetch and the start.</param>
    /// <exception cref="Refusal">No such server can be found, fetched or started here.</exception>
    public static async Task<ScratchServer> StartAsync(int major, Action<string> say, CancellationToken cancellation)
    {
        var program = await FindAsync(major, say, cancellation);
        var folder = Directory.CreateTempSubdirectory("darktower-scratch-").FullName;
        var start = new ProcessStartInfo("/bin/sh", ["-c", Resource.Read("scratch-server.sh")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
            Environment = { ["BIN"] = program.BinDirectory, ["FOLDER"] = folder },
        };
        var server = new ScratchServer(Process.Start(start)!, folder, major);
        try
        {
            _ = server._process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            await server.UntilReadyAsync(server._process.StandardError.ReadToEndAsync(CancellationToken.None), cancellation);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public string To(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = _folder,
        Username = "postgres",
        Database = database,
        Pooling = false,
        CommandTimeout = 0,
        IncludeErrorDetail = true,
    }.ConnectionString;

    /// <summary>Makes a database with a name of its own; gives its connection string.</summary>
    /// <param name="template">A database nobody is connected to; its rights, which PostgreSQL does not copy, are copied too.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<string> CreateDatabaseAsync(string? template, CancellationToken cancellation)
    {
        var name = $"scratch_{Interlocked.Increment(ref _databases)}";
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync(cancellation);
        await ExecuteAsync(connection, $"CREATE DATABASE {name} TEMPLATE {template ?? "template0"} STRATEGY file_copy", cancellation);
        if (template is not null)
        {
            await ExecuteAsync(connection, $"""
                UPDATE pg_database SET datacl = (SELECT datacl FROM pg_database WHERE datname = '{template}') WHERE datname = '{name}'
                """, cancellation);
        }
        return To(name);
    }

    public async Task DropDatabaseAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database;
        await ExecuteAsync(connection, $"DROP DATABASE {name} WITH (FORCE)", CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    private async Task UntilReadyAsync(Task<string> errors, CancellationToken cancellation)
    {
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(20, cancellation))
        {
            try
            {
                await using var connection = new NpgsqlConnection(ConnectionString);
                await connection.OpenAsync(cancellation);
                return;
            }
            catch (NpgsqlException) when (!_process.HasExited && waited.Elapsed < StartDeadline)
            {
                // Not there yet, or still starting (57P03).
            }
            catch (NpgsqlException error)
            {
                var reason = _process.HasExited ? (await errors).Trim().ReplaceLineEndings(" ") : error.Message;
                throw new Refusal(ExitCode.Unreachable, $"The scratch PostgreSQL {Major} did not start: {reason}", error);
            }
        }
    }

    private static async Task<PostgresProgram> FindAsync(int major, Action<string> say, CancellationToken cancellation)
    {
        if (major is < 15 or > PostgresProgram.NewestMajor)
            throw new Refusal(ExitCode.Usage, $"PostgreSQL {major} cannot be asked for; 15 to {PostgresProgram.NewestMajor} can.");
        try
        {
            var installed = $"/usr/lib/postgresql/{major}/bin";
            return await PostgresProgram.FindAsync(major, Directory.Exists(installed) ? installed : null, say, cancellation);
        }
        catch (ProgramException error)
        {
            throw new Refusal(ExitCode.Unreachable, $"No scratch PostgreSQL {major}: {error.Message}", error);
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
