using System.Text.Json;

namespace DarkTower.GcDatabase.Tests.Guarantees.Calls;

/// <summary>
/// A call before it is sent: ids that the service drew stand in it as <c>«own:meeting:3:meeting»</c>, the fourth meeting that was answered
/// to the caller, so that the same call can be made in two worlds that drew different ids.
/// </summary>
/// <param name="Operation">Which.</param>
/// <param name="Target">Path and query.</param>
/// <param name="Headers">Beside Authorization.</param>
/// <param name="Body">JSON; null for none.</param>
/// <param name="Key">The caller's.</param>
internal sealed record Call(
    Operation Operation, string Target, IReadOnlyList<(string Name, string Value)> Headers, string? Body, string Key)
{
    public string Path => Target.Split('?')[0];

    public Call Without(string header) => this with { Headers = [.. Headers.Where(each => each.Name != header)] };

    public override string ToString() =>
        $"{Operation.Method} {Target} {string.Join(' ', Headers.Select(header => $"[{header.Name}: {header.Value}]"))} {Body}"
        + (Key == Harness.GcClient.PlatformKey ? "" : " (organization's key)");
}

/// <summary>What was answered, whole.</summary>
/// <param name="Status">Of HTTP.</param>
/// <param name="Headers">One a line, sorted; without the time of day, and the length, which the text shows.</param>
/// <param name="Text">The body.</param>
/// <param name="Location">The header, if any.</param>
/// <param name="ETag">The header, if any.</param>
internal sealed record Reply(int Status, string Headers, string Text, string? Location, string? ETag)
{
    public bool Done => Status is >= 200 and < 300;

    /// <summary>What two answers are compared by.</summary>
    public string Whole => $"{Status}\n{Headers}\n\n{Text}";

    public string Member(string name) => JsonDocument.Parse(Text).RootElement.GetProperty(name).GetString()!;

    public static async Task<Reply> OfAsync(HttpResponseMessage response)
    {
        var headers = response.Headers.Concat(response.Content.Headers)
            .Where(header => header.Key is not ("Date" or "Content-Length"))
            .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}")
            .Order(StringComparer.Ordinal);
        return new Reply((int)response.StatusCode, string.Join('\n', headers), await response.Content.ReadAsStringAsync(),
            response.Headers.Location?.ToString(), response.Headers.ETag?.ToString());
    }
}
