using DarkTower.Migrator.Scripts;
using DarkTower.Queries.Sql;

namespace DarkTower.Migrator.Running.DataLoss;

/// <summary>
/// A table a script empties or drops, or (with a column) what it drops of one. Names are as written, quoted where they were.
/// </summary>
internal sealed record Dropped(string Table, string? Column = null)
{
    /// <summary>What a statement removes together with the values in it, read from its words, the bodies of DO blocks included.</summary>
    public static IEnumerable<Dropped> By(Statement statement) => Read([.. Tokens.Of(statement.Sql)]);

    /// <summary>Whether the statement puts such a statement together at run time, so that nobody can tell what it removes.</summary>
    public static bool Opaque(Statement statement) =>
        Tokens.Of(statement.Sql).Where(token => token.Kind == TokenKind.String).SelectMany(Literals).Any(literal =>
            Contains(literal, "drop", "table") || Contains(literal, "drop", "column") || Contains(literal, "drop", "schema")
            || Contains(literal, "truncate"));

    private static IEnumerable<Dropped> Read(List<Token> tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            var rest = new Words(tokens, i);
            var found = tokens[i].Kind == TokenKind.String && i > 0 && tokens[0].Value == "do" ? Read(Body(tokens[i]))
                : rest.Take("drop", "table") || rest.Take("truncate", "table") || rest.Take("truncate")
                    ? rest.Names().Select(name => new Dropped(name))
                : rest.Take("delete", "from") ? DeletedAll(rest)
                : rest.Take("alter", "table") ? Columns(rest)
                : [];
            foreach (var dropped in found)
                yield return dropped;
        }
    }

    private static IEnumerable<Dropped> DeletedAll(Words words)
    {
        words.Take("only");
        var name = words.Name();
        return words.AtEnd ? [new Dropped(name)] : [];
    }

    private static List<Dropped> Columns(Words words)
    {
        words.Take("if", "exists");
        words.Take("only");
        var table = words.Name();
        List<Dropped> columns = [];
        for (; !words.AtEnd; words.Skip())
        {
            if (!words.Take("drop"))
                continue;
            words.Take("column");
            words.Take("if", "exists");
            if (!words.IsOneOf("constraint", "default", "not", "expression", "identity"))
                columns.Add(new Dropped(table, words.Name()));
        }
        return columns;
    }

    private static List<Token> Body(Token dollarQuoted)
    {
        var text = dollarQuoted.Text;
        var tag = text.StartsWith('$') ? text.IndexOf('$', 1) + 1 : 1;
        return [.. Tokens.Of(text[tag..^tag])];
    }

    /// <summary>The literals in a body; of a plain literal itself.</summary>
    private static IEnumerable<List<Token>> Literals(Token literal)
    {
        var body = Body(literal);
        return literal.Text.StartsWith('$') ? body.Where(token => token.Kind == TokenKind.String).SelectMany(Literals) : [body];
    }

    private static bool Contains(List<Token> tokens, params string[] words) =>
        Enumerable.Range(0, tokens.Count).Any(i => new Words(tokens, i).Take(words));
}
