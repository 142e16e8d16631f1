using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using DarkTower.AppHost.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace DarkTower.AppHost.Stores;

/// <summary>The two stores of the stack, wherever they run.</summary>
/// <param name="Database">The database <c>darktower</c>, as its superuser.</param>
/// <param name="Redis">The Redis-protocol server.</param>
/// <param name="ConnectAs">Connection string to the database for a role and the parameter that holds its password.</param>
internal sealed record DataStores(
    IResourceBuilder<IResourceWithConnectionString> Database,
    IResourceBuilder<IResourceWithConnectionString> Redis,
    Func<string, IResourceBuilder<ParameterResource>, ReferenceExpression> ConnectAs);

internal static class StoreExtensions
{
    /// <summary>A secret parameter: configured, else generated and kept beside the data; in a manifest, a rule to generate it.</summary>
    public static IResourceBuilder<ParameterResource> AddStoredSecret(this IDistributedApplicationBuilder builder, string name, DataDirectory? data) =>
        data is null
            ? builder.AddParameter(name, new GenerateParameterDefault { MinLength = 32, Special = false }, secret: true)
            : builder.AddParameter(name, () => builder.Configuration[$"Parameters:{name}"] ?? data.Secret(name), secret: true);

    /// <summary>The folder of data and secrets, held against a second AppHost while the stack runs; none when publishing.</summary>
    public static DataDirectory? AddDataDirectory(this IDistributedApplicationBuilder builder, Settings settings)
    {
        if (builder.ExecutionContext.IsPublishMode)
        {
            return null;
        }

        var data = DataDirectory.Open(settings.DataDirectory, builder.AppHostDirectory);
        var held = data.Lock();
        // Registered through a factory, and resolved at start, so that the host disposes it: an instance would be kept until the process ends.
        builder.Services.AddSingleton(_ => held);
        builder.Eventing.Subscribe<BeforeStartEvent>((started, _) =>
        {
            started.Services.GetRequiredService<DataLock>();
            return Task.CompletedTask;
        });
        return data;
    }

    /// <summary>
    /// Adds both stores, each from the first of: a connection string in the configuration; a container, when a container runtime answers or the
    /// stack is published; a process of this machine.
    /// </summary>
    public static DataStores AddStores(this IDistributedApplicationBuilder builder, Settings settings, DataDirectory? data)
    {
        var runtime = data is null || !settings.Containers ? null : ContainerRuntime.Find();
        var (database, connectAs) = builder.AddPostgresStore(settings, data, runtime);
        return new DataStores(database, builder.AddRedisStore(settings, data, runtime), connectAs);
    }

    private static (IResourceBuilder<IResourceWithConnectionString>, Func<string, IResourceBuilder<ParameterResource>, ReferenceExpression>)
        AddPostgresStore(this IDistributedApplicationBuilder builder, Settings settings, DataDirectory? data, string? runtime)
    {
        if (data is not null && builder.Configuration.GetConnectionString("darktower") is { Length: > 0 } given)
        {
            Announcement.Say("postgres: the server of ConnectionStrings:darktower");
            return (builder.AddConnectionString("darktower"), (role, password) => ConnectTo(given, role, password));
        }

        var superuser = builder.AddStoredSecret("postgres-password", data);
        if (data is null || runtime is not null)
        {
            SayContainer("postgres", runtime);
            var server = builder.AddPostgres("postgres", password: superuser).WithDataVolume("darktower-postgres-data");
            return (server.AddDatabase("darktower"), (role, password) => ConnectTo(server.Resource.PrimaryEndpoint, role, password));
        }

        var (embedded, database) = builder.AddEmbeddedPostgres(superuser, settings, data);
        return (database.WithDatabaseReset(), (role, password) => ConnectTo(embedded.Resource.Endpoint, role, password));
    }

    private static IResourceBuilder<IResourceWithConnectionString> AddRedisStore(
        this IDistributedApplicationBuilder builder, Settings settings, DataDirectory? data, string? runtime)
    {
        if (data is not null && builder.Configuration.GetConnectionString("redis") is { Length: > 0 })
        {
            Announcement.Say("redis: the server of ConnectionStrings:redis");
            return builder.AddConnectionString("redis");
        }

        var password = builder.AddStoredSecret("redis-password", data);
        if (data is null || runtime is not null)
        {
            SayContainer("redis", runtime);
            return builder.AddRedis("redis", password: password);
        }

        return builder.AddEmbeddedRedis(password, settings, data);
    }

    private static ReferenceExpression ConnectTo(EndpointReference endpoint, string role, IResourceBuilder<ParameterResource> password) =>
        ReferenceExpression.Create($"Host={endpoint.Property(EndpointProperty.Host)};Port={endpoint.Property(EndpointProperty.Port)};Database=darktower;Username={role};Password={password.Resource}");

    private static ReferenceExpression ConnectTo(string given, string role, IResourceBuilder<ParameterResource> password)
    {
        try
        {
            var target = new NpgsqlConnectionStringBuilder(given) { Username = role, Password = null };
            return ReferenceExpression.Create($"{target.ConnectionString};Password={password.Resource}");
        }
        catch (ArgumentException e)
        {
            throw new ConfigurationException($"ConnectionStrings:darktower cannot be read: {e.Message} It looks like " +
                "Host=localhost;Port=5432;Username=postgres;Password=...;Database=darktower.", e);
        }
    }

    private static void SayContainer(string store, string? runtime)
    {
        if (runtime is not null)
        {
            Announcement.Say($"{store}: a container, since {runtime} answers (DarkTower:Containers=false starts a process instead)");
        }
    }
}
