using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using DarkTower.Fixtures;

namespace DarkTower.AppHost.Tests.Hosting;

/// <summary>An application described by a test: no dashboard, random ports, a folder of its own, everything ended on disposal.</summary>
internal sealed class HostedApp : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _deadline = new(Limit);
    private Task _starting = Task.CompletedTask;

    private HostedApp(DistributedApplication application, string folder)
    {
        Application = application;
        Folder = folder;
    }

    public DistributedApplication Application { get; }

    /// <summary>For what the test's programs write.</summary>
    public string Folder { get; }

    public CancellationToken Deadline => _deadline.Token;

    private ResourceNotificationService States => Application.ResourceNotifications;

    public static async Task<HostedApp> StartAsync(Action<IDistributedApplicationBuilder, string> describe, params string[] args)
    {
        var folder = Directory.CreateTempSubdirectory("darktower-hosting-").FullName;
        var builder = DistributedApplicationTestingBuilder.Create(
            args, (options, _) => options.AssemblyName = typeof(Projects.DarkTower_AppHost).Assembly.GetName().Name);
        describe(builder, folder);
        var app = new HostedApp(await builder.BuildAsync(), folder);
        // Not awaited: it may last until every wait between the resources is over.
        app._starting = app.Application.StartAsync(app.Deadline);
        return app;
    }

    public Task<string> UntilAsync(string resource, params string[] states) => States.WaitForResourceAsync(resource, states, Deadline);

    public Task<ResourceEvent> UntilAsync(string resource, Func<ResourceEvent, bool> condition) =>
        States.WaitForResourceAsync(resource, condition, Deadline);

    public Task<ResourceEvent> UntilHealthyAsync(string resource) => States.WaitForResourceHealthyAsync(resource, Deadline);

    public async Task<CustomResourceSnapshot> NowAsync(string resource) => (await UntilAsync(resource, _ => true)).Snapshot;

    public Task<ExecuteCommandResult> CommandAsync(string resource, string command) =>
        Application.ResourceCommands.ExecuteCommandAsync(resource, command, Deadline);

    /// <summary>For what no state tells: looks again and again until the deadline.</summary>
    public Task EventuallyAsync(Func<bool> condition, string what) => Wait.UntilAsync(condition, what, Limit);

    public string[] LinesOf(string file)
    {
        var path = Path.Combine(Folder, file);
        return File.Exists(path) ? File.ReadAllLines(path) : [];
    }

    public async ValueTask DisposeAsync()
    {
        await Application.StopAsync();
        await _starting.ContinueWith(_ => { }, TaskScheduler.Default);
        await Application.DisposeAsync();
        _deadline.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}

internal static class ShellPrograms
{
    /// <summary>Writes the environment the program was given; a shell's own `env` hides names that are no shell names.</summary>
    public const string ShowEnvironment = "tr '\\0' '\\n' < /proc/$$/environ > env";

    /// <summary>A program that is a line of POSIX shell, run in the test's folder.</summary>
    public static IResourceBuilder<ExecutableResource> AddShell(
        this IDistributedApplicationBuilder builder, string name, string folder, string script) =>
        builder.AddExecutable(name, "/bin/sh", folder, "-c", script);
}
