using System.Diagnostics;
using FluentMigrator;
using FluentMigrator.Runner;
using Microsoft.Extensions.DependencyInjection;

namespace DarkTower.Migrator.Running;

/// <summary>Applies or reverts one migration, on a connection of its own.</summary>
internal sealed class MigrationStep(Settings settings, TextWriter output)
{
    public async Task RunAsync(long version, bool up, CancellationToken cancellation)
    {
        var time = Stopwatch.StartNew();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var name = Attempt(version, up);
                await output.WriteLineAsync($"{(up ? "applied " : "reverted")} {version} {name} ({time.Elapsed.TotalSeconds:0.00} s)");
                return;
            }
            catch (Refusal refusal) when (refusal.ExitCode == ExitCode.LockTimeout && attempt < settings.LockAttempts)
            {
                // A waiting ALTER makes every reader behind it wait: give way, then come back at another moment than others do.
                var pause = TimeSpan.FromMilliseconds(100 * attempt * (1 + Random.Shared.NextDouble()));
                await output.WriteLineAsync($"again in {pause.TotalSeconds:0.0} s: {refusal.Message}");
                await Task.Delay(pause, cancellation);
            }
        }
    }

    private string Attempt(long version, bool up)
    {
        SqlMigration? migration = null;
        try
        {
            // Its owner is not there yet when the migration that makes it runs.
            var runsAsOwner = ((SqlMigration)MigrationSet.Load().All.Single(info => info.Version == version).Migration).RunsAsOwner;
            using var services = FluentRunner.Build(TargetDatabase.ConnectionStringOf(
                settings, $"-c lock_timeout={settings.LockTimeout.TotalMilliseconds:0} {(runsAsOwner ? "-c role=darktower_owner" : "")}"));
            using var scope = services.CreateScope();
            var runner = (MigrationRunner)scope.ServiceProvider.GetRequiredService<IMigrationRunner>();
            var info = runner.MigrationLoader.LoadMigrations()[version];
            migration = (SqlMigration)info.Migration;
            var inTransaction = info.TransactionBehavior == TransactionBehavior.Default;
            if (up)
                runner.ApplyMigrationUp(info, inTransaction);
            else
                runner.ApplyMigrationDown(info, inTransaction);
            return migration.GetType().Name;
        }
        catch (Exception error) when (Failure.ServerErrorIn(error) is not null || Failure.ConnectionErrorIn(error) is not null)
        {
            throw Failure.OfMigration(version, migration, up, error);
        }
    }
}
