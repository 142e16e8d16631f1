namespace DarkTower.Migrator.Catalog.Rules;

/// <summary>Rule 9: every table, column and index says what it is for.</summary>
internal static class CommentRules
{
    public static IEnumerable<Violation> Of(DatabaseCatalog catalog, Conventions conventions)
    {
        foreach (var relation in catalog.Relations.Where(relation => relation.Kind != 'S'))
        {
            var house = !conventions.IsProject;
            if (string.IsNullOrWhiteSpace(relation.Comment))
            {
                yield return new(9, "policy.table-comment", relation.FullName, $"Nothing says what {relation.Name} is for.",
                    $"COMMENT ON {Word(relation)} {relation.FullName} IS '…';") { House = house };
            }
            foreach (var column in relation.Columns.Where(column => string.IsNullOrWhiteSpace(column.Comment)))
            {
                // Personal data and secrets without a comment are named as such.
                if (PersonalDataRules.MarkOf(conventions, relation, column) is not null)
                    continue;
                yield return new(9, "policy.column-comment", $"{relation.FullName}.{column.Name}",
                    $"Nothing says what {column.Name} of {relation.Name} means.",
                    $"COMMENT ON COLUMN {relation.FullName}.{column.Name} IS '…';") { House = house };
            }
            foreach (var index in relation.Indexes.Where(index => !Justified(index)))
            {
                yield return new(9, "policy.index-justification", $"{relation.Schema}.{index.Name}",
                    $"Nothing says which queries {index.Name} serves: every write pays for it, and nobody will dare to drop it.",
                    $"COMMENT ON INDEX {relation.Schema}.{index.Name} IS 'Supports: …';") { House = house };
            }
        }
    }

    private static bool Justified(TableIndex index) => index.Comment?.StartsWith("Supports: ", StringComparison.Ordinal) == true;

    private static string Word(Relation relation) => relation.Kind switch { 'v' => "VIEW", 'm' => "MATERIALIZED VIEW", _ => "TABLE" };
}
