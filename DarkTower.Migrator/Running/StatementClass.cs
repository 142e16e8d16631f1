using DarkTower.Migrator.Scripts;
using DarkTower.Queries.Sql;

namespace DarkTower.Migrator.Running;

/// <summary>How a statement waits and for whom, told from its first words.</summary>
internal static class StatementClass
{
    private static readonly string[] Concurrent = ["create", "drop", "reindex", "alter"];

    public static bool CannotRunInTransaction(Statement statement)
    {
        var words = Words(statement);
        return (Concurrent.Contains(words[0]) && words.Contains("concurrently"))
            || words[0] == "vacuum"
            || (words is ["create" or "drop", "database" or "tablespace", ..])
            || (words is ["alter", "system", ..]);
    }

    /// <summary>Its lock makes no reader and no writer wait, so it may be waited for long.</summary>
    public static bool BlocksNobody(Statement statement)
    {
        var words = Words(statement);
        return words is ["alter", "table", ..] && words.Contains("validate") && !words.Contains("add");
    }

    public static bool IsReindex(Statement statement) => Words(statement)[0] == "reindex";

    private static List<string> Words(Statement statement) =>
        [.. Tokens.Of(statement.Sql).Where(token => token.Kind == TokenKind.Word).Select(token => token.Value)];
}
