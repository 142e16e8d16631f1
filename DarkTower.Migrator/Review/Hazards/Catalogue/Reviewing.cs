namespace DarkTower.Migrator.Review.Hazards;

internal static partial class Catalogue
{
    /// <summary>The review's own comments.</summary>
    private static readonly Hazard[] Reviewing =
    [
        new("review.stale-allow", Severity.Error,
            "Allows {0}, which was not found there.",
            "Remove the comment."),
    ];
}
