using System.Globalization;

namespace DarkTower.GcDatabase.Infrastructure;

internal static class EntityTag
{
    public static void SetEntityTag(this HttpResponse response, long version) =>
        response.Headers.ETag = $"\"{version.ToString(CultureInfo.InvariantCulture)}\"";
}
