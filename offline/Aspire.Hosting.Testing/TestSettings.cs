using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>What an application is told when a test runs it: no dashboard, random ports, the AppHost's first launch profile.</summary>
internal static class TestSettings
{
    private static readonly JsonSerializerOptions Lenient = new()
    {
        AllowTrailingCommas = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    public static void Apply(
        DistributedApplicationOptions options, HostApplicationBuilderSettings settings, string[] args, Assembly? appHost,
        Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder)
    {
        options.Args = settings.Args = args;
        options.DisableDashboard = true;
        if (appHost is not null)
        {
            options.AssemblyName = settings.ApplicationName = appHost.GetName().Name;
            settings.ContentRootPath = AppHostFolder.Of(appHost);
        }

        settings.EnvironmentName = Environments.Development;
        settings.Configuration ??= new ConfigurationManager();
        configureBuilder(options, settings);
        var given = new ConfigurationBuilder().AddCommandLine(options.Args ?? []).AddConfiguration(settings.Configuration).Build();
        // A list, not a query: the configuration reads its sources again when the host adds its own, and would then find them given.
        settings.Configuration.AddInMemoryCollection(Defaults(appHost).Where(d => given[d.Key] is null).ToList());
    }

    private static IEnumerable<KeyValuePair<string, string?>> Defaults(Assembly? appHost)
    {
        yield return new("DcpPublisher:RandomizePorts", "true");
        var file = Path.Combine(AppHostFolder.Of(appHost) ?? "", "Properties", "launchSettings.json");
        if (!File.Exists(file))
        {
            yield break;
        }

        var profile = JsonSerializer.Deserialize<LaunchSettings>(File.ReadAllText(file), Lenient)!.Profiles.FirstOrDefault();
        yield return new("DOTNET_LAUNCH_PROFILE", profile.Key);
        foreach (var (name, value) in profile.Value?.EnvironmentVariables ?? [])
        {
            yield return new(name.Replace("__", ":"), value);
        }
    }
}
