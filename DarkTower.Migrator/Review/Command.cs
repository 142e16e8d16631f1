using Npgsql;

namespace DarkTower.Migrator.Review;

/// <summary>Sends one statement as it is.</summary>
internal static class Command
{
    /// <summary>Gives the number of changed rows, -1 for a statement that has none.</summary>
    public static async Task<int> RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        // As a batch of one: the driver cuts the text of a plain command at semicolons, also at those in a BEGIN ATOMIC body.
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { new NpgsqlBatchCommand(sql) } };
        return await batch.ExecuteNonQueryAsync(cancellation);
    }
}
