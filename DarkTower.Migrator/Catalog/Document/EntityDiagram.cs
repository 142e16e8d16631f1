namespace DarkTower.Migrator.Catalog.Document;

/// <summary>The tables and how they belong together, as a Mermaid diagram: keys only, the rest is in each table's own section.</summary>
internal static class EntityDiagram
{
    private static readonly (char Kind, string Sign)[] Marks = [('p', "PK"), ('f', "FK"), ('u', "UK")];

    public static void Write(Markdown page, DatabaseCatalog catalog, IReadOnlyList<Relation> tables)
    {
        page.Line("```mermaid");
        page.Line("erDiagram");
        foreach (var table in tables)
        {
            foreach (var key in table.Constraints.Where(key => key.Kind == 'f'))
            {
                if (catalog.Find(key.TargetOid) is { } target)
                    page.Line($"    {target.Name} {Ends(table, key)} {table.Name} : \"{Label(key)}\"");
            }
        }
        foreach (var table in tables)
        {
            page.Line($"    {table.Name} {{");
            foreach (var column in table.Columns)
            {
                var marks = string.Join(',', Marks.Where(mark => IsIn(table, mark.Kind, column)).Select(mark => mark.Sign));
                if (marks.Length > 0)
                    page.Line($"        {TypeNames.Short(column.Type).Replace(' ', '_')} {column.Name} {marks}");
            }
            page.Line("    }");
        }
        page.Line("```");
        page.Line();
    }

    private static bool IsIn(Relation table, char kind, Column column) =>
        table.Constraints.Exists(constraint => constraint.Kind == kind && constraint.Columns.Contains(column.Name));

    /// <summary>One or none of the parent; one child at most where the key is the whole primary key.</summary>
    private static string Ends(Relation table, Constraint key)
    {
        var parent = key.Columns.All(column => table.Column(column)!.NotNull) ? "||" : "|o";
        var child = table.PrimaryKey is { } primary && primary.Keys.ToHashSet().SetEquals(key.Columns) ? "o|" : "o{";
        return $"{parent}--{child}";
    }

    private static string Label(Constraint key) => key.Columns.LastOrDefault(column => column != "org_id") ?? "org_id";
}
