using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace DarkTower.ServiceDefaults;

/// <summary>PostgreSQL as every service uses it.</summary>
public static class PostgresDefaults
{
    /// <summary>
    /// Registers one <see cref="NpgsqlDataSource"/> for <c>ConnectionStrings:{connectionName}</c>, with the limits of section
    /// <c>Postgres:Pool</c>, the budget check at start, health check and pool metrics. Needs <see
    /// cref="ServiceDefaultsExtensions.AddServiceDefaults"/>.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="connectionName">Name of the connection string.</param>
    /// <remarks>
    /// Connections are not reset when returned: nothing session-scoped (SET, session set_config, temporary tables) may ever be used on
    /// them.
    /// </remarks>
    public static IHostApplicationBuilder AddPostgres(this IHostApplicationBuilder builder, string connectionName)
    {
        var pool = new Lazy<PostgresPool>(() => OptionsBinder.Bind<PostgresPool>(builder.Configuration, PostgresPool.Section));
        builder.Services.AddSingleton(_ => pool.Value);
        builder.Services.AddSingleton(new ValidatedSection(PostgresPool.Section, provider => provider.GetRequiredService<PostgresPool>()));

        builder.AddNpgsqlDataSource(connectionName,
            settings => settings.DisableTracing = settings.DisableMetrics = true, // TelemetryExport listens to Npgsql itself
            source => Configure(builder, source, connectionName, pool.Value));

        builder.Services.AddSingleton<IHostedService>(provider =>
            ActivatorUtilities.CreateInstance<PoolBudgetCheck>(provider, connectionName));
        builder.Services.AddSingleton<IHostedService>(provider => ActivatorUtilities.CreateInstance<PoolUse>(provider, connectionName));
        return builder;
    }

    /// <summary>
    /// Registers a second <see cref="NpgsqlDataSource"/> under a key, for <c>ConnectionStrings:{connectionName}</c>: for work beside the
    /// requests, which must not take their connections. The limits of <c>Postgres:Pool</c> hold for it but for the size, which the budget
    /// counts too. Needs <see cref="AddPostgres"/>.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="connectionName">Name of the connection string.</param>
    /// <param name="key">As in <c>[FromKeyedServices(key)]</c>.</param>
    /// <param name="maxSize">Connections of one replica at most.</param>
    public static IHostApplicationBuilder AddKeyedPostgres(
        this IHostApplicationBuilder builder, string connectionName, string key, int maxSize)
    {
        builder.Services.AddSingleton(new SecondPool(connectionName, maxSize));
        builder.Services.AddKeyedSingleton(key, (provider, _) =>
        {
            try
            {
                var source = new NpgsqlDataSourceBuilder(builder.Configuration.GetConnectionString(connectionName));
                source.UseLoggerFactory(provider.GetService<ILoggerFactory>());
                Configure(builder, source, connectionName, provider.GetRequiredService<PostgresPool>() with { MaxSize = maxSize, MinSize = 0 });
                return source.Build();
            }
            catch (Exception e) when (e is ArgumentException or FormatException or InvalidOperationException)
            {
                throw new StartupException($"Configuration key ConnectionStrings:{connectionName} is not a connection string: {e.Message}");
            }
        });
        return builder;
    }

    private static void Configure(IHostApplicationBuilder builder, NpgsqlDataSourceBuilder source, string name, PostgresPool pool)
    {
        source.Name = name;
        // A batch is an operation of a service, which gives it a span that says which; the driver's would show each twice.
        source.ConfigureTracing(tracing => tracing.ConfigureBatchFilter(_ => false));
        Limit(source.ConnectionStringBuilder, pool, builder.Configuration["OTEL_SERVICE_NAME"] ?? builder.Environment.ApplicationName);
    }

    private static void Limit(NpgsqlConnectionStringBuilder connection, PostgresPool pool, string service)
    {
        connection.ApplicationName = service;
        connection.Pooling = true;
        connection.MaxPoolSize = pool.MaxSize;
        connection.MinPoolSize = pool.MinSize;
        connection.ConnectionLifetime = Seconds(pool.ConnectionLifetime);
        connection.ConnectionIdleLifetime = Seconds(pool.IdleLifetime);
        connection.Timeout = Seconds(pool.AcquireTimeout);
        connection.CommandTimeout = Seconds(pool.StatementTimeout) + 1; // the server's limit comes first and keeps the connection
        connection.MaxAutoPrepare = pool.PreparedStatements;
        connection.AutoPrepareMinUsages = 2;
        connection.NoResetOnClose = true; // the reset costs 40 % of throughput, and there is nothing to reset
        connection.Enlist = false;
        connection.GssEncryptionMode = GssEncryptionMode.Disable; // probing for it logs an error where the library is missing
        connection.Options = string.Join(' ', connection.Options, $"-c statement_timeout={Milliseconds(pool.StatementTimeout)}",
            $"-c lock_timeout={Milliseconds(pool.LockTimeout)}",
            $"-c idle_in_transaction_session_timeout={Milliseconds(pool.IdleInTransactionTimeout)}").Trim();
    }

    private static int Seconds(TimeSpan time) => (int)Math.Ceiling(time.TotalSeconds);

    private static int Milliseconds(TimeSpan time) => (int)Math.Ceiling(time.TotalMilliseconds);
}
