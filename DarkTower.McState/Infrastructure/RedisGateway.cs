using System.Diagnostics;
using System.Diagnostics.Metrics;
using DarkTower.ServiceDefaults;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace DarkTower.McState.Infrastructure;

internal enum StoreFailure
{
    /// <summary>Surely nothing changed.</summary>
    Unavailable,

    /// <summary>Sent, and no answer came: it may have run or may run yet.</summary>
    Indeterminate,
}

/// <summary>Either a script's reply or why there is none.</summary>
internal readonly record struct StoreOutcome(ScriptReply? Reply, StoreFailure? Failure, string? Why = null)
{
    public string Code => Reply?.Code ?? (Failure == StoreFailure.Indeterminate ? "indeterminate" : "dependency-unavailable");
}

/// <summary>Every script goes through here: engine verdict, in-flight cap, breaker, deadline, span, duration.</summary>
internal sealed class RedisGateway(RedisConnection connection, EngineState engine, [FromKeyedServices("redis")] ResiliencePipeline pipeline)
{
    private static readonly Histogram<double> Duration = Telemetry.Meter.CreateHistogram<double>(
        "db.client.operation.duration", "s", "Duration of scripts run in the Redis-protocol store.");

    public async Task<StoreOutcome> RunAsync(LiveScript script, string[] keys, object[] args, CancellationToken cancel)
    {
        if (engine.Refusal is { } refusal) return new(null, StoreFailure.Unavailable, refusal);
        // Outside the breaker, so that calls pass again as soon as the connection is back.
        if (!connection.IsConnected) return new(null, StoreFailure.Unavailable, "there is no connection to it");

        using var span = Telemetry.Source.StartActivity($"EVALSHA {script.Name}", ActivityKind.Client);
        span?.SetTag("db.system.name", "redis").SetTag("db.operation.name", script.Name);
        var started = Stopwatch.GetTimestamp();
        var outcome = await CallAsync(script, keys, args, cancel);

        var tags = new TagList { { "db.system.name", "redis" }, { "db.operation.name", script.Name } };
        if (outcome.Failure is not null)
        {
            tags.Add("error.type", outcome.Code);
            span?.SetStatus(ActivityStatusCode.Error, outcome.Why).SetTag("error.type", outcome.Code);
        }
        else
        {
            span?.SetTag("darktower.outcome", outcome.Code);
        }

        Duration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, tags);
        return outcome;
    }

    private async Task<StoreOutcome> CallAsync(LiveScript script, string[] keys, object[] args, CancellationToken cancel)
    {
        var call = new Call(connection, script, keys, args);
        try
        {
            return new(await pipeline.ExecuteAsync(static (call, token) => call.SendAsync(token), call, cancel), null);
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested && failure is not OverloadedException)
        {
            // The breaker refuses before anything is sent; a deadline passes after.
            var meaning = call.Sent ? RedisConnection.Classify(failure) : StoreFailure.Unavailable;
            if (meaning is null && failure is not ExecutionRejectedException) throw;
            return new(null, script.ReadOnly ? StoreFailure.Unavailable : meaning ?? StoreFailure.Indeterminate, Explain(failure));
        }
    }

    private static string Explain(Exception failure) => failure switch
    {
        BrokenCircuitException => "it has been failing and is left alone for a moment",
        TimeoutRejectedException => "it did not answer in time",
        _ => "it could not serve the call",
    };

    private sealed class Call(RedisConnection connection, LiveScript script, string[] keys, object[] args)
    {
        public bool Sent { get; private set; }

        public async ValueTask<ScriptReply> SendAsync(CancellationToken deadline)
        {
            Sent = true;
            var reply = connection.EvaluateAsync(script, keys, args);
            try
            {
                return await reply.WaitAsync(deadline);
            }
            catch (OperationCanceledException)
            {
                // The answer nobody waits for may still be an error; it has been counted already.
                _ = reply.ContinueWith(static late => late.Exception, TaskContinuationOptions.OnlyOnFaulted);
                throw;
            }
        }
    }
}
