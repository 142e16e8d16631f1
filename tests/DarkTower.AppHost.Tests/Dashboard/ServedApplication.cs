using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DarkTower.AppHost.Tests.Dashboard;

/// <summary>A small application with the real dashboard; its resources are only rows: the dashboard's side is what is tested.</summary>
[CollectionDefinition(Collection)]
public sealed class ServedApplication : IAsyncLifetime, ICollectionFixture<ServedApplication>
{
    public const string Collection = "An application with the dashboard";

    private const string ServiceKey = "the-resource-service-key";
    private const string OtlpKey = "the-otlp-key";
    private readonly Uri _serviceUrl = FreeUrl();
    private readonly Uri _otlpUrl = FreeUrl();
    private readonly DistributedApplication _application;
    private readonly Row _server = new("server");
    private readonly ChildRow _database;

    public ServedApplication()
    {
        _database = new ChildRow("database", _server);
        var builder = DistributedApplication.CreateBuilder(
        [
            "--ASPIRE_ALLOW_UNSECURED_TRANSPORT=true", $"--ASPNETCORE_URLS={DashboardUrl}", $"--AppHost:BrowserToken={BrowserToken}",
            $"--ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL={_serviceUrl}", $"--AppHost:ResourceService:ApiKey={ServiceKey}",
            $"--ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL={_otlpUrl}", $"--AppHost:OtlpApiKey={OtlpKey}",
        ]);
        builder.AddParameter("password", "not-for-every-eye", secret: true);
        builder.AddResource(_server).WithInitialState(State("Server", KnownResourceStates.NotStarted));
        builder.AddResource(_database).WithInitialState(State("Database", KnownResourceStates.Running))
            .WithCommand("empty", "Empty it", Empty, new() { ConfirmationMessage = "Everything is deleted.", IsHighlighted = true })
            .WithCommand("break", "Break it", _ => throw new InvalidOperationException("It cannot be broken."));
        _application = builder.Build();
    }

    internal Uri DashboardUrl { get; } = FreeUrl();

    internal string BrowserToken { get; } = "the-browser-token";

    internal int TimesEmptied { get; private set; }

    public Task InitializeAsync() => _application.StartAsync();

    public async Task DisposeAsync()
    {
        await _application.StopAsync();
        await _application.DisposeAsync();
    }

    internal GrpcClient Resources(string? key = ServiceKey) =>
        new(_serviceUrl, "aspire.v1.DashboardService", "x-resource-service-api-key", key);

    internal GrpcClient Traces(string? key = OtlpKey) =>
        new(_otlpUrl, "opentelemetry.proto.collector.trace.v1.TraceService", "x-otlp-api-key", key);

    internal Task PublishAsync(Func<CustomResourceSnapshot, CustomResourceSnapshot> change) =>
        _application.ResourceNotifications.PublishUpdateAsync(_server, change);

    internal ILogger ConsoleOf(string resource) => _application.Services.GetRequiredService<ResourceLoggerService>().GetLogger(resource);

    private Task<ExecuteCommandResult> Empty(ExecuteCommandContext context)
    {
        TimesEmptied++;
        return Task.FromResult(CommandResults.Success("It is empty."));
    }

    private static CustomResourceSnapshot State(string type, string state) => new() { ResourceType = type, State = state, Properties = [] };

    private static Uri FreeUrl()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }

    private sealed class Row(string name) : Resource(name);

    private sealed class ChildRow(string name, IResource parent) : Resource(name), IResourceWithParent
    {
        public IResource Parent => parent;
    }
}
