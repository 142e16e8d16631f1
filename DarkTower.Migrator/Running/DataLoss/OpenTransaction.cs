using Npgsql;

namespace DarkTower.Migrator.Running.DataLoss;

/// <summary>A transaction of the owner to look around in; it is never committed.</summary>
internal sealed class OpenTransaction : IAsyncDisposable
{
    private OpenTransaction(NpgsqlConnection connection) => Connection = connection;

    public NpgsqlConnection Connection { get; }

    public static async Task<OpenTransaction> AsOwnerAsync(Settings settings, CancellationToken cancellation)
    {
        var connection = await WorkConnection.OpenAsync(settings, asOwner: true, cancellation);
        await connection.BeginTransactionAsync(cancellation);
        return new OpenTransaction(connection);
    }

    public ValueTask DisposeAsync() => Connection.DisposeAsync();
}
