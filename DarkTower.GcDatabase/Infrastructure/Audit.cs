using System.Diagnostics;

namespace DarkTower.GcDatabase.Infrastructure;

internal static class Audit
{
    /// <summary>What leads from a row of the trail to the trace of the request that wrote it.</summary>
    public static string RequestId => (Activity.Current?.TraceId ?? ActivityTraceId.CreateRandom()).ToHexString();
}
