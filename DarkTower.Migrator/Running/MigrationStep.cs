using System.Diagnostics;
using FluentMigrator;
using FluentMigrator.Infrastructure;
using FluentMigrator.Runner;
using Microsoft.Extensions.DependencyInjection;

namespace DarkTower.Migrator.Running;

/// <summary>Applies or reverts one migration, on a connection of its own.</summary>
internal sealed class MigrationStep(Settings settings, TextWriter output)
{
    public async Task RunAsync(IMigrationInfo migration, bool up, CancellationToken cancellation)
    {
        var time = Stopwatch.StartNew();
        // Without a transaction the statements before the one that failed stay, and must not be executed twice.
        var attempts = migration.TransactionBehavior == TransactionBehavior.Default ? settings.LockAttempts : 1;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                Attempt(migration, up);
                var name = migration.Migration.GetType().Name;
                await output.WriteLineAsync(
                    $"{(up ? "applied " : "reverted")} {migration.Version} {name} ({time.Elapsed.TotalSeconds:0.00} s)");
                return;
            }
            catch (Refusal refusal) when (refusal.ExitCode == ExitCode.LockTimeout && attempt < attempts)
            {
                // A waiting ALTER makes every reader behind it wait: give way, then come back at another moment than others do.
                var pause = TimeSpan.FromMilliseconds(100 * attempt * (1 + Random.Shared.NextDouble()));
                await output.WriteLineAsync($"again in {pause.TotalSeconds:0.0} s: {refusal.Message}");
                await Task.Delay(pause, cancellation);
            }
        }
    }

    private void Attempt(IMigrationInfo info, bool up)
    {
        var migration = (SqlMigration)info.Migration;
        var role = migration.RunsAsOwner ? "-c role=darktower_owner" : "";
        var options = $"-c lock_timeout={settings.LockTimeout.TotalMilliseconds:0} {role}";
        try
        {
            using var services = FluentRunner.Build(TargetDatabase.ConnectionStringOf(settings, options));
            using var scope = services.CreateScope();
            var runner = (MigrationRunner)scope.ServiceProvider.GetRequiredService<IMigrationRunner>();
            var inTransaction = info.TransactionBehavior == TransactionBehavior.Default;
            if (up)
                runner.ApplyMigrationUp(info, inTransaction);
            else
                runner.ApplyMigrationDown(info, inTransaction);
        }
        catch (Exception error) when (Failure.ServerErrorIn(error) is not null || Failure.ConnectionErrorIn(error) is not null)
        {
            throw Failure.OfMigration(info.Version, migration, up, error);
        }
    }
}
