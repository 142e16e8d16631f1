using System.Text.Json;

namespace DarkTower.AppHost.Stores.Programs;

/// <summary>A Redis-protocol server on this machine and the configuration file it is started with (the port is given at start).</summary>
/// <param name="Command">Path of the server; <c>run-redis.sh</c> has dotnet run a .dll.</param>
/// <param name="ConfigPath">Configuration file, readable by its owner alone: it holds the password.</param>
/// <param name="Origin">What it is and where it came from, for people.</param>
internal sealed record RedisProgram(string Command, string ConfigPath, string Origin)
{
    public const string Garnet = "garnet";

    /// <param name="engine"><c>garnet</c> (a .NET tool, fetched), or <c>redis-server</c> / <c>valkey-server</c> from PATH.</param>
    /// <param name="dataDirectory">Folder for the append-only file and the configuration; made when missing.</param>
    /// <param name="password">Password clients must send.</param>
    /// <param name="toolManifest">Path of <c>.config/dotnet-tools.json</c>, which pins Garnet.</param>
    /// <param name="say">Receives progress lines.</param>
    /// <param name="cancellationToken">Stops a fetch.</param>
    /// <exception cref="ProgramException">The engine is unknown or not there.</exception>
    public static async Task<RedisProgram> PrepareAsync(
        string engine, string dataDirectory, string password, string toolManifest, Action<string> say, CancellationToken cancellationToken = default)
    {
        Directory.CreateDirectory(dataDirectory);
        var configPath = Path.Combine(dataDirectory, engine + ".conf");
        if (engine == Garnet)
        {
            var garnet = await GarnetProgram.FindAsync(toolManifest, say, cancellationToken);
            PrivateFile.Write(configPath, JsonSerializer.Serialize(GarnetConfiguration(dataDirectory, password)));
            return new RedisProgram(garnet.AssemblyPath, configPath, $"Garnet {garnet.Version}, a .NET tool");
        }

        if (engine is not ("redis-server" or "valkey-server"))
        {
            throw new ProgramException($"DarkTower:RedisEngine is '{engine}'; it must be {Garnet}, redis-server or valkey-server.");
        }

        var program = NpmPackage.FindOnPath(engine)
            ?? throw new ProgramException($"DarkTower:RedisEngine is '{engine}', but there is no {engine} on PATH. Install it, or set {Garnet}.");
        PrivateFile.Write(configPath, $"""
            bind 127.0.0.1
            dir "{dataDirectory}"
            requirepass "{password}"
            appendonly yes
            appendfsync everysec
            save ""
            maxmemory-policy noeviction
            """);
        return new RedisProgram(program, configPath, $"{engine} from {program}");
    }

    /// <remarks>
    /// Both Lua switches matter: without <c>LuaTransactionMode</c> other clients run between the commands of a script. The sizes are for a
    /// development machine: Garnet's own defaults reserve 16 GB.
    /// </remarks>
    private static Dictionary<string, object> GarnetConfiguration(string dataDirectory, string password) => new()
    {
        ["Address"] = "127.0.0.1",
        ["AuthenticationMode"] = "Password",
        ["Password"] = password,
        ["EnableLua"] = true,
        ["LuaTransactionMode"] = true,
        ["LogMemorySize"] = "128m",
        ["PageSize"] = "4m",
        ["IndexMemorySize"] = "16m",
        ["EnableAOF"] = true,
        ["AofMemorySize"] = "32m",
        ["AofPageSize"] = "8m",
        ["CommitFrequencyMs"] = 200,
        // The default device needs libaio.so.1; without it Garnet answers every write and commits none (seen with 2.2.5).
        ["DeviceType"] = "RandomAccess",
        ["Recover"] = true,
        ["CheckpointDir"] = dataDirectory,
        ["ExpiredKeyDeletionScanFrequencySecs"] = 60,
    };
}
