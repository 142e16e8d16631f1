namespace DarkTower.Migrator.Catalog.Rules;

/// <summary>Rule 9, personal data and secrets: marked with why and until when; card data and plain secrets are never kept.</summary>
internal static class PersonalDataRules
{
    public static IEnumerable<Violation> Of(DatabaseCatalog catalog, Conventions conventions) =>
        catalog.Relations.Where(relation => relation.IsTable && !relation.IsPartition)
            .SelectMany(table => table.Columns.SelectMany(column => OfColumn(conventions, table, column)));

    /// <summary>What the comment of a column must begin with, or null.</summary>
    public static string? MarkOf(Conventions conventions, Relation table, Column column)
    {
        if (table.IsView || conventions.NotPersonal.Contains($"{table.Root}.{column.Name}"))
            return null;
        return Classifier.IsSecret(column.Name, column.Type) ? "SECRET: "
            : Classifier.IsPersonal(column.Name, column.Type) ? "PII: " : null;
    }

    private static IEnumerable<Violation> OfColumn(Conventions conventions, Relation table, Column column)
    {
        var name = $"{table.FullName}.{column.Name}";
        if (Classifier.IsCardData(column.Name, column.Type))
        {
            yield return new(0, "pii.forbidden-column", name,
                $"{column.Name} holds card or account numbers: the database, its backups and replicas fall under the card rules. "
                + "No comment excuses it.",
                "payment_reference text -- an opaque reference of the payment provider");
        }
        else if (Classifier.IsPlainSecret(column.Name, column.Type))
        {
            yield return new(0, "pii.plaintext-secret", name,
                $"{column.Name} keeps a secret as it is: whoever reads a row, a backup or a log of queries can use it. "
                + "No comment excuses it.",
                $"{column.Name}_hash bytea -- SHA-256 of a random secret, or {column.Name}_encrypted bytea");
        }
        else if (MarkOf(conventions, table, column) is { } mark && !IsMarked(column.Comment, mark))
        {
            yield return new(9, "pii.missing-comment", name,
                mark == "PII: "
                    ? $"{column.Name} can hold personal data, and nothing says why it is kept and until when; erasure would miss it."
                    : $"{column.Name} holds a secret, and nothing says how it is protected.",
                mark == "PII: "
                    ? $"COMMENT ON COLUMN {name} IS 'PII: … kept until …';"
                    : $"COMMENT ON COLUMN {name} IS 'SECRET: hash of …';") { House = !conventions.IsProject };
        }
    }

    private static bool IsMarked(string? comment, string mark) => comment?.StartsWith(mark, StringComparison.Ordinal) == true
        && (mark == "SECRET: " || new[] { "kept", "year", "days", "until" }.Any(comment.Contains));
}
