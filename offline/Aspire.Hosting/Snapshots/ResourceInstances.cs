namespace Aspire.Hosting.ApplicationModel;

/// <summary>The ids of a resource that runs as processes: one for each replica.</summary>
internal sealed class ResourceInstancesAnnotation(IReadOnlyList<string> ids) : IResourceAnnotation
{
    public IReadOnlyList<string> Ids { get; } = ids;
}

internal static class ResourceInstances
{
    public static IReadOnlyList<string> GetResolvedResourceNames(this IResource resource) =>
        resource.Annotations.OfType<ResourceInstancesAnnotation>().LastOrDefault()?.Ids ?? [resource.Name];
}
