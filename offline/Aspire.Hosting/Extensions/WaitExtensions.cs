namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport => builder.Wait(dependency.Resource, WaitType.WaitUntilHealthy, null);

    public static IResourceBuilder<T> WaitFor<T>(
        this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, WaitBehavior waitBehavior)
        where T : IResourceWithWaitSupport => builder.Wait(dependency.Resource, WaitType.WaitUntilHealthy, waitBehavior);

    public static IResourceBuilder<T> WaitForStart<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport => builder.Wait(dependency.Resource, WaitType.WaitUntilStarted, null);

    public static IResourceBuilder<T> WaitForStart<T>(
        this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, WaitBehavior waitBehavior)
        where T : IResourceWithWaitSupport => builder.Wait(dependency.Resource, WaitType.WaitUntilStarted, waitBehavior);

    public static IResourceBuilder<T> WaitForCompletion<T>(
        this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, int exitCode = 0)
        where T : IResourceWithWaitSupport => builder.Wait(dependency.Resource, WaitType.WaitForCompletion, null, exitCode);

    private static IResourceBuilder<T> Wait<T>(
        this IResourceBuilder<T> builder, IResource dependency, WaitType type, WaitBehavior? behavior, int exitCode = 0)
        where T : IResourceWithWaitSupport
    {
        if (builder.Resource as IResource == dependency)
        {
            throw new DistributedApplicationException($"'{builder.Resource.Name}' would wait for itself.");
        }

        if (builder.Resource is IResourceWithParent { Parent: var parent } && parent == dependency)
        {
            throw new DistributedApplicationException($"'{builder.Resource.Name}' would wait for its own parent '{parent.Name}'.");
        }

        foreach (var implied in Implied(dependency, type))
        {
            builder.WithAnnotation(new WaitAnnotation(implied, type) { WaitBehavior = behavior });
        }

        return builder.WithAnnotation(new WaitAnnotation(dependency, type, exitCode) { WaitBehavior = behavior })
            .WithRelationship(dependency, RelationshipTypes.WaitFor);
    }

    // Who waits for a child waits for its parents too; who waits for a connection string to start, for what it is made of.
    private static IEnumerable<IResource> Implied(IResource dependency, WaitType type) => (type, dependency) switch
    {
        (WaitType.WaitForCompletion, _) => [],
        (_, IResourceWithParent { Parent: var parent }) => Implied(parent, type).Append(parent),
        (WaitType.WaitUntilStarted, ConnectionStringResource text) =>
            text.ConnectionStringExpression.ValueProviders.OfType<IResource>().SelectMany(r => Implied(r, type).Append(r)),
        _ => [],
    };
}
