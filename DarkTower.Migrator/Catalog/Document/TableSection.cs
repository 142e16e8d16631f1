namespace DarkTower.Migrator.Catalog.Document;

/// <summary>Everything about one table.</summary>
internal static class TableSection
{
    public static void Write(Markdown page, DatabaseCatalog catalog, Relation table, IndexUses uses)
    {
        page.Heading(3, table.Name);
        page.Paragraph(Markdown.Cell(table.Comment));
        var storage = table.Options.Length > 0 ? $" Storage: {string.Join(", ", table.Options)}." : "";
        if (table.PartitionKey is { } key)
            page.Paragraph($"Partitioned by {Markdown.Code(key)}: a partition for each month, and a default that stays empty.");
        page.Paragraph($"{Tenancy(table)}{storage}{Neighbours(catalog, table)}");
        page.Table(["column", "type", "null", "default", "meaning"], table.Columns.Select(column => new[]
        {
            Markdown.Code(column.Name), TypeNames.Short(column.Type), column.NotNull ? "" : "yes",
            MaybeCode(column.Default), Markdown.Cell(column.Comment),
        }));
        page.Table(["constraint", "what holds"], table.Constraints.Select(constraint => new[]
        {
            Markdown.Code(constraint.Name), Markdown.Code(constraint.Definition) + (constraint.Validated ? "" : " (for new rows)"),
        }));
        page.Table(["index", "on", "serves", "queries"], table.Indexes.Select(index => new[]
        {
            Markdown.Code(index.Name), (index.Unique ? "unique " : "") + Markdown.Code(On(index.Definition)),
            Markdown.Cell(Served(index.Comment)), string.Join(", ", uses.Of(index.Name)),
        }));
        page.Table(["policy", "for", "to", "rows seen", "rows written"], table.Policies.Select(policy => new[]
        {
            Markdown.Code(policy.Name), Command(policy.Command),
            string.Join(", ", policy.Roles.Select(role => role == "PUBLIC" ? "everybody" : role)),
            MaybeCode(policy.Using), MaybeCode(policy.Check ?? policy.Using),
        }));
        page.Table(["role", "may"], table.Grants.GroupBy(grant => grant.Grantee)
            .Select(grants => new[] { grants.Key, string.Join("; ", Rights(grants)) }));
        page.Table(["trigger", "does"], table.Triggers
            .Select(trigger => new[] { Markdown.Code(trigger.Name), Markdown.Code(trigger.Definition) }));
    }

    private static string MaybeCode(string? text) => text is null ? "" : Markdown.Code(text);

    private static string Tenancy(Relation table) => (table.RowSecurity, table.Forced) switch
    {
        (true, true) => "Row security: on and forced.",
        (true, false) => "Row security: on.",
        _ => "No row security.",
    };

    private static string Neighbours(DatabaseCatalog catalog, Relation table)
    {
        var children = catalog.Tables.Where(other => !other.IsPartition && other.Constraints.Exists(key => key.TargetOid == table.Oid))
            .Select(Markdown.Link).ToList();
        var parents = table.Constraints.Select(key => catalog.Find(key.TargetOid)).OfType<Relation>().Distinct()
            .Select(Markdown.Link).ToList();
        return (parents.Count > 0 ? $" Belongs to {string.Join(", ", parents)}." : "")
            + (children.Count > 0 ? $" Referred to by {string.Join(", ", children)}." : "");
    }

    private static string On(string definition) => definition.Split(" USING ", 2)[1];

    private static string? Served(string? comment) =>
        comment?.StartsWith("Supports: ", StringComparison.Ordinal) == true ? comment["Supports: ".Length..] : comment;

    private static string Command(char command) => command switch
    {
        'r' => "SELECT",
        'a' => "INSERT",
        'w' => "UPDATE",
        'd' => "DELETE",
        _ => "all",
    };

    private static IEnumerable<string> Rights(IEnumerable<Grant> grants)
    {
        foreach (var right in grants.GroupBy(grant => grant.Privilege))
        {
            yield return right.Any(grant => grant.Column is null)
                ? right.Key
                : $"{right.Key} of {string.Join(", ", right.Select(grant => grant.Column).Order(StringComparer.Ordinal))}";
        }
    }
}
