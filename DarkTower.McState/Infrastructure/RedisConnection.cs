using System.Globalization;
using System.Net.Sockets;
using DarkTower.ServiceDefaults;
using StackExchange.Redis;

namespace DarkTower.McState.Infrastructure;

/// <summary>
/// The only file that touches StackExchange.Redis, and only members that 1.2.6 and 2.13 both have.
/// No call here has a deadline: 1.2.6 leaves an asynchronous call pending for ever when the server stands still, so the callers bring one.
/// </summary>
internal sealed class RedisConnection : IAsyncDisposable
{
    private readonly ConfigurationOptions _options;
    private ConnectionMultiplexer? _multiplexer;

    public RedisConnection(string connectionString, RedisLimits limits)
    {
        try
        {
            _options = ConfigurationOptions.Parse(connectionString);
        }
        catch (ArgumentException)
        {
            // The reason may quote the password.
            throw new StartupException("Configuration key ConnectionStrings:redis is no Redis connection string: host:port,password=...");
        }

        if (_options.EndPoints.Count == 0) throw new StartupException("Configuration key ConnectionStrings:redis names no host:port.");
        _options.ClientName = "mc-state";
        _options.AbortOnConnectFail = false;
        _options.ConnectTimeout = (int)limits.ConnectTimeout.TotalMilliseconds;
        _options.ConnectRetry = 1;
        _options.ReconnectRetryPolicy = new LinearRetry(250);
    }

    /// <summary>The connection was lost and is back: whatever is known of the engine may no longer hold.</summary>
    public event Action? Restored;

    /// <summary>False fails fast: without it 2.x would queue the call, and its fate would be unknown at the deadline.</summary>
    public bool IsConnected => _multiplexer is { IsConnected: true };

    public async Task OpenAsync()
    {
        if (_multiplexer is not null) return;
        _multiplexer = await ConnectionMultiplexer.ConnectAsync(_options);
#pragma warning disable CS0618 // Obsolete and without effect in 2.x; in 1.2.6 its default completes all calls one after another.
        _multiplexer.PreserveAsyncOrder = false;
#pragma warning restore CS0618
        _multiplexer.ConnectionRestored += (_, _) => Restored?.Invoke();
    }

    public async Task<ScriptReply> EvaluateAsync(LiveScript script, string[] keys, object[] args)
    {
        RedisKey[] redisKeys = Array.ConvertAll(keys, key => (RedisKey)key);
        RedisValue[] redisArgs = Array.ConvertAll(args, arg => (RedisValue)Text(arg));
        try
        {
            return new ScriptReply(await Database.ScriptEvaluateAsync(script.Sha1, redisKeys, redisArgs));
        }
        catch (RedisServerException missing) when (missing.Message.StartsWith("NOSCRIPT", StringComparison.Ordinal))
        {
            // The script cache is volatile (restart, failover, flush); EVAL fills it again. Only what is typed RedisKey is routed by slot.
            object[] call = [script.Text, keys.Length, .. redisKeys.Cast<object>(), .. redisArgs.Cast<object>()];
            return new ScriptReply(await Database.ExecuteAsync("EVAL", call));
        }
    }

    public async Task<string> CommandAsync(string command, params object[] args) =>
        (string?)await Database.ExecuteAsync(command, args) ?? "";

    public async ValueTask DisposeAsync()
    {
        if (_multiplexer is not null) await _multiplexer.CloseAsync(allowCommandsToComplete: false);
        _multiplexer?.Dispose();
    }

    /// <summary>What a failed call means: whether it surely changed nothing, or null when the failure is a bug of ours.</summary>
    public static StoreFailure? Classify(Exception failure) => failure switch
    {
        RedisConnectionException { FailureType: ConnectionFailureType.UnableToResolvePhysicalConnection } => StoreFailure.Unavailable,
        RedisServerException refused when Busy.Any(word => refused.Message.StartsWith(word, StringComparison.Ordinal)) => StoreFailure.Unavailable,
        RedisServerException => null,
        RedisException or TimeoutException or SocketException or IOException or ObjectDisposedException => StoreFailure.Indeterminate,
        _ => null,
    };

    /// <summary>In words, without what the library's texts tell of the inside.</summary>
    public static string Explain(Exception failure)
    {
        var last = failure.GetBaseException() as RedisConnectionException;
        return last?.FailureType switch
        {
            ConnectionFailureType.AuthenticationFailure => "it refuses the password of ConnectionStrings:redis",
            ConnectionFailureType.SocketFailure => "nothing answers where ConnectionStrings:redis points",
            _ => $"it does not answer ({last?.FailureType.ToString() ?? failure.GetType().Name})",
        };
    }

    // Answers of a server that cannot serve now and has not run the script.
    private static readonly string[] Busy =
        ["LOADING", "READONLY", "MASTERDOWN", "CLUSTERDOWN", "TRYAGAIN", "OOM", "BUSY", "MISCONF", "NOREPLICAS", "NOAUTH", "NOPERM"];

    private IDatabase Database => _multiplexer!.GetDatabase();

    // One place, so that a script never sees a number or a duration in a culture's or a unit's other form.
    private static string Text(object arg) => arg switch
    {
        TimeSpan duration => ((long)duration.TotalMilliseconds).ToString(CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => (string)arg,
    };
}

/// <summary>A script's reply: an array whose first element says what happened.</summary>
internal sealed class ScriptReply(RedisResult result)
{
    private readonly RedisResult[] _items = (RedisResult[])result!;

    public string Code => Text(0);

    public string Text(int index) => (string)_items[index]!;

    public DateTimeOffset Time(int index) => StoreTime.Parse(Text(index));

    public string[] List(int index) => (string[])_items[index]!;
}
