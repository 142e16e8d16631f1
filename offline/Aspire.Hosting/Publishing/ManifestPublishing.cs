namespace Aspire.Hosting.Publishing;

/// <summary>Publish mode: writes the manifest in place of running the resources and ends; with exit code 1 when it cannot.</summary>
internal sealed class ManifestPublishing(
    DistributedApplicationModel model, DistributedApplicationExecutionContext execution, IDistributedApplicationEventing eventing,
    IServiceProvider services, IConfiguration configuration, IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await eventing.PublishAsync(new BeforeStartEvent(services, model), stoppingToken);
            var output = configuration["output-path"] ?? configuration["Publishing:OutputPath"];
            var file = await ManifestPublisher.WriteAsync(model, execution, output, stoppingToken);
            Console.WriteLine($"Manifest written to {file}.");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Console.Error.WriteLine($"error: {e.Message}");
            Environment.ExitCode = 1;
        }
        finally
        {
            lifetime.StopApplication();
        }
    }
}
