namespace DarkTower.Migrator.Review.Hazards;

internal static partial class Catalogue
{
    /// <summary>Changes that lose rows or touch too many at once.</summary>
    private static readonly Hazard[] Data =
    [
        new("data.update-unbounded", Severity.Error,
            "Every row of {0} may be changed in one statement: row locks until the commit, as many dead rows, replicas behind.",
            "In a migration without a transaction, marked -- backfill: UPDATE {0} ... WHERE key IN (SELECT key FROM {0} WHERE ... "
            + "LIMIT 5000);"),
        new("data.delete-unbounded", Severity.Error,
            "Every row of {0} may be removed in one statement: row locks until the commit, as many dead rows, replicas behind.",
            "In a migration without a transaction, marked -- backfill: DELETE FROM {0} WHERE key IN (SELECT key FROM {0} WHERE ... "
            + "LIMIT 5000);"),
        new("data.drop-table", Severity.Error,
            "All rows of {0} are gone for good.",
            "First a migration that copies it into schema archive and, when no release reads it any more, the drop; the down puts "
            + "the rows back."),
        new("data.drop-column", Severity.Error,
            "All values of {0}.{1} are gone for good, and releases that still name the column fail.",
            "Stop reading and writing it in a release, keep key and values in archive, and drop it a release later."),
        new("data.drop-cascade", Severity.Error,
            "CASCADE removes what depends on it too: {1}.",
            "Drop what depends on it by name, so that everybody can read what goes."),
        new("data.drop-schema", Severity.Error,
            "Everything in schema {0} is gone for good.",
            "Archive and drop its tables by name, one by one; then the empty schema."),
        new("data.truncate", Severity.Error,
            "All rows of {0} are gone for good, under ACCESS EXCLUSIVE.",
            "Delete in batches by a retention rule; archive first."),
        new("data.truncate-cascade", Severity.Error,
            "TRUNCATE ... CASCADE empties every table that points to {0} as well.",
            "Name each table, archive first, delete in batches."),
        new("data.drop-without-shadow", Severity.Error,
            "No complete copy of {0} from an earlier release is there: the down cannot bring the rows back.",
            "CREATE TABLE archive.{1} holding every row (and the key) in an earlier release; the drop comes a release later and its "
            + "down copies back."),
        new("data.type-narrowing", Severity.Error,
            "The new type of {0}.{1} holds less: values that do not fit make the statement fail or are cut.",
            "Add a column of the new type with a CHECK, move the values that fit, decide about the rest, drop the old one later."),
        new("data.trigger-disabled", Severity.Error,
            "A trigger of {0} is switched off: writes of everybody skip it from then on.",
            "Leave it on; write rows that satisfy it, or replace its function."),
    ];
}
