using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace DarkTower.Queries;

/// <summary>Spans and instruments of checked queries. Names follow OpenTelemetry's conventions for database clients (1.33).</summary>
public static class QueryMetrics
{
    /// <summary>Name of the activity source and of the meter.</summary>
    public const string Name = "DarkTower.Queries";

    private const double FirstBoundary = 0.0001;
    private const double LastBoundary = 10;
    private const double Ratio = 1.1;

    /// <summary>In seconds, logarithmic: a percentile read from the buckets is within 10 % from 0.1 ms to 10 s.</summary>
    public static IReadOnlyList<double> Boundaries { get; } = [.. Enumerable
        .Range(0, (int)Math.Ceiling(Math.Log(LastBoundary / FirstBoundary, Ratio)) + 1)
        .Select(step => Math.Min(LastBoundary, FirstBoundary * Math.Pow(Ratio, step)))];

    internal static readonly ActivitySource Source = new(Name);

    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> Duration = Meter.CreateHistogram(
        "db.client.operation.duration", "s", "Duration of a checked query, from the call to the end of its answer.", tags: null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = Boundaries });

    private static readonly Counter<long> Violations = Meter.CreateCounter<long>(
        "darktower.postgres.constraint_violations", "{violation}", "Writes that a constraint refused.");

    internal static void Ran(Query query, TimeSpan duration, string? errorType)
    {
        if (!Duration.Enabled)
            return;
        var tags = query.Tags;
        if (errorType is not null)
            tags.Add("error.type", errorType);
        Duration.Record(duration.TotalSeconds, tags);
    }

    internal static void Violation(Query query, string sqlState, string constraint) => Violations.Add(1,
        new("db.operation.name", query.Name), new("db.response.status_code", sqlState), new("darktower.constraint", constraint));
}
