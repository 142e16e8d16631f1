namespace DarkTower.Migrator.Running.History;

/// <summary>What a database says about its migrations; read under the lock by whoever wants to change it.</summary>
internal sealed record DatabaseState(Applied Applied, IReadOnlyList<HistoryRow> History)
{
    public static async Task<DatabaseState> ReadAsync(TargetDatabase target, CancellationToken cancellation) =>
        new(await target.AppliedAsync(cancellation), await HistoryRow.ReadAsync(target.Connection, cancellation));

    /// <summary>The run that was begun and not ended: of a migration that is not applied an up, of an applied one a down.</summary>
    public HistoryRow? Interrupted(long version) => History.LastOrDefault(row => row.Version == version && row.State == "running");

    /// <summary>The run that applied it; null when an earlier build did, which kept no history.</summary>
    public HistoryRow? Landed(long version) =>
        Applied.Contains(version)
        && History.LastOrDefault(row => row.Version == version && row.State is ("done" or "adopted")) is { Up: true } row
            ? row
            : null;
}
