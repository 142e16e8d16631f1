using System.Diagnostics;
using DarkTower.ServiceDefaults;

namespace DarkTower.McState.Infrastructure;

/// <summary>Asks the engine what it is, and finds out whether its scripts are atomic and its memory is kept.</summary>
internal sealed class EngineProbe(RedisConnection connection, IConfiguration configuration, RedisLimits limits)
{
    private static readonly TimeSpan Hold = TimeSpan.FromMilliseconds(250);

    public async Task<EngineReport> RunAsync(EngineReport last, CancellationToken cancel)
    {
        // One section at a time: not every engine takes several.
        var server = Parse(await connection.CommandAsync("INFO", "server").WaitAsync(limits.Deadline, cancel));
        var memory = Parse(await connection.CommandAsync("INFO", "memory").WaitAsync(limits.Deadline, cancel));
        var report = new EngineReport
        {
            Name = server.GetValueOrDefault("server_name", "redis"),
            Version = server.GetValueOrDefault("garnet_version") ?? server.GetValueOrDefault("valkey_version")
                ?? server.GetValueOrDefault("redis_version", "unknown"),
            RunId = server.GetValueOrDefault("run_id", ""),
            Eviction = memory.GetValueOrDefault("maxmemory_policy", "none"),
        };
        if (report.Eviction is not ("noeviction" or "none"))
            return report with { Refusal = $"its maxmemory-policy {report.Eviction} may evict live meetings; set maxmemory-policy noeviction" };

        // Redis and Valkey run one thing at a time, and the race would hold up everyone; elsewhere it is run once a start of the server.
        var known = report.Name is "redis" or "valkey" || (report.RunId == last.RunId && last.Lua == "atomic");
        var lua = known ? "atomic" : await RaceAsync(cancel);
        return report with { Lua = lua, Refusal = Explain(lua) };
    }

    private static string? Explain(string lua) => lua switch
    {
        "atomic" => null,
        "interleaved" => "its scripts are not atomic; start Garnet with --lua-transaction-mode",
        _ => "it runs no Lua scripts; start Garnet with --lua",
    };

    /// <summary>
    /// Two sessions: a script holds a key for a while, and another session writes that key meanwhile. Atomic is what has been seen to make
    /// the other wait; a race in which neither happened says nothing and is run again.
    /// </summary>
    private async Task<string> RaceAsync(CancellationToken cancel)
    {
        await using var intruder = new RedisConnection(configuration.GetConnectionString("redis")!, limits);
        await intruder.OpenAsync().WaitAsync(limits.ConnectTimeout * 2, cancel);
        try
        {
            while (true)
            {
                string[] keys = [MeetingKeys.Probe()];
                var longestWait = TimeSpan.Zero;
                var held = connection.EvaluateAsync(LiveScript.Probe, keys, ["held", Hold]);
                while (!held.IsCompleted)
                {
                    var sent = Stopwatch.GetTimestamp();
                    await intruder.CommandAsync("SET", keys[0], "intruder", "PX", "10000").WaitAsync(limits.ConnectTimeout, cancel);
                    var waited = Stopwatch.GetElapsedTime(sent);
                    longestWait = waited > longestWait ? waited : longestWait;
                }

                if ((await held).Code != "ok") return "interleaved";
                if (longestWait > Hold / 2) return "atomic";
            }
        }
        catch (Exception refused) when (!cancel.IsCancellationRequested && RedisConnection.Classify(refused) is null)
        {
            return "off";
        }
    }

    private static Dictionary<string, string> Parse(string info) => info.Split('\n')
        .Select(line => line.TrimEnd('\r').Split(':', 2))
        .Where(pair => pair.Length == 2)
        .ToDictionary(pair => pair[0], pair => pair[1]);
}
