using System.Diagnostics;
using DarkTower.Migrator.Upkeep;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace DarkTower.Migrator;

/// <summary>
/// A run, its migrations and their statements as spans, and a job as metrics, exported when OTEL_EXPORTER_OTLP_ENDPOINT is set (the exporter reads OTEL_*
/// itself). Npgsql's own spans are left out: they would carry the text of statements, and with it the verifiers of passwords.
/// </summary>
internal sealed class Tracing : IDisposable
{
    public static readonly ActivitySource Source = new("DarkTower.Migrator");

    private const int FlushTimeoutMilliseconds = 3000;

    private readonly TracerProvider? _provider;
    private readonly MeterProvider? _metrics;
    private readonly Activity? _run;
    private readonly string _verb;
    private bool _succeeded;

    private Tracing(string verb)
    {
        _verb = verb;
        if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT")))
        {
            _provider = Sdk.CreateTracerProviderBuilder().AddSource(Source.Name).AddOtlpExporter().Build();
            _metrics = Sdk.CreateMeterProviderBuilder().AddMeter(JobMetrics.MeterName).AddOtlpExporter().Build();
        }
        _run = Source.StartActivity(verb);
    }

    public static Tracing OfRun(string verb) => new(verb);

    /// <summary>The message is one made for people: no values of rows, no passwords.</summary>
    public static void Fail(Activity? span, string message) => span?.SetStatus(ActivityStatusCode.Error, message);

    public void Fail(string message) => Fail(_run, message);

    /// <summary>The run came to its end; one that was interrupted did not.</summary>
    public void Succeed() => _succeeded = true;

    public void Dispose()
    {
        JobMetrics.Ended(_verb, _succeeded);
        _run?.Dispose();
        _metrics?.Shutdown(FlushTimeoutMilliseconds);
        _metrics?.Dispose();
        _provider?.Shutdown(FlushTimeoutMilliseconds);
        _provider?.Dispose();
    }
}
