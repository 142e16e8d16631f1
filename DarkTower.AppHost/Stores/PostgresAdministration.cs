using Npgsql;

namespace DarkTower.AppHost.Stores;

/// <summary>What the AppHost does to a server of its own: make the database, and make it anew.</summary>
internal static class PostgresAdministration
{
    /// <param name="serverConnectionString">As superuser; its database is ignored.</param>
    /// <param name="database">Name of the database.</param>
    /// <param name="cancellationToken">Stops before the next statement.</param>
    public static async Task EnsureDatabaseAsync(string serverConnectionString, string database, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(serverConnectionString, cancellationToken);
        await using var exists = new NpgsqlCommand("SELECT 1 FROM pg_database WHERE datname = $1", connection)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = database } },
        };
        if (await exists.ExecuteScalarAsync(cancellationToken) is null)
        {
            await using var create = new NpgsqlCommand($"CREATE DATABASE {Quote(database)}", connection);
            await create.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    /// <summary>Drops the database, cutting its clients off, and makes it again, empty.</summary>
    /// <param name="connectionString">As superuser, to the database.</param>
    /// <param name="cancellationToken">Stops before the next statement.</param>
    public static async Task RecreateDatabaseAsync(string connectionString, CancellationToken cancellationToken)
    {
        var database = new NpgsqlConnectionStringBuilder(connectionString).Database!;
        await using var connection = await OpenAsync(connectionString, cancellationToken);
        await using var drop = new NpgsqlCommand($"DROP DATABASE IF EXISTS {Quote(database)} WITH (FORCE)", connection);
        await drop.ExecuteNonQueryAsync(cancellationToken);
        await using var create = new NpgsqlCommand($"CREATE DATABASE {Quote(database)}", connection);
        await create.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<NpgsqlConnection> OpenAsync(string connectionString, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(connectionString) { Database = "postgres", Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    private static string Quote(string identifier) => $"\"{identifier.Replace("\"", "\"\"")}\"";
}
