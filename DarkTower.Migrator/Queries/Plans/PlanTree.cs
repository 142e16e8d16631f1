using System.Text.Json;
using System.Text.RegularExpressions;

namespace DarkTower.Migrator.Queries.Plans;

/// <summary>Finds in a plan, as EXPLAIN (FORMAT JSON, VERBOSE) writes it, where relations are read.</summary>
internal static class PlanTree
{
    public static IReadOnlyList<PlanScan> Scans(string json, string sql, PlanCatalog catalog)
    {
        using var document = JsonDocument.Parse(json);
        List<PlanScan> scans = [];
        foreach (var plan in document.RootElement.EnumerateArray())
            Visit(plan.GetProperty("Plan"), sql, catalog, scans);
        return [.. scans.DistinctBy(scan => scan.Line)
            .OrderBy(scan => scan.Alias, StringComparer.Ordinal).ThenBy(scan => scan.Line, StringComparer.Ordinal)];
    }

    private static void Visit(JsonElement node, string sql, PlanCatalog catalog, List<PlanScan> scans)
    {
        // The target of a write is named like what is read.
        if (Text(node, "Relation Name") is { } relation && Text(node, "Node Type") != "ModifyTable")
            scans.AddRange(Of(node, relation, Text(node, "Alias") ?? relation, sql, catalog));
        foreach (var child in Children(node))
            Visit(child, sql, catalog, scans);
    }

    private static IEnumerable<PlanScan> Of(JsonElement node, string relation, string alias, string sql, PlanCatalog catalog)
    {
        var table = catalog.RootOf(relation);
        var shown = Shown(alias, table, sql);
        var indexes = IndexNodes(node).ToList();
        if (indexes.Count == 0)
            yield return new PlanScan(table, shown, null, []);
        foreach (var index in indexes)
        {
            var (root, keys) = catalog.Index(Text(index, "Index Name")!);
            var condition = Text(index, "Index Cond") ?? "";
            yield return new PlanScan(table, shown, root, [.. keys.Where(key => Mentions(condition, alias, key))]);
        }
    }

    /// <summary>The node itself, or what a bitmap is made of.</summary>
    private static IEnumerable<JsonElement> IndexNodes(JsonElement node)
    {
        if (Text(node, "Index Name") is not null)
            return [node];
        // What else is below it belongs to a subquery in its conditions.
        return Text(node, "Node Type") is "Bitmap Heap Scan" or "BitmapAnd" or "BitmapOr"
            ? Children(node).Where(child => Text(child, "Node Type") is "Bitmap Index Scan" or "BitmapAnd" or "BitmapOr")
                .SelectMany(IndexNodes)
            : [];
    }

    /// <summary>Whether a condition is about a key: a column, or an expression as the index has it.</summary>
    private static bool Mentions(string condition, string alias, string key)
    {
        var bare = condition.Replace($"{alias}.", "").Replace($"\"{alias}\".", "");
        return key.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '"')
            ? Regex.IsMatch(condition, $@"(?<![\w.""])""?{Regex.Escape(alias)}""?\.{Regex.Escape(key)}(?![\w""])")
            : bare.Contains(key.Trim('(', ')'), StringComparison.Ordinal);
    }

    /// <summary>PostgreSQL tells equal names apart by numbers, which differ with the plan; partitions come as their parent.</summary>
    private static string Shown(string alias, string table, string sql)
    {
        while (!Says(sql, alias) && Regex.Match(alias, @"^(.+)_\d+$") is { Success: true } numbered)
            alias = numbered.Groups[1].Value;
        return Says(sql, alias) ? alias : table;
    }

    public static bool Says(string sql, string name) => Regex.IsMatch(sql, $@"(?<!\w){Regex.Escape(name)}(?!\w)");

    private static IEnumerable<JsonElement> Children(JsonElement node) =>
        node.TryGetProperty("Plans", out var plans) ? plans.EnumerateArray() : [];

    private static string? Text(JsonElement node, string name) => node.TryGetProperty(name, out var value) ? value.GetString() : null;
}
