using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using DarkTower.AppHost.Stores;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DarkTower.AppHost;

/// <summary>What a person at the console is told: progress, the reason of a failure, and, once all is healthy, where everything is.</summary>
internal static class Announcement
{
    public static void Say(string line) => Console.WriteLine(line);

    public static void Fail(string line) => Console.Error.WriteLine($"error: {line}");

    /// <summary>Says progress on the console and in the resource's own log, which the dashboard shows.</summary>
    public static Action<string> ProgressTo(ILogger logger, string resource) => line =>
    {
        Say($"{resource}: {line}");
        logger.LogInformation("{Progress}", line);
    };

    /// <summary>Prints the addresses and a first call once both services are healthy.</summary>
    public static void AnnounceWhenReady(
        this IDistributedApplicationBuilder builder, DataDirectory? data, IResourceBuilder<ProjectResource> gcDatabase, IResourceBuilder<ProjectResource> mcState)
    {
        if (data is null)
        {
            return;
        }

        builder.Services.AddHostedService(services => new Announcer(
            services.GetRequiredService<ResourceNotificationService>(), data, gcDatabase.Resource, mcState.Resource));
    }

    private sealed class Announcer(
        ResourceNotificationService notifications, DataDirectory data, ProjectResource gcDatabase, ProjectResource mcState) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await notifications.WaitForResourceHealthyAsync(gcDatabase.Name, stoppingToken);
            await notifications.WaitForResourceHealthyAsync(mcState.Name, stoppingToken);
            var gc = new EndpointReference(gcDatabase, "http").Url;
            var mc = new EndpointReference(mcState, "http").Url;
            Say($$"""

                Dark Tower is up.
                  gc-database  {{gc}}
                  mc-state     {{mc}}
                  platform key {{data.SecretFile("platform-key")}}
                A first call:
                  curl -sS {{gc}}/v1/orgs -H "Authorization: Bearer $(cat '{{data.SecretFile("platform-key")}}')" -H "Content-Type: application/json" -d '{"subdomain":"acme-{{Environment.TickCount64 % 100000}}","displayName":"Acme"}'

                """);
        }
    }
}
