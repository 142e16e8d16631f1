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
}
