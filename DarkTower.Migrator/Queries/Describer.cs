using DarkTower.Migrator.Queries.Analysis;
using DarkTower.Migrator.Queries.Locks;
using DarkTower.Migrator.Queries.Plans;
using DarkTower.Migrator.Queries.Worlds;
using DarkTower.Queries.Source;
using DarkTower.Queries.Sql;
using Npgsql;

namespace DarkTower.Migrator.Queries;

/// <summary>Describes queries on a migrated scratch database: the server analyses them, plans them and runs them on the rows of twin tenants.</summary>
internal sealed class Describer : IAsyncDisposable
{
    private readonly NpgsqlConnection _superuser;
    private readonly TwinWorlds _worlds;

    private Describer(NpgsqlConnection superuser, TwinWorlds worlds) => (_superuser, _worlds) = (superuser, worlds);

    /// <param name="connectionString">A migrated scratch database, as superuser; it is filled with rows.</param>
    /// <param name="cancellation">Stops the filling.</param>
    public static async Task<Describer> CreateAsync(string connectionString, CancellationToken cancellation)
    {
        var superuser = new NpgsqlConnection(connectionString);
        await superuser.OpenAsync(cancellation);
        return new Describer(superuser, await TwinWorlds.CreateAsync(connectionString, cancellation));
    }

    public async ValueTask DisposeAsync() => await _superuser.DisposeAsync();
}
