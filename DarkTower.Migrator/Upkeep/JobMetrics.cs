using System.Diagnostics.Metrics;

namespace DarkTower.Migrator.Upkeep;

/// <summary>
/// The verbs that are jobs, as metrics under the names that gc-database's own jobs have: an alarm watches that the time of the last success
/// grows.
/// </summary>
internal static class JobMetrics
{
    public const string MeterName = "DarkTower.Migrator";

    private static readonly string[] Jobs = ["retain", "partitions"];
    private static readonly Meter Meter = new(MeterName);
    private static readonly Counter<long> Runs = Meter.CreateCounter<long>("darktower.jobs.runs", "{run}", "Runs of a job that have ended.");

    private static readonly Counter<long> Failures =
        Meter.CreateCounter<long>("darktower.jobs.failures", "{run}", "Runs of a job that have failed.");

    private static readonly Counter<long> Rows =
        Meter.CreateCounter<long>("darktower.jobs.rows", "{row}", "Rows that a job has changed.");

    private static readonly Gauge<long> LastSuccess = Meter.CreateGauge<long>(
        "darktower.jobs.last_success", "s", "When a job last ran to its end, in seconds since 1970.");

    public static void Changed(string job, long rows) => Rows.Add(rows, Tag(job));

    /// <summary>Of a verb that is no job nothing is recorded.</summary>
    public static void Ended(string verb, bool succeeded)
    {
        if (!Jobs.Contains(verb))
            return;
        Runs.Add(1, Tag(verb));
        if (succeeded)
            LastSuccess.Record(DateTimeOffset.UtcNow.ToUnixTimeSeconds(), Tag(verb));
        else
            Failures.Add(1, Tag(verb));
    }

    private static KeyValuePair<string, object?> Tag(string job) => new("darktower.job", job);
}
