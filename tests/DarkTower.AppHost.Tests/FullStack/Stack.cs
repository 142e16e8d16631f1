using System.Net.Http.Headers;
using Aspire.Hosting;
using Aspire.Hosting.Testing;

namespace DarkTower.AppHost.Tests.FullStack;

/// <summary>The whole stack through Aspire.Hosting.Testing, on empty data of its own, started once for the tests of this collection.</summary>
public sealed class Stack : IAsyncLifetime
{
    public const string PlatformKey = "tests-only-platform-key-0123456789abcdef";

    private readonly string _data = Directory.CreateTempSubdirectory("darktower-tests-stack-").FullName;
    private DistributedApplication? _app;

    public DistributedApplication App => _app!;

    public HttpClient GcDatabase { get; private set; } = null!;

    public HttpClient McState { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.DarkTower_AppHost>(
            [$"--DarkTower:DataDirectory={_data}", $"--Parameters:platform-key={PlatformKey}", "--DarkTower:Containers=false", "--DarkTower:GcDatabaseReplicas=2"]);
        _app = await builder.BuildAsync();
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        await _app.StartAsync(deadline.Token);
        await _app.ResourceNotifications.WaitForResourceHealthyAsync("mc-state", deadline.Token);
        GcDatabase = Client("gc-database");
        McState = Client("mc-state");
    }

    public async Task DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        Directory.Delete(_data, recursive: true);
    }

    private HttpClient Client(string resource)
    {
        var client = _app!.CreateHttpClient(resource);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", PlatformKey);
        return client;
    }
}

[CollectionDefinition(nameof(Stack))]
public sealed class StackCollection : ICollectionFixture<Stack>;
