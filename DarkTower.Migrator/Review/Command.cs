using DarkTower.Migrator.Running;
using DarkTower.Migrator.Scripts;
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

    /// <summary>Sends it, or what the Migrator makes of it for each partition.</summary>
    public static async Task RunAloneAsync(NpgsqlConnection connection, Statement statement, CancellationToken cancellation)
    {
        if (!statement.EachPartition || ConcurrentIndex.Of(statement) is not { } index)
        {
            await RunAsync(connection, statement.Sql, cancellation);
            return;
        }
        while (await PartitionedIndex.NextAsync(connection, index, cancellation) is { } next)
            await RunAsync(connection, next, cancellation);
    }
}
