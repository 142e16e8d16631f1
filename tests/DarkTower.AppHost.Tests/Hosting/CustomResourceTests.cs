using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DarkTower.AppHost.Tests.Hosting;

/// <summary>A store of our own: a program with a connection string, and a child of it that looks after its own state.</summary>
public sealed class CustomResourceTests
{
    [Fact]
    public async Task A_store_of_our_own_and_its_database_can_be_waited_for_and_referenced()
    {
        var readyBeforeDependent = new List<string>();
        string? announced = null;
        await using var app = await HostedApp.StartAsync((builder, folder) =>
        {
            var store = builder.AddResource(new Store("store", folder)).WithArgs("-c", "echo $STORE_PORT > port; exec sleep 60")
                .WithEndpoint(name: "tcp", scheme: "tcp", env: "STORE_PORT")
                .WithHealthCheck("store-health")
                .OnConnectionStringAvailable(async (resource, _, token) =>
                    announced = await ((IResourceWithConnectionString)resource).GetConnectionStringAsync(token))
                .OnResourceReady((_, _, _) =>
                {
                    readyBeforeDependent.Add(File.Exists(Path.Combine(folder, "env")) ? "late" : "in time");
                    return Task.CompletedTask;
                });
            builder.Services.AddHealthChecks()
                .AddCheck("store-health", () => announced is null ? HealthCheckResult.Unhealthy() : HealthCheckResult.Healthy());
            var database = builder.AddResource(new Database("database", store.Resource))
                .WithInitialState(new() { ResourceType = "Database", State = KnownResourceStates.NotStarted, Properties = [] })
                .OnInitializeResource(async (resource, @event, token) =>
                {
                    await @event.Notifications.PublishUpdateAsync(resource, s => s with { State = KnownResourceStates.Waiting });
                    await @event.Notifications.WaitForResourceHealthyAsync(resource.Parent.Name, token);
                    await @event.Notifications.PublishUpdateAsync(resource, s => s with { State = KnownResourceStates.Running });
                });
            builder.AddShell("service", folder, "env > env.tmp; mv env.tmp env; exec sleep 60").WithReference(database).WaitFor(database);
        });

        await app.UntilAsync("service", KnownResourceStates.Running);
        await app.EventuallyAsync(() => app.LinesOf("env").Length > 0, "the service's environment");

        var port = Assert.Single(app.LinesOf("port"));
        Assert.Equal($"Host=localhost;Port={port}", announced);
        Assert.Contains($"ConnectionStrings__database=Host=localhost;Port={port};Database=main", app.LinesOf("env"));
        Assert.Contains($"DATABASE_PORT={port}", app.LinesOf("env"));
        Assert.Equal(["in time"], readyBeforeDependent);
    }

    [Fact]
    public async Task A_child_of_a_program_gets_no_state_but_its_own()
    {
        await using var app = await HostedApp.StartAsync((builder, folder) =>
        {
            var store = builder.AddResource(
                new Store("store", folder)).WithArgs("-c", "exec sleep 60").WithEndpoint(name: "tcp", scheme: "tcp", env: "STORE_PORT");
            builder.AddResource(new Database("database", store.Resource));
            builder.AddShell("service", folder, "exec sleep 60").WaitFor(builder.CreateResourceBuilder<IResource>(store.Resource));
        });

        await app.UntilHealthyAsync("service");

        Assert.Null((await app.NowAsync("database")).State);
    }

    [Fact]
    public async Task Readiness_is_told_once_a_run_and_again_after_a_restart()
    {
        var told = 0;
        await using var app = await HostedApp.StartAsync(
            (builder, folder) => builder.AddShell("store", folder, "exec sleep 60").OnResourceReady((_, _, _) =>
        {
            Interlocked.Increment(ref told);
            return Task.CompletedTask;
        }));
        await app.UntilHealthyAsync("store");
        await app.EventuallyAsync(() => Volatile.Read(ref told) == 1, "the first readiness");

        await app.CommandAsync("store", KnownResourceCommands.RestartCommand);

        await app.EventuallyAsync(() => Volatile.Read(ref told) == 2, "the second readiness");
    }

    private sealed class Store(string name, string folder) : ExecutableResource(name, "/bin/sh", folder), IResourceWithConnectionString
    {
        private EndpointReference Endpoint => new(this, "tcp");

        public ReferenceExpression ConnectionStringExpression =>
            ReferenceExpression.Create($"Host={Endpoint.Property(EndpointProperty.Host)};Port={Endpoint.Property(EndpointProperty.Port)}");
    }

    private sealed class Database(string name, Store parent) : Resource(name), IResourceWithParent<Store>, IResourceWithConnectionString
    {
        public Store Parent => parent;

        public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"{parent};Database=main");

        public IEnumerable<KeyValuePair<string, ReferenceExpression>> GetConnectionProperties() =>
            [new("Port", ReferenceExpression.Create($"{new EndpointReference(parent, "tcp").Property(EndpointProperty.Port)}"))];
    }
}
