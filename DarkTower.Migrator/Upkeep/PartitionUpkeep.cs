using DarkTower.Migrator.Running;
using DarkTower.Migrator.Running.DataLoss;
using Npgsql;

namespace DarkTower.Migrator.Upkeep;

/// <summary>What was done, or would be.</summary>
internal sealed record PartitionChanges(List<string> Created, List<string> Removed, string? InDefault);

/// <summary>Four future months always exist; a month goes a year after its end; the default partition stays empty.</summary>
internal sealed class PartitionUpkeep(TargetDatabase target, Settings settings, TextWriter output)
{
    public async Task<PartitionChanges> RunAsync(bool dryRun, CancellationToken cancellation)
    {
        var there = await AuditPartition.AllAsync(target.Connection, cancellation);
        if (there.Count == 0)
            throw new Refusal(ExitCode.NotMigrated, "The audit trail has no partitions; run `up` first.");
        var names = there.Select(partition => partition.Name).ToHashSet();
        var wanted = await AuditPartition.WantedAsync(target.Connection, cancellation);
        var missing = wanted.Where(month => !names.Contains(month.Name)).ToList();
        var now = (DateTime)(await target.Connection.ValueAsync("SELECT now()", cancellation))!;
        var expired = there.Where(partition => partition.To <= now.AddYears(-1)).ToList();
        var inDefault = await new HeldData(target.Connection, settings).DescribeAsync(new Dropped(AuditPartition.Default), cancellation);
        var changes = new PartitionChanges([], [], inDefault);
        if (dryRun)
            return new PartitionChanges([.. missing.Select(month => month.Name)], [.. expired.Select(month => month.Name)], inDefault);

        await using var connection = await WorkConnection.OpenAsync(settings, asOwner: true, cancellation);
        await connection.ExecuteAsync(WorkerFence.HoldInSession, cancellation);
        foreach (var (name, first) in missing)
        {
            if (await TryAsync(() => AuditPartition.CreateAsync(connection, name, first, cancellation), name, inDefault, cancellation))
                changes.Created.Add(name);
        }
        foreach (var partition in expired)
        {
            Task RemoveAsync() => partition.RemoveAsync(connection, settings.KeepExpiredPartitions, cancellation);
            if (await TryAsync(RemoveAsync, partition.Name, null, cancellation))
                changes.Removed.Add(partition.Name);
        }
        return changes;
    }

    /// <summary>False when rows of the default partition are in the way: they are reported at the end.</summary>
    private async Task<bool> TryAsync(Func<Task> change, string name, string? inDefault, CancellationToken cancellation)
    {
        try
        {
            await LockRetry.RunAsync(settings, output, async () =>
            {
                try
                {
                    await change();
                }
                catch (PostgresException error) when (Failure.IsLock(error))
                {
                    throw new Refusal(ExitCode.LockTimeout, $"partition {name}: {error.SqlState} {error.MessageText}", error);
                }
            }, cancellation);
            return true;
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.CheckViolation && inDefault is not null)
        {
            return false;
        }
    }
}
