using System.Globalization;
using Aspire.Hosting.Dashboard.Wire;
using Google.Protobuf.WellKnownTypes;

namespace Aspire.Hosting.Dashboard;

/// <summary>The properties of a row: those the dashboard knows for every resource, then the resource's own.</summary>
internal static class RowProperties
{
    public static IEnumerable<RowProperty> Of(ResourceEvent state)
    {
        var snapshot = state.Snapshot;
        yield return Plain("resource.uid", state.ResourceId);
        yield return Plain("resource.name", state.ResourceId);
        yield return Plain("resource.type", snapshot.ResourceType);
        yield return Plain("resource.displayName", state.Resource.Name);
        yield return Plain("resource.state", snapshot.State?.Text);
        yield return Plain("resource.exitCode", snapshot.ExitCode?.ToString(CultureInfo.InvariantCulture));
        yield return Plain("resource.createTime", Time(snapshot.CreationTimeStamp));
        yield return Plain("resource.startTime", Time(snapshot.StartTimeStamp));
        yield return Plain("resource.stopTime", Time(snapshot.StopTimeStamp));
        yield return Plain("resource.healthState", snapshot.HealthStatus?.ToString());
        foreach (var property in snapshot.Properties)
        {
            yield return Own(property);
        }
    }

    private static RowProperty Own(ResourcePropertySnapshot property)
    {
        var row = new RowProperty { Name = property.Name, Value = ValueOf(property.Value) };
        if (property.IsSensitive)
        {
            row.IsSensitive = true;
        }
        return row;
    }

    private static RowProperty Plain(string name, string? value) => new() { Name = name, Value = ValueOf(value) };

    private static string? Time(DateTime? time) => time?.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture);

    private static Value ValueOf(object? value) => value switch
    {
        null => Value.ForNull(),
        string text => Value.ForString(text),
        int number => Value.ForNumber(number),
        bool flag => Value.ForBool(flag),
        IEnumerable<string> list => Value.ForList([.. list.Select(Value.ForString)]),
        _ => Value.ForString(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""),
    };
}
