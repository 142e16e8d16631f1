using DarkTower.LiveMigration;
using DarkTower.Migrator.Scripts;
using Npgsql;

namespace DarkTower.Migrator.Tests.Patterns;

/// <summary>Executes a script as the Migrator would, which itself has only its own migrations.</summary>
internal static class PatternRunner
{
    private const string Orgs = "SELECT org_id::text FROM public.organization_directory ORDER BY org_id";

    public static async Task RunAsync(Stage stage, PatternScript script)
    {
        await using var connection = await stage.OpenAsync();
        await connection.ExecuteAsync("SET ROLE darktower_owner");
        if (!script.Stepwise)
        {
            await RetryAsync(connection, script.Statements);
            return;
        }
        foreach (var statement in script.Statements)
        {
            if (statement.Sql.Contains(" CONCURRENTLY "))
                await connection.ExecuteAsync(statement.Sql);
            else if (statement.Backfill == Backfill.None)
                await RetryAsync(connection, [statement]);
            else
            {
                foreach (var org in statement.Backfill == Backfill.EachOrg ? await connection.QueryAsync(Orgs) : [""])
                    await BackfillAsync(connection, statement, org);
            }
        }
    }

    private static async Task BackfillAsync(NpgsqlConnection connection, Statement statement, string org)
    {
        int rows;
        do
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await connection.ExecuteAsync($"SELECT set_config('app.org_id', '{org}', true)");
            await using var command = new NpgsqlCommand(statement.Sql, connection);
            rows = await command.ExecuteNonQueryAsync();
            await transaction.CommitAsync();
        }
        while (rows > 0);
    }

    private static async Task RetryAsync(NpgsqlConnection connection, IReadOnlyList<Statement> statements)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var transaction = await connection.BeginTransactionAsync();
                await connection.ExecuteAsync("SET LOCAL lock_timeout = '500ms'");
                foreach (var statement in statements)
                    await connection.ExecuteAsync(statement.Sql);
                await transaction.CommitAsync();
                return;
            }
            catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.LockNotAvailable && attempt < 10)
            {
            }
        }
    }
}
