using FluentMigrator.Infrastructure;

namespace DarkTower.Migrator.Running.DataLoss;

/// <summary>A down is no way to lose data by accident: what it drops must be empty, or kept in the schema archive.</summary>
internal static class DownGuard
{
    public static async Task RefuseLossAsync(
        IReadOnlyList<IMigrationInfo> reverted, TargetDatabase target, Settings settings, CancellationToken cancellation)
    {
        var statements = reverted.SelectMany(info =>
            ((SqlMigration)info.Migration).Statements(up: false).Select(statement => (Migration: (SqlMigration)info.Migration, statement)))
            .ToList();
        var lost = statements.Where(one => Dropped.Opaque(one.statement)).Select(one =>
            $"{one.Migration.ScriptName(up: false)} line {one.statement.Line} (drops what its text does not name)").ToList();

        var all = statements.SelectMany(one => Dropped.By(one.statement)).Distinct().ToList();
        var held = new HeldData(target.Connection, settings);
        // A column goes with its table.
        foreach (var dropped in all.Where(one => one.Column is null || !all.Contains(new Dropped(one.Table))))
        {
            if (await held.DescribeAsync(dropped, cancellation) is { } description)
                lost.Add(description);
        }
        if (lost.Count > 0)
        {
            throw new Refusal(ExitCode.DataWouldBeLost,
                $"Reverting would lose what is kept nowhere else: {string.Join(", ", lost)}. Copy it to a table of the same name "
                + "in the schema archive, or give --discard-data. Nothing was done.");
        }
    }
}
