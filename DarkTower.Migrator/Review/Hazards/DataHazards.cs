using DarkTower.Migrator.Review.Observing;
using DarkTower.Migrator.Scripts;

namespace DarkTower.Migrator.Review.Hazards;

/// <summary>Rows lost, and rows changed by the million in one statement.</summary>
internal static class DataHazards
{
    public static IEnumerable<Finding> In(Change change, Step step) =>
        Dropped(change, step).Concat(Emptied(change, step)).Concat(Unbounded(change, step)).Concat(Unseen(change, step));

    public static bool IsRowChange(StatementWords words) =>
        words.Verb is "update" or "delete" or "merge" or "insert" or "with" or "copy" || words.Verb is "do" && HoldsRowChange(words);

    /// <summary>The live tables a row change is aimed at, whether or not it met a row.</summary>
    public static IEnumerable<Relation> Targets(Change change, Step step) =>
        change.Base.Relations.Values.Where(table =>
            change.IsLive(table) && table.Kind != 'm' && step.Before.Relations.ContainsKey(table.Id)
            && (IsNamedAsTarget(step.Words, table)
                || step.WorkOn(table.Id) is var work && work.Inserted + work.Updated + work.Deleted > 0));

    private static bool HoldsRowChange(StatementWords words) =>
        words.Says("update") && !words.Says("for", "update") || words.Says("delete", "from") || words.Says("insert", "into");

    private static bool IsNamedAsTarget(StatementWords words, Relation table) =>
        new[] { "update", "delete", "into" }.Any(verb => verb switch
        {
            "delete" => Named(words, ["delete", "from"], table),
            "into" => Named(words, ["insert", "into"], table) || Named(words, ["merge", "into"], table),
            _ => Named(words, ["update"], table),
        });

    private static bool Named(StatementWords words, string[] verb, Relation table) =>
        words.Says([.. verb, table.BareName]) || words.Says([.. verb, "only", table.BareName])
        || words.Says([.. verb, table.Schema, ".", table.BareName]) || words.Says([.. verb, "only", table.Schema, ".", table.BareName]);

    private static IEnumerable<Finding> Dropped(Change change, Step step)
    {
        var tables = step.GoneRelations.Where(relation => relation.Kind is 'r' or 'p' && change.IsLive(relation)
            && !(relation.IsPartition && step.GoneRelations.Any(parent => parent.Id == relation.Parent))).ToList();
        foreach (var table in tables.Where(table => !IsKept(change, table)))
        {
            yield return Catalogue.Of("data.drop-table").In(change, step, table.Name);
            yield return Catalogue.Of("data.drop-without-shadow").In(change, step, table.Name, table.BareName);
        }
        foreach (var column in step.GoneColumns.Where(column => IsLost(change, column)))
        {
            yield return Catalogue.Of("data.drop-column").In(change, step, change.NameOf(column.Table), column.Name);
            yield return Catalogue.Of("data.drop-without-shadow").In(
                change, step, change.NameOf(column.Table), $"{change.Base.Relations[column.Table].BareName}_{column.Name}");
        }
        foreach (var schema in step.Before.Schemas.Where(schema =>
            !step.After.Schemas.ContainsKey(schema.Key) && change.Base.Schemas.ContainsKey(schema.Key)))
            yield return Catalogue.Of("data.drop-schema").In(change, step, schema.Value);
        if (step.Words.Says("drop") && step.Words.Says("cascade") && Dragged(change, step) is { Count: > 0 } dragged)
            yield return Catalogue.Of("data.drop-cascade").In(change, step, dragged[0], string.Join(", ", dragged));
    }

    private static bool IsKept(Change change, Relation table) =>
        change.Base.ColumnsOf(table.Id).All(column => change.Kept.Contains((table.Id, column.Number)));

    private static bool IsLost(Change change, Column column) =>
        change.Base.Columns.ContainsKey((column.Table, column.Number)) && change.IsLive(column.Table)
        && !change.Base.Relations[column.Table].IsPartition && !change.Kept.Contains((column.Table, column.Number));

    /// <summary>What went with what was named.</summary>
    private static List<string> Dragged(Change change, Step step) =>
    [
        .. step.GoneRelations.Where(relation => change.Base.Relations.ContainsKey(relation.Id) && relation.Kind is 'r' or 'p' or 'v' or 'm'
            && !relation.IsPartition && !step.Words.Names(relation)).Select(relation => relation.Name),
        .. step.GoneConstraints.Where(constraint => change.Base.Constraints.ContainsKey(constraint.Id)
            && step.After.Relations.ContainsKey(constraint.Table) && !step.Words.Names(constraint.Name)
            && constraint.Kind == 'f').Select(constraint => constraint.Name),
        .. step.GoneColumns.Where(column => change.IsLive(column.Table) && !step.Words.Names(column.Name))
            .Select(column => $"{change.NameOf(column.Table)}.{column.Name}"),
    ];

    private static IEnumerable<Finding> Emptied(Change change, Step step)
    {
        if (!step.Words.Says("truncate"))
            yield break;
        foreach (var table in change.Base.Relations.Values.Where(table => change.IsLive(table) && !table.IsPartition
            && (step.Words.Names(table) || RewriteHazards.Rewritten(step, table.Id))))
        {
            yield return Catalogue.Of("data.truncate").In(change, step, table.Name);
            if (step.Words.Says("cascade"))
                yield return Catalogue.Of("data.truncate-cascade").In(change, step, table.Name);
        }
    }

    private static IEnumerable<Finding> Unbounded(Change change, Step step)
    {
        if (!IsRowChange(step.Words) && step.Words.Verb is ("select" or "call" or "do"))
        {
            foreach (var finding in InRoutines(change, step))
                yield return finding;
        }
        if (!IsRowChange(step.Words) || step.Words.Verb is "copy" || step.Words.Verb is "insert" && !IsUpsert(step.Words))
            yield break;
        foreach (var table in Targets(change, step))
        {
            var deletes = step.Words.Says("delete") && (step.WorkOn(table.Id).Deleted > 0 || !step.Words.Says("update"));
            var changes = deletes || step.Words.Says("update");
            if (changes && !IsBounded(change, step, table))
                yield return Catalogue.Of(deletes ? "data.delete-unbounded" : "data.update-unbounded").In(change, step, table.Name);
        }
    }

    /// <summary>What a function or procedure does to rows is in no word of the statement, only in the server's counts.</summary>
    private static IEnumerable<Finding> InRoutines(Change change, Step step)
    {
        foreach (var table in change.Base.Relations.Values.Where(change.IsLive))
        {
            if (step.WorkOn(table.Id).Deleted > 1)
                yield return Catalogue.Of("data.delete-unbounded").In(change, step, table.Name);
            if (step.WorkOn(table.Id).Updated > 1)
                yield return Catalogue.Of("data.update-unbounded").In(change, step, table.Name);
        }
    }

    /// <summary>A batch (LIMIT, with the mark that repeats it or by itself), or rows picked by a key.</summary>
    private static bool IsBounded(Change change, Step step, Relation table)
    {
        // A loop in a code block batches nothing: it is one transaction, unless it commits, which needs none.
        if (step.Words.Verb == "do")
        {
            return step.Words.Says("commit") && step.Words.Says("limit")
                || step.WorkOn(table.Id) is { Updated: <= 1, Deleted: <= 1 } && IsKeyed(change, step, table);
        }
        return step.Words.Says("limit") || IsKeyed(change, step, table);
    }

    private static bool IsKeyed(Change change, Step step, Relation table)
    {
        var where = step.Words.After("where").ToArray();
        return change.Base.IndexesOf(table.Id).Where(index => index is { Unique: true, Partial: false }).Any(index =>
        {
            var columns = index.Columns.Where(number => number > 0).Select(number => change.Base.Columns[(table.Id, number)].Name).ToList();
            // The tenant alone is no key: it may have any number of rows.
            var needed = columns.Count > 1 ? columns.Where(column => column is not ("org_id" or "tenant_id")).ToList() : columns;
            return needed.Count > 0 && needed.All(column => ComparedToConstant(where, column));
        });
    }

    private static bool ComparedToConstant(string[] where, string column)
    {
        for (var at = 0; at + 2 < where.Length; at++)
        {
            if (where[at] != column)
                continue;
            var isListed = where[at + 1] == "in" && where[at + 2] == "(" && at + 3 < where.Length && where[at + 3] != "select";
            if (where[at + 1] == "between" || isListed
                || where[at + 1] == "=" && (where[at + 2][0] is '\'' or '$' || char.IsAsciiDigit(where[at + 2][0])))
                return true;
        }
        return false;
    }

    /// <summary>An INSERT of a query that changes the rows it meets.</summary>
    private static bool IsUpsert(StatementWords words) => words.Says("do", "update") && words.Says("select");

    private static IEnumerable<Finding> Unseen(Change change, Step step)
    {
        if (!IsRowChange(step.Words) || step.TenantSet || step.Statement.Backfill == Backfill.EachOrg || step.Words.Says("set_config"))
            yield break;
        foreach (var table in Targets(change, step).Where(table =>
            step.Before.Relations[table.Id] is { RowSecurity: true, ForcedRowSecurity: true }))
            yield return Catalogue.Of("tenant.rls-noop-dml").In(change, step, table.Name);
    }
}
