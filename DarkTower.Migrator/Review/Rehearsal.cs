using DarkTower.Migrator.Catalog;
using DarkTower.Migrator.Review.Hazards;
using DarkTower.Migrator.Review.Observing;
using FluentMigrator;
using FluentMigrator.Infrastructure;
using Npgsql;

namespace DarkTower.Migrator.Review;

/// <summary>What pending migrations do, statement by statement, seen on a scratch database that has the applied ones.</summary>
internal static class Rehearsal
{
    /// <param name="major">Version of the target.</param>
    /// <param name="through">The last migration the target has; 0 for none.</param>
    /// <param name="pending">In their order.</param>
    /// <param name="say">Receives progress lines.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>By version and number of the statement.</returns>
    /// <exception cref="Refusal">No scratch server can be had, or a statement fails.</exception>
    public static async Task<IReadOnlyDictionary<(long Version, int Statement), SeenStatement>> RunAsync(
        int major, long through, IReadOnlyList<IMigrationInfo> pending, Action<string> say, CancellationToken cancellation)
    {
        await using var servers = new ReviewServers(say);
        await using var connection = new NpgsqlConnection(await servers.CreateDatabaseAsync(major, through, cancellation));
        await connection.OpenAsync(cancellation);
        // What these migrations make themselves is empty or not there on the target: only what is there now counts.
        var start = await LiveCatalogReader.ReadAsync(connection, cancellation);
        var seen = new Dictionary<(long, int), SeenStatement>();
        foreach (var info in pending)
        {
            var migration = (SqlMigration)info.Migration;
            await using (var role = new NpgsqlCommand(migration.RunsAsOwner ? "SET ROLE darktower_owner" : "RESET ROLE", connection))
                await role.ExecuteNonQueryAsync(cancellation);
            var (run, statements) = (new ObservedRun(connection, cancellation), migration.Statements(up: true));
            var inTransaction = info.TransactionBehavior == TransactionBehavior.Default;
            var steps = inTransaction ? await run.InTransactionAsync(statements) : await run.OneByOneAsync(statements);
            if (steps.FirstOrDefault(step => step.Failure is not null) is { Failure: { } failure } failed)
            {
                throw new Refusal(ExitCode.MigrationFailed,
                    $"{migration.ScriptName(up: true)}, line {failed.Statement.Line} fails: "
                    + $"{failure.MessageText} ({failure.SqlState}).", failure);
            }
            var change = new Change(
                migration.ScriptName(up: true), major, inTransaction, Conventions.Project, start, steps, new HashSet<(uint, short)>());
            foreach (var step in steps)
                seen[(info.Version, step.Statement.Number)] = SeenStatement.Of(change, step, waits: null);
        }
        return seen;
    }
}
