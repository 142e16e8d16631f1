using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DarkTower.ServiceDefaults;

/// <summary>What would make the service unusable or unsafe is refused while it starts, before it takes a request.</summary>
internal sealed class StartupChecks(IServiceProvider services, IConfiguration configuration, IEnumerable<ValidatedSection> sections)
    : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        foreach (var section in sections)
            section.Check(services);
        OptionsBinder.RefuseUnknownSections(configuration, sections.Select(section => section.Name));
        return Task.CompletedTask;
    }

    // Routes are complete only now; in between, the authentication middleware refuses what this would find.
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        if (services.GetService<EndpointDataSource>() is { } endpoints)
            EndpointProtection.RefuseUnprotected(endpoints.Endpoints);
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
