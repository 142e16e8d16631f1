namespace Aspire.Hosting.Publishing;

/// <summary>Publish mode: writes the manifest in place of running the resources, then ends the process.</summary>
internal sealed class ManifestPublishing(
    DistributedApplicationModel model, IDistributedApplicationEventing eventing, IServiceProvider services,
    IConfiguration configuration, IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var output = configuration["output-path"] ?? configuration["Publishing:OutputPath"];
        await eventing.PublishAsync(new BeforeStartEvent(services, model), stoppingToken);
        var file = await ManifestPublisher.WriteAsync(model, output, stoppingToken);
        Console.WriteLine($"Manifest written to {file}.");
        lifetime.StopApplication();
    }
}
