using Aspire.Hosting.Orchestration.Endpoints;

namespace Aspire.Hosting.Orchestration;

/// <summary>
/// Runs the model: addresses first, then every resource as soon as its waits allow; stops in the reverse order of starting.
/// </summary>
internal sealed class Orchestrator(
    DistributedApplicationModel model, IDistributedApplicationEventing eventing, ResourceNotificationService notifications,
    ResourceLoggerService logs, Instances instances, OtherResources others, ParameterValues parameters, EndpointAllocation allocation,
    IServiceProvider services) : IHostedService, IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<TcpProxy> _proxies = [];
    private readonly List<Task> _work = [];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await eventing.PublishAsync(new BeforeStartEvent(services, model), cancellationToken);
        foreach (var resource in model.Resources)
        {
            instances.Add(resource, allocation, _proxies);
            await notifications.PublishUpdateAsync(
                resource, s => instances.Has(resource) ? s with { State = KnownResourceStates.NotStarted } : s);
        }

        _proxies.ForEach(p => p.Start());
        await parameters.FindAsync();
        foreach (var resource in model.Resources)
        {
            await ResourceUrls.PublishAsync(resource, notifications, services, cancellationToken);
            _work.Add(Observe(resource, InitializeAsync(resource)));
        }

        var starting = model.Resources.Select(resource => Observe(resource, StartAsync(resource))).ToArray();
        _work.AddRange(starting);
        _work.Add(AnnounceAsync(starting));
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_stopping.IsCancellationRequested)
        {
            return;
        }

        await _stopping.CancelAsync();
        await instances.StopAllAsync();
        foreach (var proxy in _proxies)
        {
            await proxy.DisposeAsync();
        }

        await Task.WhenAll(_work);
    }

    /// <summary>Also an application that is only disposed leaves no process behind.</summary>
    public async ValueTask DisposeAsync() => await StopAsync(CancellationToken.None);

    private async Task InitializeAsync(IResource resource)
    {
        await Task.Yield();
        await eventing.PublishAsync(new InitializeResourceEvent(resource, eventing, logs, notifications, services), _stopping.Token);
    }

    private async Task StartAsync(IResource resource)
    {
        await Task.Yield();
        if (resource is IResourceWithEndpoints && resource is not ContainerResource)
        {
            await eventing.PublishAsync(new ResourceEndpointsAllocatedEvent(resource, services), _stopping.Token);
        }

        if (instances.Has(resource))
        {
            await ConnectionStrings.AnnounceAsync(resource, model, eventing, notifications, services, _stopping.Token);
            if (!resource.HasAnnotationOfType<ExplicitStartupAnnotation>())
            {
                await instances.StartAsync(resource, _stopping.Token);
            }
        }
        else
        {
            await others.StartAsync(resource, _stopping.Token);
        }
    }

    private async Task AnnounceAsync(Task[] starting)
    {
        await Task.WhenAll(starting);
        if (!_stopping.IsCancellationRequested)
        {
            await eventing.PublishAsync(new AfterResourcesCreatedEvent(services, model), _stopping.Token);
        }
    }

    private async Task Observe(IResource resource, Task work)
    {
        try
        {
            await work;
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
        }
        catch (Exception failure)
        {
            logs.GetLogger(resource).LogError(failure, "Failed to start.");
            await notifications.PublishUpdateAsync(resource, s => s with
            {
                State = new(KnownResourceStates.FailedToStart, KnownResourceStateStyles.Error),
                Properties = s.Properties.With(Instance.StartFailure, failure.Message),
            });
        }
    }
}
