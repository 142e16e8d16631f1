using FluentMigrator.Infrastructure;

namespace DarkTower.Migrator.Running.DataLoss;

internal static class DownGuard
{
    public static Task RefuseLossAsync(IReadOnlyList<IMigrationInfo> reverted, Settings settings, CancellationToken cancellation) =>
        Task.CompletedTask;
}
