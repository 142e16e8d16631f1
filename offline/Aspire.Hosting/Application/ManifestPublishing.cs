namespace Aspire.Hosting.Publishing;

/// <summary>Publish mode: writes the manifest in place of running the resources, then ends the process.</summary>
internal sealed class ManifestPublishing(
    DistributedApplicationModel model, IDistributedApplicationEventing eventing, IServiceProvider services,
    IConfiguration configuration, IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var output = configuration["output-path"] ?? configuration["Publishing:OutputPath"] ?? throw new DistributedApplicationException(
            "Publishing needs a place for the manifest: add `--output-path <file or folder>`.");
        await eventing.PublishAsync(new BeforeStartEvent(services, model), stoppingToken);
        await ManifestPublisher.WriteAsync(model, output, stoppingToken);
        lifetime.StopApplication();
    }
}
