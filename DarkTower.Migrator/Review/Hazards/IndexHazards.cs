using DarkTower.Migrator.Review.Observing;
using DarkTower.Queries.Sql;

namespace DarkTower.Migrator.Review.Hazards;

/// <summary>Indexes built, rebuilt and dropped while their table is in use.</summary>
internal static class IndexHazards
{
    public static IEnumerable<Finding> In(Change change, Step step)
    {
        foreach (var index in step.NewIndexes.Where(index => change.IsLive(index.Table) && !IsOfConstraint(step.After, index)))
        {
            var table = change.Base.Relations[index.Table];
            if (table.IsPartition && step.NewIndexes.Any(other => other.Table == table.Parent))
                continue;
            // ON ONLY a partitioned table makes an empty entry; the indexes of its partitions follow one by one.
            if (table.Kind == 'p' && !step.Words.Says("only") && !step.Statement.EachPartition)
                yield return Catalogue.Of("lock.partitioned-index").In(change, step, table.Name, index.Name);
            else if (table.Kind != 'p' && step.LockOn(index.Table) >= LockLevel.Share)
                yield return Catalogue.Of("lock.index-create").In(change, step, table.Name, index.Name, Concurrently(step, "index"));
        }
        foreach (var index in step.GoneIndexes.Where(index => change.IsLive(index.Table) && change.Base.Indexes.ContainsKey(index.Id)))
        {
            if (step.LockOn(index.Table) >= LockLevel.AccessExclusive && step.Words.SaysInOrder("drop", "index")
                && step.After.Relations.ContainsKey(index.Table))
            {
                yield return Catalogue.Of("lock.index-drop").In(
                    change, step, change.NameOf(index.Table), index.Name, Concurrently(step, "index"));
            }
        }
        if (step.Words.Says("concurrently", "if", "not", "exists"))
            yield return Catalogue.Of("txn.invalid-index-retry").In(change, step, step.Words.After("exists") is [var name, ..] ? name : "");
        if (step.Words.Verb == "reindex" && !step.Words.Says("concurrently"))
            yield return Catalogue.Of("lock.reindex").In(change, step, Last(step));
        if (step.Words.Says("refresh", "materialized") && !step.Words.Says("concurrently"))
            yield return Catalogue.Of("lock.matview-refresh").In(change, step, NameAfter(step, "view"));
    }

    public static bool IsOfConstraint(LiveCatalog catalog, TableIndex index) =>
        catalog.Constraints.Values.Any(constraint =>
            constraint.Index == index.Id && constraint.Kind is 'p' or 'u' or 'x' && constraint.Table == index.Table);

    /// <summary>The statement itself with CONCURRENTLY put in, where it is one plain statement.</summary>
    private static string? Concurrently(Step step, string after)
    {
        if (step.Words.Verb is not ("create" or "drop"))
            return null;
        var word = Scripts.Tokens.Of(step.Statement.Sql)
            .FirstOrDefault(token => token.Value == after && token.Kind == TokenKind.Word);
        return word.Text is null
            ? null
            : $"In a migration of its own without a transaction: {step.Statement.Sql[..word.End]} CONCURRENTLY"
                + $"{step.Statement.Sql[word.End..]};";
    }

    private static string Last(Step step) => Scripts.Tokens.Of(step.Statement.Sql)[^1].Value;

    private static string NameAfter(Step step, string word) => string.Concat(step.Words.After(word).ToArray().TakeWhile(w => w != "with"));
}
