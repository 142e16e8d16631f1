namespace DarkTower.Queries.Sql;

/// <summary>
/// What a statement may not do to the session or the transaction it runs in: the session is the pool's, and the transaction is the batch's
/// and carries the tenant.
/// </summary>
internal static class SessionState
{
    private static readonly string[] Verbs =
    [
        "set", "reset", "listen", "unlisten", "prepare", "execute", "deallocate", "discard", "declare", "close", "fetch", "move",
        "load", "do", "call", "begin", "start", "commit", "end", "rollback", "abort", "savepoint", "release",
    ];

    private static readonly string[] SessionLocks =
    [
        "pg_advisory_lock", "pg_advisory_lock_shared", "pg_try_advisory_lock", "pg_try_advisory_lock_shared", "pg_advisory_unlock",
        "pg_advisory_unlock_shared", "pg_advisory_unlock_all",
    ];

    /// <summary>The tokens that do it.</summary>
    public static IEnumerable<Token> Find(string sql)
    {
        var tokens = SqlPlaces.Tokens(sql);
        for (var index = 0; index < tokens.Count; index++)
        {
            var token = tokens[index];
            if (token.Kind is not (TokenKind.Word or TokenKind.QuotedName))
                continue;
            var begins = index == 0 || tokens[index - 1].Kind == TokenKind.Semicolon;
            if ((begins && token.Kind == TokenKind.Word && Verbs.Contains(token.Value)) || IsTemporary(tokens, index)
                || (SessionLocks.Contains(token.Value) && Next(tokens, index) == "(")
                || (token.Value == "set_config" && Next(tokens, index) == "(" && !IsHarmless(Arguments(tokens, index + 2))))
                yield return token;
        }
    }

    /// <summary>CREATE TEMP TABLE, SELECT INTO TEMP.</summary>
    private static bool IsTemporary(List<Token> tokens, int index) =>
        tokens[index] is { Kind: TokenKind.Word, Value: "temp" or "temporary" } && index > 0
        && tokens[index - 1].Value is "create" or "into" or "local" or "global" or "replace";

    /// <summary>For the transaction, and not the tenant: a statement that set that would be another tenant's from there on.</summary>
    private static bool IsHarmless(List<List<Token>> arguments) => arguments is [[{ Kind: TokenKind.String } name], _, [{ Value: "true" }]]
        && !string.Equals(name.Text.Trim('\''), "app.org_id", StringComparison.OrdinalIgnoreCase);

    private static List<List<Token>> Arguments(List<Token> tokens, int start)
    {
        var arguments = new List<List<Token>> { new() };
        var depth = 1;
        for (var index = start; index < tokens.Count; index++)
        {
            depth += tokens[index].Text switch { "(" => 1, ")" => -1, _ => 0 };
            if (depth == 0)
                break;
            if (depth == 1 && tokens[index].Text == ",")
                arguments.Add([]);
            else
                arguments[arguments.Count - 1].Add(tokens[index]);
        }
        return arguments;
    }

    private static string? Next(List<Token> tokens, int index) => index + 1 < tokens.Count ? tokens[index + 1].Text : null;
}
