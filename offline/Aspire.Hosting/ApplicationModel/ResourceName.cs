using System.Text.RegularExpressions;

namespace Aspire.Hosting.ApplicationModel;

internal static partial class ResourceName
{
    public static void Check(string name)
    {
        if (name.Length > 64 || !Shape().IsMatch(name))
        {
            throw new ArgumentException(
                $"'{name}' cannot name a resource: 1 to 64 letters, digits and single hyphens, a letter first, no hyphen last.",
                nameof(name));
        }
    }

    /// <summary>The name as part of an environment variable: everything but letters and digits becomes '_'.</summary>
    public static string ForEnvironment(string name)
    {
        var safe = NotLetterOrDigit().Replace(name, "_");
        return char.IsAsciiDigit(safe[0]) ? "_" + safe : safe;
    }

    [GeneratedRegex("^[A-Za-z](-?[A-Za-z0-9])*$")]
    private static partial Regex Shape();

    [GeneratedRegex("[^A-Za-z0-9]")]
    private static partial Regex NotLetterOrDigit();
}
