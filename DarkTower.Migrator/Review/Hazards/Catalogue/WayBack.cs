namespace DarkTower.Migrator.Review.Hazards;

internal static partial class Catalogue
{
    /// <summary>Ways back that do not lead back.</summary>
    private static readonly Hazard[] WayBack =
    [
        new("down.missing", Severity.Error,
            "There is no way back: a bad release cannot be undone without a restore.",
            "Write the down script: it brings the catalog back exactly as it was."),
        new("down.incomplete", Severity.Error,
            "After the down the catalog is not what it was: {0}",
            "Undo it in the down script too."),
        new("down.fails", Severity.Error,
            "The down does not run: {0}",
            "Correct it; a way back that was never run is none."),
        new("down.data-loss", Severity.Error,
            "The down loses rows that were there before the change, in {0}.",
            "Keep them in a shadow table when changing up, and put them back."),
        new("down.irreversible-undeclared", Severity.Error,
            "The down does not bring everything back, and does not say why. {0}",
            "Undo the change, or declare in the down script: -- irreversible: <reason>"),
        new("down.hazard", Severity.Error,
            "The way back itself would hurt: {0}",
            "{1}"),
        new("down.again", Severity.Error,
            "Up, down and up again does not give the same catalog: {0}",
            "Make up independent of what a down leaves."),
    ];
}
