using System.Diagnostics;
using DarkTower.Migrator.Running.History;
using DarkTower.Migrator.Running.Stepwise;
using FluentMigrator.Infrastructure;
using FluentMigrator.Runner;
using Microsoft.Extensions.DependencyInjection;

namespace DarkTower.Migrator.Running;

/// <summary>Applies or reverts one migration, on a connection of its own.</summary>
internal sealed class MigrationStep(Settings settings, TargetDatabase target, TextWriter output)
{
    public async Task RunAsync(IMigrationInfo info, bool up, DatabaseState state, CancellationToken cancellation)
    {
        await MigrationLock.AssertHeldAsync(target, cancellation);
        var time = Stopwatch.StartNew();
        var migration = (SqlMigration)info.Migration;
        using var span = Tracing.Source.StartActivity($"{(up ? "up" : "down")} {info.Version} {migration.GetType().Name}");
        try
        {
            await ExecuteAsync(info, up, state, cancellation);
            migration.EndStatement();
        }
        catch (Refusal refusal)
        {
            migration.EndStatement(refusal.Message);
            Tracing.Fail(span, refusal.Message);
            throw;
        }
        await output.WriteLineAsync(
            $"{(up ? "applied " : "reverted")} {info.Version} {migration.GetType().Name} ({time.Elapsed.TotalSeconds:0.00} s)");
    }

    private async Task ExecuteAsync(IMigrationInfo info, bool up, DatabaseState state, CancellationToken cancellation)
    {
        if (!((SqlMigration)info.Migration).IsStepwise)
        {
            await LockRetry.RunAsync(
                settings, output, wait => Task.Run(() => Apply(info, up, runId: null, wait), cancellation), cancellation);
        }
        else
        {
            var run = await new StepwiseRun(settings, target, output).RunAsync(info, up, state, cancellation);
            await LockRetry.RunAsync(settings, output, wait => Task.Run(() => Apply(info, up, run, wait), cancellation), cancellation);
        }
    }

    /// <summary>By FluentMigrator, in one transaction with its row and ours; with a run, only those rows are left to write.</summary>
    private void Apply(IMigrationInfo info, bool up, long? runId, TimeSpan lockTimeout)
    {
        var migration = (SqlMigration)info.Migration;
        migration.Entry = new HistoryEntry(info, up) { RunId = runId };
        try
        {
            using var services = FluentRunner.Build(WorkConnection.StringOf(settings with { LockTimeout = lockTimeout }, migration));
            using var scope = services.CreateScope();
            var runner = (MigrationRunner)scope.ServiceProvider.GetRequiredService<IMigrationRunner>();
            if (up)
                runner.ApplyMigrationUp(info, useTransaction: true);
            else
                runner.ApplyMigrationDown(info, useTransaction: true);
        }
        catch (Exception error) when (Failure.ServerErrorIn(error) is not null || Failure.ConnectionErrorIn(error) is not null)
        {
            throw Failure.OfMigration(info.Version, migration, up, error);
        }
    }
}
