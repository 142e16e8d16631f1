using System.Diagnostics;
using System.Runtime.InteropServices;
using Aspire.Hosting.Orchestration;
using DarkTower.AppHost.Stores.Programs;

namespace Aspire.Hosting.Dashboard;

/// <summary>The real Aspire dashboard: it is inside the Aspire CLI, which comes from the npm registry.</summary>
internal static class DashboardProgram
{
    private const string Version = "13.5.4";

    /// <exception cref="ProgramException">npm is missing, or the package cannot be had.</exception>
    public static async Task<string> FetchAsync(Action<string> say, CancellationToken cancellationToken)
    {
        var package = await NpmPackage.FetchAsync($"@microsoft/aspire-cli-{RuntimeInformation.RuntimeIdentifier}", Version, say, cancellationToken: cancellationToken);
        return Path.Combine(package, "bin", OperatingSystem.IsWindows() ? "aspire.exe" : "aspire");
    }

    public static ProcessStartInfo Command(string program, DashboardSettings settings)
    {
        var command = new ProcessStartInfo(program,
        [
            "dashboard", "run", "--nologo", "--non-interactive",
            "--frontend-url", settings.FrontendUrl, "--otlp-grpc-url", settings.OtlpUrl,
            "--otlp-http-url", $"http://localhost:{Ports.Free()}",
        ]);
        var environment = command.Environment;
        // The CLI unpacks its programs into its home: not into the user's own Aspire installation.
        environment["ASPIRE_HOME"] = Path.Combine(ProgramCache.Directory, $"aspire-home-{Version}");
        environment["ASPIRE_CLI_TELEMETRY_OPTOUT"] = "true";
        environment["ASPIRE_VERSION_CHECK_DISABLED"] = "true";
        environment["ASPIRE_ALLOW_UNSECURED_TRANSPORT"] = "true";
        environment["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"] = settings.ResourceServiceUrl;
        environment["DASHBOARD__RESOURCESERVICECLIENT__AUTHMODE"] = "ApiKey";
        environment["DASHBOARD__RESOURCESERVICECLIENT__APIKEY"] = settings.ResourceServiceApiKey;
        environment["DASHBOARD__FRONTEND__AUTHMODE"] = "BrowserToken";
        environment["DASHBOARD__FRONTEND__BROWSERTOKEN"] = settings.BrowserToken;
        environment["DASHBOARD__OTLP__AUTHMODE"] = "ApiKey";
        environment["DASHBOARD__OTLP__PRIMARYAPIKEY"] = settings.OtlpApiKey;
        return command;
    }
}
