using System.Collections;
using System.Runtime.InteropServices;
using Aspire.Hosting.Orchestration;
using Aspire.Hosting.Orchestration.Processes;
using DarkTower.AppHost.Stores.Programs;

namespace Aspire.Hosting.Dashboard;

/// <summary>The real Aspire dashboard: it is inside the Aspire CLI, which comes from the npm registry.</summary>
internal static class DashboardProgram
{
    private const string Version = "13.5.4";

    /// <exception cref="ProgramException">npm is missing, or the package cannot be had.</exception>
    public static async Task<string> FetchAsync(Action<string> say, CancellationToken cancellationToken)
    {
        var package = $"@microsoft/aspire-cli-{RuntimeInformation.RuntimeIdentifier}";
        var folder = await NpmPackage.FetchAsync(package, Version, say, cancellationToken: cancellationToken);
        return Path.Combine(folder, "bin", "aspire");
    }

    public static ChildStart Command(string program, DashboardSettings settings, Action<string, bool> output) => new()
    {
        Command = program,
        WorkingDirectory = Path.GetDirectoryName(program)!,
        Arguments =
        [
            "dashboard", "run", "--nologo", "--non-interactive",
            "--frontend-url", settings.FrontendUrl, "--otlp-grpc-url", settings.OtlpUrl,
            "--otlp-http-url", $"http://localhost:{Ports.Free()}",
        ],
        Environment = new Dictionary<string, string>(Inherited())
        {
            // The CLI unpacks its programs into its home: not into the user's own Aspire installation.
            ["ASPIRE_HOME"] = Path.Combine(ProgramCache.Directory, $"aspire-home-{Version}"),
            ["ASPIRE_CLI_TELEMETRY_OPTOUT"] = "true",
            ["ASPIRE_VERSION_CHECK_DISABLED"] = "true",
            ["ASPIRE_ALLOW_UNSECURED_TRANSPORT"] = "true",
            // The AppHost's own variables name the ports that were asked for; some of them may have been taken.
            ["ASPNETCORE_URLS"] = settings.FrontendUrl,
            ["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = settings.OtlpUrl,
            ["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"] = settings.ResourceServiceUrl,
            ["DASHBOARD__RESOURCESERVICECLIENT__AUTHMODE"] = "ApiKey",
            ["DASHBOARD__RESOURCESERVICECLIENT__APIKEY"] = settings.ResourceServiceApiKey,
            ["DASHBOARD__FRONTEND__AUTHMODE"] = "BrowserToken",
            ["DASHBOARD__FRONTEND__BROWSERTOKEN"] = settings.BrowserToken,
            ["DASHBOARD__OTLP__AUTHMODE"] = "ApiKey",
            ["DASHBOARD__OTLP__PRIMARYAPIKEY"] = settings.OtlpApiKey,
        },
        Output = output,
    };

    private static IEnumerable<KeyValuePair<string, string>> Inherited() =>
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Select(entry => KeyValuePair.Create((string)entry.Key, (string)entry.Value!));
}
