using DarkTower.Migrator.Scripts;
using DarkTower.Queries.Sql;

namespace DarkTower.Migrator.Running;

/// <summary>
/// What a CREATE INDEX CONCURRENTLY says: <c>Schema</c> is null where the search path decides; <c>Tail</c> begins behind the table.
/// </summary>
internal sealed record ConcurrentIndex(bool Unique, string Name, string? Schema, string Table, string Tail)
{
    public static bool IsBuild(Statement statement) =>
        Words(statement) is ["create", "index", "concurrently", ..] or ["create", "unique", "index", "concurrently", ..];

    /// <summary>Null when it is none, or has no name.</summary>
    public static ConcurrentIndex? Of(Statement statement)
    {
        if (!IsBuild(statement))
            return null;
        var tokens = Tokens.Of(statement.Sql);
        var unique = tokens[1].Value == "unique";
        var at = unique ? 4 : 3;
        // CREATE INDEX CONCURRENTLY ON … has no name.
        if (tokens[at] is { Kind: TokenKind.Word, Value: "on" })
            return null;
        var name = tokens[at].Value;
        at += 2;
        if (tokens[at] is { Kind: TokenKind.Word, Value: "only" })
            at++;
        var qualified = tokens[at + 1].Text == ".";
        var table = tokens[qualified ? at + 2 : at];
        return new ConcurrentIndex(unique, name, qualified ? tokens[at].Value : null, table.Value, statement.Sql[table.End..]);
    }

    private static List<string> Words(Statement statement) => [.. Tokens.Of(statement.Sql).Take(4).Select(token => token.Value)];
}
