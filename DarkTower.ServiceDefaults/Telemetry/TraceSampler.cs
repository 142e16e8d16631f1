using System.Globalization;
using Microsoft.Extensions.Configuration;
using OpenTelemetry.Trace;

namespace DarkTower.ServiceDefaults;

/// <summary>
/// <c>OTEL_TRACES_SAMPLER</c> and <c>_ARG</c>, with one rule above them: a parent that is not recorded, here or at the caller, has no
/// recorded
/// children. That keeps the probes' database calls out of every trace also under <c>always_on</c>.
/// </summary>
internal sealed class TraceSampler(Sampler sampler) : Sampler
{
    /// <summary>
    /// Share of traces recorded when nothing is configured: telemetry has to stay cheap (benchmarks/reports/telemetry-cost.md).
    /// </summary>
    public const double DefaultRatio = 0.05;

    public override SamplingResult ShouldSample(in SamplingParameters parameters)
    {
        var parent = parameters.ParentContext;
        return parent.TraceId != default && !parent.TraceFlags.HasFlag(System.Diagnostics.ActivityTraceFlags.Recorded)
            ? new SamplingResult(SamplingDecision.Drop)
            : sampler.ShouldSample(parameters);
    }

    public static TraceSampler From(IConfiguration configuration)
    {
        var name = configuration["OTEL_TRACES_SAMPLER"];
        return new TraceSampler(name?.ToLowerInvariant() switch
        {
            null or "" => new ParentBasedSampler(new TraceIdRatioBasedSampler(DefaultRatio)),
            "always_on" => new AlwaysOnSampler(),
            "always_off" => new AlwaysOffSampler(),
            "traceidratio" => new TraceIdRatioBasedSampler(Ratio(configuration)),
            "parentbased_always_on" => new ParentBasedSampler(new AlwaysOnSampler()),
            "parentbased_always_off" => new ParentBasedSampler(new AlwaysOffSampler()),
            "parentbased_traceidratio" => new ParentBasedSampler(new TraceIdRatioBasedSampler(Ratio(configuration))),
            _ => throw new StartupException(
                $"Configuration key OTEL_TRACES_SAMPLER has the value '{name}'; known are always_on, always_off, "
                + "traceidratio and parentbased_ before each."),
        });
    }

    private static double Ratio(IConfiguration configuration)
    {
        var value = configuration["OTEL_TRACES_SAMPLER_ARG"];
        if (string.IsNullOrEmpty(value))
            return 1;
        return double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var ratio) && ratio is >= 0 and <= 1
            ? ratio
            : throw new StartupException(
                $"Configuration key OTEL_TRACES_SAMPLER_ARG has the value '{value}'; it takes a number from 0 to 1.");
    }
}
