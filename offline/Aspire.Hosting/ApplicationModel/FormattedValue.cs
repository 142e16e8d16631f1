namespace Aspire.Hosting.ApplicationModel;

internal static class FormattedValue
{
    public static string Apply(string value, string format) => format switch
    {
        "uri" => Uri.EscapeDataString(value),
        _ => throw new FormatException($"A reference expression knows the format 'uri', not '{format}'."),
    };
}
