namespace DarkTower.Migrator.Review.Hazards;

internal static partial class Catalogue
{
    /// <summary>Changes that releases running now do not survive.</summary>
    private static readonly Hazard[] Compatibility =
    [
        new("compat.rename-table", Severity.Error,
            "Releases that run now still say {0}: all their statements fail at once.",
            "In the same migration CREATE VIEW {0} WITH (security_invoker = true) AS SELECT ... under the old name; drop it a "
            + "release later."),
        new("compat.rename-column", Severity.Error,
            "Releases that run now still say {0}.{1}: all their statements fail at once.",
            "Add a column, write both, backfill, read the new one, drop the old one a release later; or a view with the old names."),
        new("compat.rename-schema", Severity.Error,
            "Releases that run now still name schema {0}.",
            "Make the new schema with views or move table by table with compatibility views."),
        new("compat.drop-not-null", Severity.Warning,
            "Code that reads {0}.{1} never saw NULL; from now on it can.",
            "First a release that reads NULL, then this."),
        new("compat.required-column", Severity.Error,
            "Releases that run now do not give {0}.{1} a value: their INSERTs fail.",
            "Keep a default until every release writes the column."),
        new("compat.enum-rename", Severity.Error,
            "Releases that run now still write and read the old label of {0}.",
            "Add a new label, write it, move rows in batches; old labels stay."),
        new("compat.plan-invalidation", Severity.Note,
            "The result type of {0}.{1} changes: prepared statements that read it fail once with 'cached plan must not change result "
            + "type'.",
            "Let the services' pools reconnect after it, or retry once on 0A000."),
    ];
}
