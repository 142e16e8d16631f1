using Npgsql;

namespace DarkTower.Queries;

/// <summary>Where checked queries run. One per process and database; safe for concurrent use.</summary>
/// <remarks>
/// Every query is one batch without an explicit transaction and without error barriers: one implicit transaction and one round trip. A
/// tenant query's first statement sets the tenant for that transaction; it is gone when the batch ends, however it ends.
/// </remarks>
public class Database
{
    /// <summary>The first statement of a tenant query; <c>$1</c> is the tenant as uuid.</summary>
    public const string SetTenant = "SELECT set_config('app.org_id', $1::text, true)";

    private readonly NpgsqlDataSource _dataSource;
    private readonly SlowQueries _slow;

    internal Database(NpgsqlDataSource dataSource, SlowQueries slow, QueryOptions options)
    {
        (_dataSource, _slow, SlowAfter) = (dataSource, slow, options.SlowAfter);
        var server = new NpgsqlConnectionStringBuilder(dataSource.ConnectionString);
        (Host, Port, Name) = (server.Host, server.Port, server.Database);
    }

    internal string? Host { get; }

    internal int Port { get; }

    internal string? Name { get; }

    internal TimeSpan SlowAfter { get; }

    /// <summary>Within a transaction of its own.</summary>
    private protected Database(Database outside) =>
        (_dataSource, _slow, SlowAfter, Host, Port, Name) =
        (outside._dataSource, outside._slow, outside.SlowAfter, outside.Host, outside.Port, outside.Name);

    /// <summary>For generated code: takes a connection of the pool when executed and gives it back when the reader is disposed.</summary>
    public virtual NpgsqlBatch CreateBatch() => _dataSource.CreateBatch();

    /// <summary>
    /// Begins a transaction for the few operations that are more than one query; it costs round trips and holds a connection. The queries
    /// that take part are given the result as their database.
    /// </summary>
    /// <param name="cancellationToken">Stops waiting for a connection.</param>
    public async Task<DatabaseTransaction> BeginAsync(CancellationToken cancellationToken)
    {
        var connection = await _dataSource.OpenConnectionAsync(cancellationToken);
        try
        {
            return new DatabaseTransaction(this, connection, await connection.BeginTransactionAsync(cancellationToken));
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    internal void WasSlow(Query query, TimeSpan duration) => _slow.Report(query, duration);
}
