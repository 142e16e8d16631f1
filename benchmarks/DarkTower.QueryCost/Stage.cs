using DarkTower.Fixtures;
using DarkTower.Queries;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace DarkTower.QueryCost;

/// <summary>A migrated database with 50 organizations of 200 users each, and the contestants over one pool each.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> _owned = [];

    public required IReadOnlyList<IOperations> Contestants { get; init; }

    public required string Server { get; init; }

    /// <summary>As the service's role.</summary>
    public required string ConnectionString { get; init; }

    public OrgId Org { get; } = new(new Guid(7, 0, 0, new byte[8]));

    public UserId User { get; } = new(new Guid(70, 0, 0, new byte[8]));

    public static async Task<Stage> CreateAsync()
    {
        // Commits wait for nothing but the server: the disk's noise is not the question.
        var server = await PostgresServer.StartAsync(options: "-c fsync=off -c synchronous_commit=off -c shared_buffers=256MB");
        var database = await MigratedDatabase.CreateAsync(server: server);
        await FillAsync(database.AdminConnectionString);

        var contexts = new ServiceCollection()
            .AddPooledDbContextFactory<EfOperations.Context>(options => options.UseNpgsql(Pool(database.AppConnectionString))
                .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking))
            .BuildServiceProvider();
        await using var connection = new NpgsqlConnection(database.AdminConnectionString);
        await connection.OpenAsync();
        return new Stage
        {
            Server = connection.ServerVersion,
            ConnectionString = database.AppConnectionString,
            Contestants =
            [
                new HandWritten(Pool(database.AppConnectionString)), new Checked(CheckedOver(Pool(database.AppConnectionString))),
                new HandWritten(Pool(database.AppConnectionString), "hand-written again"), new DapperOperations(Pool(database.AppConnectionString)),
                new EfOperations(contexts.GetRequiredService<IDbContextFactory<EfOperations.Context>>()),
            ],
            _owned = { contexts, database, server },
        };
    }

    public static Database CheckedOver(NpgsqlDataSource pool)
    {
        var host = Host.CreateApplicationBuilder();
        host.Logging.ClearProviders();
        host.Services.AddSingleton(pool);
        host.AddCheckedQueries();
        return host.Build().Services.GetRequiredService<Database>();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var owned in _owned) await owned.DisposeAsync();
    }

    /// <summary>As the services' pools are.</summary>
    public static NpgsqlDataSource Pool(string connectionString, int size = 5)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        var connection = builder.ConnectionStringBuilder;
        (connection.NoResetOnClose, connection.Enlist, connection.MaxPoolSize) = (true, false, size);
        (connection.MaxAutoPrepare, connection.AutoPrepareMinUsages) = (50, 2);
        return builder.Build();
    }

    private static async Task FillAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("""
            INSERT INTO organizations (org_id, subdomain, display_name)
            SELECT (lpad(to_hex(o), 8, '0') || '-0000-0000-0000-000000000000')::uuid, 'org-' || o, 'Organization ' || o
            FROM generate_series(1, 50) AS o;
            INSERT INTO users (org_id, user_id, email, display_name, last_login_at)
            SELECT (lpad(to_hex(o), 8, '0') || '-0000-0000-0000-000000000000')::uuid,
                (lpad(to_hex(u), 8, '0') || '-0000-0000-0000-000000000000')::uuid, 'user-' || u || '@example.org', 'User ' || u,
                CASE WHEN u % 2 = 0 THEN now() END
            FROM generate_series(1, 50) AS o, generate_series(1, 200) AS u;
            ANALYZE organizations, users;
            """, connection);
        await command.ExecuteNonQueryAsync();
    }
}
