using Microsoft.Extensions.Hosting;

namespace DarkTower.ServiceDefaults;

/// <summary>PostgreSQL as every service uses it.</summary>
public static class PostgresDefaults
{
    /// <summary>
    /// Registers one <see cref="Npgsql.NpgsqlDataSource"/> for <c>ConnectionStrings:{connectionName}</c>, with the limits of section
    /// <c>Postgres:Pool</c>, the budget check at start, health check and pool metrics.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="connectionName">Name of the connection string.</param>
    /// <remarks>Connections are not reset when returned: nothing session-scoped (SET, session set_config, temporary tables) may ever be used on them.</remarks>
    public static IHostApplicationBuilder AddPostgres(this IHostApplicationBuilder builder, string connectionName)
    {
        builder.AddNpgsqlDataSource(connectionName);
        return builder;
    }
}
