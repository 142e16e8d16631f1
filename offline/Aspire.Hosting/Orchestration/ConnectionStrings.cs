namespace Aspire.Hosting.Orchestration;

internal static class ConnectionStrings
{
    /// <summary>Tells that the connection strings of the resource and of its children can be had.</summary>
    public static async Task AnnounceAsync(
        IResource resource, DistributedApplicationModel model, IDistributedApplicationEventing eventing,
        ResourceNotificationService notifications, IServiceProvider services, CancellationToken cancellationToken)
    {
        if (resource is IResourceWithConnectionString source)
        {
            var value = await source.GetConnectionStringAsync(cancellationToken);
            await notifications.PublishUpdateAsync(resource, s => s with
            {
                Properties = s.Properties.With(CustomResourceKnownProperties.ConnectionString, value, sensitive: true),
            });
            await eventing.PublishAsync(new ConnectionStringAvailableEvent(resource, services), cancellationToken);
        }

        foreach (var child in model.Resources.Where(
            r => r is IResourceWithConnectionString and IResourceWithParent { Parent: var parent } && parent == resource))
        {
            await AnnounceAsync(child, model, eventing, notifications, services, cancellationToken);
        }
    }
}
