namespace Aspire.Hosting.Orchestration;

internal static class ResourceUrls
{
    /// <summary>The links of a resource: its endpoints, as the AppHost's code names or hides them. Inactive until it runs.</summary>
    public static async Task PublishAsync(
        IResource resource, ResourceNotificationService notifications, IServiceProvider services, CancellationToken cancellationToken)
    {
        if (resource is not IResourceWithEndpoints source)
        {
            return;
        }

        var urls = source.GetEndpoints()
            .Where(e => e.IsAllocated).Select(e => new ResourceUrlAnnotation { Url = e.Url, Endpoint = e }).ToList();
        var context = new ResourceUrlsCallbackContext(
            services.GetRequiredService<DistributedApplicationExecutionContext>(), resource, urls, cancellationToken);
        foreach (var callback in resource.Annotations.OfType<ResourceUrlsCallbackAnnotation>())
        {
            await callback.Callback(context);
        }

        await notifications.PublishUpdateAsync(resource, s => s with
        {
            Urls = [.. urls.Select(u =>
                new UrlSnapshot(u.Endpoint?.EndpointName, u.Url, u.DisplayLocation == UrlDisplayLocation.DetailsOnly)
            {
                IsInactive = u.Endpoint is not null,
                DisplayProperties = new(u.DisplayText ?? ""),
            })],
        });
    }
}
