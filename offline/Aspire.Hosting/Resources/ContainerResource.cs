namespace Aspire.Hosting.ApplicationModel;

/// <summary>Described when publishing; this set runs no container engine, so a run shows it as RuntimeUnhealthy.</summary>
public class ContainerResource(string name, string? entrypoint = null)
    : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IResourceWithWaitSupport
{
    public string? Entrypoint { get; set; } = entrypoint;
}
