namespace DarkTower.Migrator.Review.Hazards;

internal static partial class Catalogue
{
    /// <summary>Scripts that do not run as they look.</summary>
    private static readonly Hazard[] Transactions =
    [
        new("txn.invalid-index-retry", Severity.Error,
            "A build that was cut off leaves an invalid index of that name; IF NOT EXISTS then takes it for the real one, and it is "
            + "used by no query and checked by no constraint.",
            "CREATE INDEX CONCURRENTLY without IF NOT EXISTS; the Migrator drops an invalid remain and asserts that the new index is "
            + "valid."),
        new("txn.nested", Severity.Error,
            "The script opens or ends transactions itself: half of it may stay when the rest fails, and it ends the Migrator's own.",
            "Leave BEGIN, COMMIT and SAVEPOINT out; declare how the migration runs on its class."),
        new("txn.opaque-sql", Severity.Note,
            "The statement puts SQL together while it runs: what it does is known only where it ran.",
            "Plain statements where possible; review executes what it can see."),
    ];
}
