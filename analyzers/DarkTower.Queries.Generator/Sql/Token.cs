namespace DarkTower.Queries.Sql;

internal enum TokenKind
{
    /// <summary>Keyword, unquoted name or number.</summary>
    Word,
    QuotedName,

    /// <summary>A literal, dollar-quoted ones included.</summary>
    String,

    /// <summary>One character of an operator, a bracket or a comma.</summary>
    Symbol,
    Semicolon,
    LineComment,
    BlockComment,
}

/// <summary>A piece of SQL as PostgreSQL's lexer would cut it; operators come character by character.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, int Start, int Line)
{
    public int End => Start + Text.Length;

    public bool IsComment => Kind is TokenKind.LineComment or TokenKind.BlockComment;

    /// <summary>What the server compares: unquoted words in lower case, quoted names without their quotes, the rest as written.</summary>
    public string Value => Kind switch
    {
        TokenKind.Word => Text.ToLowerInvariant(),
        TokenKind.QuotedName => Text[1..^1].Replace("\"\"", "\""),
        _ => Text,
    };
}
