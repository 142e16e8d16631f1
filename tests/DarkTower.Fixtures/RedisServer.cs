using DarkTower.AppHost.Stores.Programs;
using StackExchange.Redis;

namespace DarkTower.Fixtures;

/// <summary>A Redis-protocol server of the caller's own, started as the AppHost starts it, to fill, freeze and kill.</summary>
public sealed class OwnRedis : IAsyncDisposable
{
    private const string Password = "tests-only";

    private readonly Dictionary<string, string> _environment;
    private readonly string _folder;
    private ChildProcess? _process;

    private OwnRedis(string folder, Dictionary<string, string> environment)
    {
        _folder = folder;
        _environment = environment;
    }

    public string ConnectionString => $"127.0.0.1:{_environment["REDIS_PORT"]},password={Password}";

    public string DataDirectory => Path.Combine(_folder, "data");

    public int ProcessId => _process!.ProcessId;

    /// <param name="engine"><c>garnet</c>, <c>redis-server</c> or <c>valkey-server</c>.</param>
    public static Task<OwnRedis> StartAsync(string engine = RedisProgram.Garnet) => StartAsync(engine, untilProcessEnds: false);

    /// <param name="engine">As above.</param>
    /// <param name="untilProcessEnds">Nobody disposes it: it ends, and its data goes, with this process.</param>
    public static async Task<OwnRedis> StartAsync(string engine, bool untilProcessEnds)
    {
        var folder = Directory.CreateTempSubdirectory("darktower-tests-redis-").FullName;
        var manifest = Path.Combine(Repository.Root, ".config", "dotnet-tools.json");
        var program = await RedisProgram.PrepareAsync(engine, Path.Combine(folder, "data"), Password, manifest, Console.WriteLine);
        var server = new OwnRedis(folder, new Dictionary<string, string>
        {
            ["REDIS_COMMAND"] = program.Command,
            ["REDIS_CONFIG"] = program.ConfigPath,
            ["REDIS_PORT"] = $"{ChildProcess.FreePort()}",
        });
        await server.StartAgainAsync(untilProcessEnds ? folder : null);
        return server;
    }

    public Task StartAgainAsync() => StartAgainAsync(removeAtEnd: null);

    private async Task StartAgainAsync(string? removeAtEnd)
    {
        var script = Path.Combine(Repository.Root, "DarkTower.AppHost", "Stores", "run-redis.sh");
        _process = await ChildProcess.StartAsync(["/bin/sh", script], _environment, removeAtEnd: removeAtEnd);
        await Wait.UntilAsync(async () => _process.HasExited || await AnswersAsync(), "the Redis-protocol server answering");
        if (_process.HasExited)
        {
            throw new InvalidOperationException($"The Redis-protocol server exited with {_process.ExitCode}:\n{_process.Output}");
        }
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    public void Freeze() => _process!.Signal("STOP");

    public void Thaw() => _process!.Signal("CONT");

    public async ValueTask DisposeAsync()
    {
        if (!_process!.HasExited)
        {
            Thaw();
        }

        await _process.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<bool> AnswersAsync()
    {
        var options = ConfigurationOptions.Parse(ConnectionString);
        options.AbortOnConnectFail = true;
        options.ConnectTimeout = 1000;
        using var connection = await ConnectionMultiplexer.ConnectAsync(options);
        await connection.GetDatabase().PingAsync();
        return true;
    }
}
