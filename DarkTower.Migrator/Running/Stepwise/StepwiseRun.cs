using DarkTower.Migrator.Running.History;
using DarkTower.Migrator.Scripts;
using FluentMigrator.Infrastructure;
using Npgsql;

namespace DarkTower.Migrator.Running.Stepwise;

/// <summary>
/// Executes a migration without a transaction around it, statement by statement, with its progress saved: a statement that can have a
/// transaction shares it with its progress, so it is never executed twice; what cannot (CONCURRENTLY) is looked for in the catalog.
/// FluentMigrator then only records the version.
/// </summary>
internal sealed class StepwiseRun(Settings settings, TargetDatabase target, TextWriter output)
{
    /// <summary>What the server says of an object that is not there.</summary>
    private static readonly string[] Gone =
    [
        PostgresErrorCodes.UndefinedTable, PostgresErrorCodes.UndefinedColumn, PostgresErrorCodes.UndefinedObject,
        PostgresErrorCodes.UndefinedFunction, PostgresErrorCodes.InvalidSchemaName,
    ];

    /// <returns>The run, all its statements done.</returns>
    public async Task<long> RunAsync(IMigrationInfo info, bool up, DatabaseState state, CancellationToken cancellation)
    {
        var migration = (SqlMigration)info.Migration;
        try
        {
            await using var connection = await WorkConnection.OpenAsync(settings, migration.RunsAsOwner, cancellation);
            await connection.ExecuteAsync(WorkerFence.HoldInSession, cancellation);
            var run = await RunProgress.BeginAsync(connection, info, up, state, output, cancellation);
            // An up that was interrupted has not made everything that its down removes.
            var tolerant = !up && !state.Applied.Contains(info.Version);
            var statements = migration.Statements(up);
            foreach (var statement in statements.Skip(run.StatementsDone))
            {
                migration.Begin(statement);
                await MigrationLock.AssertHeldAsync(target, cancellation);
                var name = Name(info, statement.Number, statements.Count);
                await ExecuteAsync(new Step(statement, connection, run, name, tolerant), migration, cancellation);
            }
            return run.RunId;
        }
        catch (Exception error) when (error is not (Refusal or OperationCanceledException) && Failure.ConnectionErrorIn(error) is not null)
        {
            throw Failure.OfMigration(info.Version, migration, up, error);
        }

        async Task ExecuteAsync(Step step, SqlMigration migration, CancellationToken cancellation)
        {
            // A backfill counts the attempts of each batch for itself.
            if (step.Statement.Backfill != Backfill.None)
            {
                await new BackfillLoop(settings, target, output, step).RunAsync(cancellation);
                return;
            }
            await LockRetry.RunAsync(settings, output, async wait =>
            {
                try
                {
                    await OnceAsync(step, wait, cancellation);
                }
                catch (PostgresException error)
                {
                    throw Failure.OfMigration(info.Version, migration, up, error);
                }
            }, cancellation);
        }
    }

    private Task OnceAsync(Step step, TimeSpan lockTimeout, CancellationToken cancellation) =>
        ConcurrentIndex.Of(step.Statement) is { } index ? step.Statement.EachPartition
            ? new PartitionedIndexBuild(settings, target, output, step).RunAsync(index, lockTimeout, cancellation)
            : new IndexBuild(settings, target, output, step).RunAsync(index, cancellation)
        : StatementClass.CannotRunInTransaction(step.Statement) ? AloneAsync(step, cancellation)
        : InTransactionAsync(step, lockTimeout, cancellation);

    private async Task InTransactionAsync(Step step, TimeSpan lockTimeout, CancellationToken cancellation)
    {
        await using (var transaction = await step.Connection.BeginTransactionAsync(cancellation))
        {
            try
            {
                var blocksNobody = StatementClass.BlocksNobody(step.Statement);
                await step.Connection.ExecuteAsync(
                    WorkConnection.Set("lock_timeout", blocksNobody ? settings.LongLockTimeout : lockTimeout, local: true), cancellation);
                if (blocksNobody)
                    await step.Connection.ExecuteAsync("SET LOCAL statement_timeout = 0", cancellation);
                await step.Connection.ExecuteAsync(step.Statement.Sql, cancellation);
                await step.Run.EndStatementAsync(step.Statement, cancellation);
                await transaction.CommitAsync(cancellation);
                return;
            }
            catch (PostgresException error) when (step.Tolerant && Gone.Contains(error.SqlState))
            {
                await transaction.RollbackAsync(cancellation);
            }
        }
        await SkipAsync(step, cancellation);
    }

    private async Task AloneAsync(Step step, CancellationToken cancellation)
    {
        var begunBefore = step.Run.StatementBegun == step.Statement.Number;
        await step.Run.BeginStatementAsync(step.Statement, cancellation);
        if (StatementClass.IsReindex(step.Statement))
            await InvalidIndexes.DropRemainsOfReindexAsync(step.Connection, output, cancellation);
        await OldSnapshots.WaitAsync(target.Connection, settings, output, cancellation);
        await step.WaitLongAsync(settings, cancellation);
        try
        {
            await step.Connection.ExecuteAsync(step.Statement.Sql, cancellation);
        }
        catch (PostgresException error) when ((begunBefore || step.Tolerant) && Gone.Contains(error.SqlState))
        {
            await SkipAsync(step, cancellation);
            return;
        }
        await step.WaitShortlyAsync(cancellation);
        await step.Run.EndStatementAsync(step.Statement, cancellation);
    }

    private async Task SkipAsync(Step step, CancellationToken cancellation)
    {
        await step.WaitShortlyAsync(cancellation);
        await step.Run.EndStatementAsync(step.Statement, cancellation);
        await output.WriteLineAsync($"{step.Name}: what it removes is not there (any more)");
    }

    private static string Name(IMigrationInfo info, int number, int of) =>
        $"{info.Version} {info.Migration.GetType().Name}, statement {number} of {of}";
}
