using DarkTower.Migrator.Scripts;
using Npgsql;

namespace DarkTower.Migrator.Review.Observing;

/// <summary>Executes a script without looking around, so that only the waits of others are seen.</summary>
internal sealed class PlainRun(NpgsqlConnection connection, CancellationToken cancellation)
{
    /// <param name="statements">The script.</param>
    /// <param name="inTransaction">Whether it is one transaction.</param>
    /// <param name="begins">Told the number of each statement before it runs.</param>
    public async Task RunAsync(IEnumerable<Statement> statements, bool inTransaction, Action<int> begins)
    {
        try
        {
            if (inTransaction)
                await ExecuteAsync("BEGIN");
            foreach (var statement in statements)
            {
                begins(statement.Number);
                if (statement.Backfill == Backfill.None)
                    await Command.RunAloneAsync(connection, statement, cancellation);
            }
            if (inTransaction)
                await ExecuteAsync("COMMIT");
        }
        catch (PostgresException) when (inTransaction)
        {
            await ExecuteAsync("ROLLBACK");
            throw;
        }
    }

    private Task ExecuteAsync(string sql) => Command.RunAsync(connection, sql, cancellation);
}
