using System.Text.RegularExpressions;
using DarkTower.GcDatabase.Infrastructure;
using Microsoft.AspNetCore.Http.Features;

namespace DarkTower.GcDatabase.Users;

/// <summary>An account at an identity provider, as a path names it.</summary>
internal static partial class Identity
{
    /// <summary>
    /// The server decodes all of a path but %2F, so that in the route's value a slash and a percent sign before 2F are the same: the subject
    /// is decoded from the path as it was sent.
    /// </summary>
    public static string Validate(Faults faults, string provider, string subject, HttpContext context)
    {
        if (!Provider().IsMatch(provider)) faults.Add("provider", "must be 1 to 50 lower-case letters, digits, _ and -, a letter first");
        if (subject.Contains('%', StringComparison.Ordinal))
        {
            var path = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?')[0];
            subject = Uri.UnescapeDataString(path.TrimEnd('/').Split('/')[^1]);
        }
        faults.Text("subject", subject, max: 255);
        return subject;
    }

    [GeneratedRegex("^[a-z][a-z0-9_-]{0,49}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Provider();
}
