using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace DarkTower.ServiceDefaults;

/// <summary>
/// Traces and metrics over OTLP while the host runs. Only registered when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set; the exporter reads
/// OTEL_* itself.
/// </summary>
internal sealed class TelemetryExport(
    IConfiguration configuration, IHostEnvironment environment, IEnumerable<BaseProcessor<Activity>> processors)
    : IHostedService, IDisposable
{
    private const int ShutdownTimeoutMilliseconds = 3000;

    private TracerProvider? _traces;
    private MeterProvider? _metrics;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var traces = Sdk.CreateTracerProviderBuilder()
            .ConfigureServices(services => services.AddSingleton(configuration))
            .ConfigureResource(resource => Describe(resource, environment))
            .SetSampler(TraceSampler.From(configuration))
            .AddSource("Microsoft.AspNetCore", "System.Net.Http", "Npgsql", Telemetry.Name, Telemetry.Name + ".*")
            .AddOtlpExporter();
        foreach (var processor in processors)
            traces.AddProcessor(processor);
        _traces = traces.Build();

        _metrics = Sdk.CreateMeterProviderBuilder()
            .ConfigureServices(services => services.AddSingleton(configuration))
            .ConfigureResource(resource => Describe(resource, environment))
            .AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "System.Runtime",
                "Npgsql", PollyEvents.MeterName, Telemetry.Name, Telemetry.Name + ".*")
            .AddOtlpExporter()
            .Build();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(
        Task.Run(() => _traces?.Shutdown(ShutdownTimeoutMilliseconds), cancellationToken),
        Task.Run(() => _metrics?.Shutdown(ShutdownTimeoutMilliseconds), cancellationToken));

    public void Dispose()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
    }

    public static void Add(IHostApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
            return;
        builder.Services.AddHostedService<TelemetryExport>();
        builder.Logging.AddOpenTelemetry(logs =>
        {
            logs.IncludeFormattedMessage = true;
            var resource = ResourceBuilder.CreateEmpty();
            Describe(resource, builder.Environment);
            logs.SetResourceBuilder(resource).AddOtlpExporter();
        });
    }

    // The environment comes last: OTEL_SERVICE_NAME wins over the program's name.
    private static void Describe(ResourceBuilder resource, IHostEnvironment environment) =>
        resource.AddService(environment.ApplicationName).AddTelemetrySdk().AddEnvironmentVariableDetector();
}
