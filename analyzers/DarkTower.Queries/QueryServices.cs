using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace DarkTower.Queries;

/// <summary>Checked queries in a service.</summary>
public static class QueryServices
{
    /// <summary>
    /// Registers <see cref="Database"/> over the service's <see cref="NpgsqlDataSource"/>, and the log of slow queries. Takes
    /// <see cref="QueryOptions"/> when they are registered.
    /// </summary>
    /// <param name="builder">The application.</param>
    public static IHostApplicationBuilder AddCheckedQueries(this IHostApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton(new QueryOptions());
        builder.Services.AddSingleton(services => new SlowQueries(
            services.GetRequiredService<NpgsqlDataSource>(), services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<ILogger<SlowQueries>>()));
        builder.Services.AddHostedService(services => services.GetRequiredService<SlowQueries>());
        builder.Services.AddSingleton(services => new Database(
            services.GetRequiredService<NpgsqlDataSource>(), services.GetRequiredService<SlowQueries>(),
            services.GetRequiredService<QueryOptions>()));
        return builder;
    }

    /// <summary>
    /// Registers a second <see cref="Database"/> under a key, over the <see cref="NpgsqlDataSource"/> of the same key: of another role, with
    /// connections of its own. Needs <see cref="AddCheckedQueries(IHostApplicationBuilder)"/>.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="key">As in <c>[FromKeyedServices(key)]</c>.</param>
    public static IHostApplicationBuilder AddCheckedQueries(this IHostApplicationBuilder builder, string key)
    {
        builder.Services.AddKeyedSingleton(key, (services, _) => new SlowQueries(
            services.GetRequiredKeyedService<NpgsqlDataSource>(key), services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<ILogger<SlowQueries>>()));
        builder.Services.AddSingleton<IHostedService>(services => services.GetRequiredKeyedService<SlowQueries>(key));
        builder.Services.AddKeyedSingleton(key, (services, _) => new Database(
            services.GetRequiredKeyedService<NpgsqlDataSource>(key), services.GetRequiredKeyedService<SlowQueries>(key),
            services.GetRequiredService<QueryOptions>()));
        return builder;
    }
}
