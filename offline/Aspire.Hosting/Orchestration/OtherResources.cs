namespace Aspire.Hosting.Orchestration;

/// <summary>
/// What is not a process: connection strings become available, containers cannot run here, other resources look after themselves.
/// </summary>
internal sealed class OtherResources(
    DistributedApplicationModel model, IDistributedApplicationEventing eventing, ResourceNotificationService notifications,
    ResourceLoggerService logs, IServiceProvider services)
{
    public Task StartAsync(IResource resource, CancellationToken cancellationToken) => resource switch
    {
        ConnectionStringResource or ConnectionStringParameterResource => StartConnectionStringAsync(resource, cancellationToken),
        ContainerResource => RefuseAsync(resource),
        _ => Task.CompletedTask,
    };

    private async Task StartConnectionStringAsync(IResource resource, CancellationToken cancellationToken)
    {
        await notifications.WaitForDependenciesAsync(resource, cancellationToken);
        await ConnectionStrings.AnnounceAsync(resource, model, eventing, notifications, services, cancellationToken);
        if (resource is ConnectionStringResource)
        {
            await eventing.PublishAsync(new BeforeResourceStartedEvent(resource, services), cancellationToken);
            await notifications.PublishUpdateAsync(resource, s => s with { State = KnownResourceStates.Running });
        }
    }

    private Task RefuseAsync(IResource resource)
    {
        var reason = new NotSupportedException(
            $"{resource.GetType().Name} '{resource.Name}' runs as a container, and the offline package set starts none; "
            + "the registry set does (-p:PackageSet=registry).");
        logs.GetLogger(resource).LogError("{Reason}", reason.Message);
        return notifications.PublishUpdateAsync(resource, s => s with
        {
            State = new(KnownResourceStates.RuntimeUnhealthy, KnownResourceStateStyles.Error),
            Properties = s.Properties.With(Instance.StartFailure, reason.Message),
        });
    }
}
