using System.Text.RegularExpressions;

namespace DarkTower.GcDatabase.Infrastructure;

/// <summary>What meeting controllers and media handlers say of themselves alike.</summary>
internal static partial class NodeFaults
{
    public const int DefaultDrainSeconds = 600;

    private const int MaxDrainSeconds = 86_400;
    private const int MaxCapacity = 1_000_000;

    private static readonly string[] AllHealth = ["pending", "healthy", "degraded", "unhealthy", "draining"];
    private static readonly string[] ReportedHealth = ["healthy", "degraded"];

    public static void Region(this Faults faults, string? region, bool required = true)
    {
        if (region is null ? required : !RegionForm().IsMatch(region))
            faults.Add("region", region is null ? "is missing" : "must be 1 to 50 of a-z, 0-9 and inner hyphens");
    }

    public static void Health(this Faults faults, string? health) => faults.OneOf("health", health, AllHealth, required: false);

    public static void Endpoints(this Faults faults, string? grpcEndpoint, string? webtransportEndpoint)
    {
        faults.Text("grpcEndpoint", grpcEndpoint, max: 255);
        faults.Text("webtransportEndpoint", webtransportEndpoint, max: 255, required: false);
    }

    public static void Capacity(this Faults faults, string field, int? value) => Needed(faults, field, value, MaxCapacity);

    /// <summary>What is in use may be more than there is for a moment: no capacity bounds it.</summary>
    public static void Used(this Faults faults, string field, int? value) => Needed(faults, field, value, MaxCapacity);

    public static void Percent(this Faults faults, string field, int? value) => Needed(faults, field, value, 100);

    public static void Heartbeat(this Faults faults, long? epoch, long? sequence, string? health)
    {
        FromOne(faults, "epoch", epoch);
        FromOne(faults, "sequence", sequence);
        faults.OneOf("health", health, ReportedHealth);
    }

    public static void DrainSeconds(this Faults faults, int? seconds) => faults.Range("deadlineSeconds", seconds, 0, MaxDrainSeconds);

    private static void FromOne(Faults faults, string field, long? value)
    {
        if (value is null) faults.Add(field, "is missing");
        else if (value < 1) faults.Add(field, "must be at least 1");
    }

    private static void Needed(Faults faults, string field, int? value, int max)
    {
        if (value is null) faults.Add(field, "is missing");
        faults.Range(field, value, 0, max);
    }

    [GeneratedRegex(@"\A[a-z0-9]([a-z0-9-]{0,48}[a-z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex RegionForm();
}
