namespace DarkTower.Migrator.Running.Stepwise;

/// <summary>Builds an index on each partition, one after the other, and attaches it.</summary>
internal sealed class PartitionedIndexBuild(Settings settings, TargetDatabase target, TextWriter output, Step step)
{
    public async Task RunAsync(ConcurrentIndex index, TimeSpan lockTimeout, CancellationToken cancellation)
    {
        while (await PartitionedIndex.NextAsync(step.Connection, index, cancellation) is { } statement)
        {
            await MigrationLock.AssertHeldAsync(target, cancellation);
            await output.WriteLineAsync($"{step.Name}: {statement}");
            if (PartitionedIndex.IsConcurrent(statement))
                await AloneAsync(statement, cancellation);
            else
                await InTransactionAsync(statement, lockTimeout, cancellation);
        }
        await step.Run.EndStatementAsync(step.Statement, cancellation);
    }

    /// <summary>A build that fails leaves an invalid index; the next attempt begins with dropping it.</summary>
    private async Task AloneAsync(string statement, CancellationToken cancellation)
    {
        await OldSnapshots.WaitAsync(target.Connection, settings, output, cancellation);
        await step.WaitLongAsync(settings, cancellation);
        var build = step.Connection.ExecuteAsync(statement, cancellation);
        await new IndexProgress(settings, target.Connection, output, step).WatchAsync(build, cancellation);
        await step.WaitShortlyAsync(cancellation);
    }

    private async Task InTransactionAsync(string statement, TimeSpan lockTimeout, CancellationToken cancellation)
    {
        await using var transaction = await step.Connection.BeginTransactionAsync(cancellation);
        await step.Connection.ExecuteAsync(WorkConnection.Set("lock_timeout", lockTimeout, local: true), cancellation);
        await step.Connection.ExecuteAsync(statement, cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
