namespace Aspire.Hosting;

/// <summary>How Aspire.Hosting.Testing takes part in the AppHost's own entry point, which it runs on a thread of its own.</summary>
internal abstract class EntryPointIntercept
{
    private static readonly AsyncLocal<EntryPointIntercept?> Ambient = new();

    public static EntryPointIntercept? Current
    {
        get => Ambient.Value;
        set => Ambient.Value = value;
    }

    public abstract void Creating(DistributedApplicationOptions options, HostApplicationBuilderSettings settings);

    /// <summary>Called on the entry point's thread; blocks it until the test builds.</summary>
    public abstract void Building(IDistributedApplicationBuilder builder);

    public abstract void Built(DistributedApplication application);

    /// <summary>In place of running: the test starts and stops the application.</summary>
    public abstract Task RunAsync(DistributedApplication application, CancellationToken cancellationToken);
}
