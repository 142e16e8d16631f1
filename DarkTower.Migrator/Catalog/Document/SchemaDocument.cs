namespace DarkTower.Migrator.Catalog.Document;

/// <summary>
/// The schema for people to read, from the catalog. The same for every server version and every month: partitions and generated names
/// are left out.
/// </summary>
internal static class SchemaDocument
{
    public static string Of(DatabaseCatalog catalog, long version, IndexUses uses)
    {
        var page = new Markdown();
        var tables = catalog.Tables.Where(table => !table.IsPartition && table.Schema == "public").ToList();
        var tenants = tables.Where(Conventions.Project.IsTenant).ToList();
        var globals = tables.Except(tenants).ToList();

        page.Heading(1, "Database schema");
        page.Paragraph($"""
            Written by `dotnet run --project DarkTower.Migrator -- docs` from a database at migration {version}; `docs --check` says
            whether it still holds. Change a migration's comments, not this file. The queries an index serves are those of
            `queries.lock.json`.
            """);
        page.Table(["tenant table", "what it holds"], tenants.Select(Entry));
        page.Table(["global table", "what it holds"], globals.Select(Entry));
        page.Heading(2, "Diagram");
        page.Paragraph("Keys only. A global table without a line is written together with what it points to, and has no foreign key.");
        EntityDiagram.Write(page, catalog, tables);
        page.Heading(2, "Tenant tables");
        page.Paragraph("Every row belongs to one organization, and is seen only while that one is set (`app.org_id`).");
        foreach (var table in tenants)
            TableSection.Write(page, catalog, table, uses);
        page.Heading(2, "Global tables");
        page.Paragraph("For the platform alone: no tenant's request reads them by anything but a key it was given.");
        foreach (var table in globals)
            TableSection.Write(page, catalog, table, uses);
        page.Heading(2, "Roles");
        page.Table(["role", "logs in", "member of", "for"], catalog.Roles.Select(role => new[]
        {
            Markdown.Code(role.Name), role.CanLogin ? "yes" : "", string.Join(", ", role.MemberOf.Distinct()), Markdown.Cell(role.Comment),
        }));
        page.Table(["function", "for"], catalog.Routines.Where(routine => routine.Schema == "public")
            .Select(routine => new[] { Markdown.Code($"{routine.Name}({routine.Arguments})"), Markdown.Cell(routine.Comment) }));
        return page.ToString();

        static string[] Entry(Relation table) => [Markdown.Link(table), Markdown.Cell(table.Comment)];
    }
}
