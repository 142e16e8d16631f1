using DarkTower.Migrator.Scripts;
using DarkTower.Queries.Sql;

namespace DarkTower.Migrator.Running;

/// <summary>
/// What can be told from the text that the server, or the runner, would refuse in the middle: refused before anything runs.
/// </summary>
internal static class ScriptRules
{
    private static readonly string[] Changes = ["insert", "update", "delete", "merge", "with"];

    /// <exception cref="ScriptException">The script breaks a rule.</exception>
    public static void Check(IReadOnlyList<Statement> statements, bool inTransaction)
    {
        foreach (var statement in statements)
        {
            if ((inTransaction ? InTransaction(statement) : Alone(statement)) is { } reason)
                throw new ScriptException(statement.Line, reason);
        }
    }

    private static string? InTransaction(Statement statement) =>
        StatementClass.CannotRunInTransaction(statement)
            ? "this cannot run in a transaction; declare the migration with TransactionBehavior.None"
            : statement.Backfill != Backfill.None
                ? "a backfill commits batch by batch; give it a migration of its own, with TransactionBehavior.None"
                : MarkFault(statement);

    private static string? Alone(Statement statement)
    {
        if (statement.Backfill != Backfill.None && !Changes.Contains(Tokens.Of(statement.Sql)[0].Value))
            return "a backfill is an INSERT, UPDATE, DELETE or MERGE";
        if (!ConcurrentIndex.IsBuild(statement))
            return statement.EachPartition ? "`-- each partition` is for CREATE INDEX CONCURRENTLY" : MarkFault(statement);
        var words = Tokens.Of(statement.Sql).Select(token => token.Value).ToList();
        return words.IndexOf("exists") is var exists and > 0 && exists < words.IndexOf("on")
            ? "IF NOT EXISTS would take an invalid remain of a build that failed for the index; leave it out, a remain is found and rebuilt"
            : ConcurrentIndex.Of(statement) is null ? "a concurrent index needs a name, to be found again after a crash" : null;
    }

    private static string? MarkFault(Statement statement) =>
        statement.Backfill == Backfill.None && statement.Comments.Any(
            comment => comment.Line < statement.Line && comment.Text.StartsWith("backfill:", StringComparison.Ordinal))
            ? "a backfill is marked `-- backfill` or `-- backfill: each org`"
            : null;
}
