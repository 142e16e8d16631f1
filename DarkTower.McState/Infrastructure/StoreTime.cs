using System.Globalization;

namespace DarkTower.McState.Infrastructure;

/// <summary>Times come from the store's clock, in milliseconds.</summary>
internal static class StoreTime
{
    public static DateTimeOffset Parse(string milliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(milliseconds, CultureInfo.InvariantCulture));
}
