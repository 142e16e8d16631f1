using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Aspire.Hosting;

internal static partial class VolumeName
{
    /// <summary>The same name for every run of this AppHost, and another for every other AppHost.</summary>
    public static string Of(IDistributedApplicationBuilder builder, IResource resource, string suffix)
    {
        var application = builder.Environment.ApplicationName;
        var identity = builder.ExecutionContext.IsPublishMode ? $"{application}.csproj"
            : Path.Combine(builder.AppHostDirectory, application).ToLowerInvariant();
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)))[..10];
        return $"{NotInName().Replace(application.ToLowerInvariant(), "_")}-{hash}-{resource.Name}-{suffix}";
    }

    [GeneratedRegex("[^a-z0-9_.-]")]
    private static partial Regex NotInName();
}
