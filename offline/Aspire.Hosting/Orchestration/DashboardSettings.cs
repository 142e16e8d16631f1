using System.Net;
using System.Security.Cryptography;

namespace Aspire.Hosting.Orchestration;

/// <summary>
/// Where the dashboard, its OTLP receiver and the resource service listen, and the keys that protect them; decided before anything
/// starts.
/// </summary>
internal sealed class DashboardSettings
{
    public required bool Enabled { get; init; }

    public string FrontendUrl { get; init; } = "";

    public string OtlpUrl { get; init; } = "";

    public string ResourceServiceUrl { get; init; } = "";

    public string OtlpApiKey { get; init; } = "";

    public string ResourceServiceApiKey { get; init; } = "";

    public string BrowserToken { get; init; } = "";

    public static DashboardSettings Choose(IDistributedApplicationBuilder builder, DistributedApplicationOptions options)
    {
        if (options.DisableDashboard || builder.ExecutionContext.IsPublishMode || builder.Configuration.GetValue<bool>("DisableDashboard"))
        {
            return new() { Enabled = false };
        }

        var configuration = builder.Configuration;
        return new()
        {
            Enabled = true,
            FrontendUrl = FreeUrl(configuration["ASPNETCORE_URLS"]?.Split(';')[0], "Dashboard"),
            OtlpUrl = FreeUrl(configuration["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"], "Dashboard's OTLP receiver"),
            ResourceServiceUrl = FreeUrl(configuration["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"], "Resource service"),
            BrowserToken = configuration["AppHost:BrowserToken"] ?? Key(),
            OtlpApiKey = configuration["AppHost:OtlpApiKey"] ?? Key(),
            ResourceServiceApiKey = configuration["AppHost:ResourceService:ApiKey"] ?? Key(),
        };
    }

    private static string FreeUrl(string? wanted, string what)
    {
        if (wanted is null || !Uri.TryCreate(wanted, UriKind.Absolute, out var url))
        {
            return $"http://localhost:{Ports.Free()}";
        }

        var port = Ports.FreeFrom(url.Port);
        if (port != url.Port)
        {
            Console.WriteLine($"{what}: port {url.Port} is taken, using {port}.");
        }

        return $"{url.Scheme}://{(url.Host == IPAddress.Any.ToString() ? "localhost" : url.Host)}:{port}";
    }

    private static string Key() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
