using Npgsql;

namespace DarkTower.Queries;

/// <summary>
/// A transaction (read committed) as a database: queries run in it one after the other, each with its own tenant. Rolled back when it is
/// disposed without a commit. Not safe for concurrent use.
/// </summary>
public sealed class DatabaseTransaction : Database, IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;

    internal DatabaseTransaction(Database outside, NpgsqlConnection connection, NpgsqlTransaction transaction) : base(outside) =>
        (_connection, _transaction) = (connection, transaction);

    /// <inheritdoc/>
    public override NpgsqlBatch CreateBatch() => new(_connection, _transaction);

    /// <summary>Makes all of it so.</summary>
    /// <param name="cancellationToken">Stops waiting; the outcome is unknown then.</param>
    public Task CommitAsync(CancellationToken cancellationToken) => _transaction.CommitAsync(cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
