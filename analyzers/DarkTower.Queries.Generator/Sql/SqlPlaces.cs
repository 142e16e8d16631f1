namespace DarkTower.Queries.Sql;

/// <summary>Finds in a statement what a message is about.</summary>
internal static class SqlPlaces
{
    private static readonly string[] AfterSelectList =
        ["from", "where", "group", "having", "window", "union", "intersect", "except", "order", "limit", "offset", "fetch", "for", "into"];

    public static List<Token> Tokens(string sql) => [.. Lexer.Read(sql).Where(token => !token.IsComment)];

    /// <summary>The place of "users AS u", "users" or a column's name; null when it stands nowhere.</summary>
    public static (int Start, int Length)? Find(string sql, string at)
    {
        var wanted = Words(at);
        if (wanted.Count == 0)
            return null;
        var tokens = Tokens(sql);
        // AS may be left out.
        return Find(tokens, wanted) ?? Find(tokens, wanted.Where(word => word != "as").ToList()) ?? Find(tokens, wanted.Take(1).ToList());
    }

    /// <summary>The column's name in the list of what the statement returns.</summary>
    public static (int Start, int Length)? Column(string sql, string name)
    {
        var list = SelectList(Tokens(sql));
        // Its alias stands at the end of its expression.
        for (var index = list.Count - 1; index >= 0; index--)
        {
            if (list[index].Kind is TokenKind.Word or TokenKind.QuotedName && ColumnName(list[index].Value) == name
                && (index + 1 == list.Count || list[index + 1].Text == ","))
                return (list[index].Start, list[index].Text.Length);
        }
        return null;
    }

    /// <summary>Without the marks of an override: <c>name!</c>, <c>name[!]</c>.</summary>
    public static string ColumnName(string written)
    {
        foreach (var mark in new[] { "![!]", "[!]", "!" })
        {
            if (written.Length > mark.Length && written.EndsWith(mark, StringComparison.Ordinal))
                return written[..(written.Length - mark.Length)];
        }
        return written;
    }

    /// <summary>Of RETURNING, else of the outermost SELECT.</summary>
    private static List<Token> SelectList(List<Token> tokens)
    {
        var depth = 0;
        var (select, returning) = (-1, -1);
        for (var index = 0; index < tokens.Count; index++)
        {
            depth += Depth(tokens[index]);
            if (depth == 0 && tokens[index].Kind == TokenKind.Word)
            {
                if (select < 0 && tokens[index].Value == "select")
                    select = index;
                else if (tokens[index].Value == "returning")
                    returning = index;
            }
        }
        var start = (returning >= 0 ? returning : select) + 1;
        var list = new List<Token>();
        foreach (var token in tokens.Skip(start))
        {
            depth += Depth(token);
            if (depth == 0 && token.Kind == TokenKind.Word && AfterSelectList.Contains(token.Value))
                break;
            list.Add(token);
        }
        return list;
    }

    private static int Depth(Token token) => token.Text switch { "(" => 1, ")" => -1, _ => 0 };

    private static List<string> Words(string text)
    {
        try
        {
            return Tokens(text).ConvertAll(token => token.Kind == TokenKind.Word ? token.Value : token.Text);
        }
        catch (ScriptException)
        {
            return [];
        }
    }

    private static (int Start, int Length)? Find(List<Token> tokens, List<string> wanted)
    {
        for (var index = 0; index + wanted.Count <= tokens.Count; index++)
        {
            var first = index;
            if (wanted.Select((word, offset) => Says(tokens[first + offset], word)).All(says => says))
                return (tokens[index].Start, tokens[index + wanted.Count - 1].End - tokens[index].Start);
        }
        return null;
    }

    private static bool Says(Token token, string word) =>
        (token.Kind is TokenKind.Word or TokenKind.QuotedName ? token.Value : token.Text) is var value
        && (value == word || ColumnName(value) == word || (word.StartsWith("\"", StringComparison.Ordinal) && value == word.Trim('"')));
}
