using System.Diagnostics.Metrics;
using Polly.Telemetry;

namespace DarkTower.ServiceDefaults;

/// <summary>Retries, timeouts and breaker changes as the counter Polly's own telemetry package would write.</summary>
internal sealed class PollyEvents : TelemetryListener
{
    public const string MeterName = "Polly";

    public static readonly PollyEvents Listener = new();

    private readonly Counter<long> _events = new Meter(MeterName).CreateCounter<long>(
        "resilience.polly.strategy.events", "{event}", "Events of resilience strategies.");

    public override void Write<TResult, TArgs>(in TelemetryEventArguments<TResult, TArgs> args)
    {
        if (args.Event.EventName is "PipelineExecuting" or "PipelineExecuted" or "ExecutionAttempt")
            return; // every single call has these
        _events.Add(1,
            new("event.name", args.Event.EventName),
            new("event.severity", args.Event.Severity.ToString()),
            new("pipeline.name", args.Source.PipelineName),
            new("strategy.name", args.Source.StrategyName));
    }
}
