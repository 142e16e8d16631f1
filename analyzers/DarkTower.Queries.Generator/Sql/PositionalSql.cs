using System.Text;

namespace DarkTower.Queries.Sql;

/// <summary>
/// A statement as it is sent: <c>@user_id</c> has become <c>$2</c>. The tenant is <c>$1</c> wherever the statement names it; the others are
/// numbered in the order they appear.
/// </summary>
internal sealed class PositionalSql
{
    private const string OperatorCharacters = "+-*/<>=~!@#%^&|`?";

    // Where a piece that was copied unchanged begins, here and in the original.
    private readonly List<(int Here, int Original)> _pieces = [];

    private PositionalSql(string sql, IReadOnlyList<string> parameters) => (Sql, Parameters) = (sql, parameters);

    public string Sql { get; }

    /// <summary>As the SQL says them; <c>$1</c> is the first.</summary>
    public IReadOnlyList<string> Parameters { get; }

    /// <summary>Every <c>@name</c> of the original, the at sign included.</summary>
    public IReadOnlyList<Token> Named { get; private init; } = [];

    /// <summary>Every <c>$1</c> of the original, at the dollar sign: nobody knows which argument it would be.</summary>
    public IReadOnlyList<Token> Numbered { get; private init; } = [];

    /// <param name="sql">With named parameters.</param>
    /// <param name="tenantParameter">The method's parameter that is the tenant; null in a global statement and after a look-up.</param>
    /// <exception cref="ScriptException">A quoted piece or a comment does not end.</exception>
    public static PositionalSql Of(string sql, string? tenantParameter)
    {
        var (named, numbered) = Find(sql);
        var tenant = tenantParameter is null ? null : Names.Snake(tenantParameter);
        var names = named.Select(Name).Distinct(StringComparer.Ordinal).OrderBy(name => name == tenant ? 0 : 1).ToList();

        var text = new StringBuilder(sql.Length);
        var pieces = new List<(int, int)> { (0, 0) };
        var at = 0;
        foreach (var token in named)
        {
            text.Append(sql, at, token.Start - at).Append('$').Append(names.IndexOf(Name(token)) + 1);
            at = token.End;
            pieces.Add((text.Length, at));
        }
        text.Append(sql, at, sql.Length - at);

        var positional = new PositionalSql(text.ToString(), names) { Named = named, Numbered = numbered };
        positional._pieces.AddRange(pieces);
        return positional;
    }

    public static string Name(Token named) => named.Text[1..];

    /// <summary>The original's place of a place in <see cref="Sql"/>.</summary>
    public int ToOriginal(int offset)
    {
        var index = _pieces.FindLastIndex(piece => piece.Here <= offset);
        var original = _pieces[index].Original + offset - _pieces[index].Here;
        // Inside of a $n: the piece before ends where the @name begins.
        return index + 1 < _pieces.Count ? Math.Min(original, Named[index].Start) : original;
    }

    private static (List<Token> Named, List<Token> Numbered) Find(string sql)
    {
        var (named, numbered) = (new List<Token>(), new List<Token>());
        var (before, sign) = (default(Token), default(Token));
        foreach (var token in Lexer.Read(sql))
        {
            if (token.Kind == TokenKind.Word && sign.Text is not null && sign.End == token.Start)
            {
                var first = token.Text[0];
                if (sign.Text == "@" && first is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') && !IsOperator(before, sign.Start))
                    named.Add(new Token(TokenKind.Word, "@" + token.Text, sign.Start, sign.Line));
                else if (sign.Text == "$" && first is >= '0' and <= '9')
                    numbered.Add(new Token(TokenKind.Word, "$" + token.Text, sign.Start, sign.Line));
            }
            (before, sign) = (sign, token);
        }
        return (named, numbered);
    }

    private static bool IsOperator(Token before, int at) =>
        before is { Kind: TokenKind.Symbol, Text: { } text } && before.End == at && OperatorCharacters.Contains(text);
}
