using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace DarkTower.Queries.Source;

/// <summary>SQL in a string literal, and where each part of it stands in the file.</summary>
internal sealed class SqlLiteral
{
    // Where a piece of the value begins, in the value and in the file; none when the two differ by escapes.
    private readonly List<(int Value, int File)> _pieces;

    private SqlLiteral(string value, LiteralExpressionSyntax literal, List<(int, int)> pieces) =>
        (Value, Literal, _pieces) = (value, literal, pieces);

    /// <summary>With LF line ends.</summary>
    public string Value { get; }

    public LiteralExpressionSyntax Literal { get; }

    /// <summary>Null when the expression is no string literal.</summary>
    public static SqlLiteral? Read(ExpressionSyntax expression)
    {
        if (expression is not LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal)
            return null;
        var value = Fingerprint.Unix(literal.Token.ValueText);
        var (lines, pieces) = literal.Token.Kind() switch
        {
            SyntaxKind.MultiLineRawStringLiteralToken => RawLines(literal.Token),
            SyntaxKind.SingleLineRawStringLiteralToken => OneLine(literal.Token, Quotes(literal.Token.Text), Quotes(literal.Token.Text)),
            _ => OneLine(literal.Token, literal.Token.Text.StartsWith("@", StringComparison.Ordinal) ? 2 : 1, 1),
        };
        return new SqlLiteral(value, literal, lines == value ? pieces : []);
    }

    /// <summary>The part's place in the file; the whole literal where that cannot be told.</summary>
    public TextSpan Place(int start, int length)
    {
        if (_pieces.Count == 0 || start < 0 || start > Value.Length)
            return Literal.Span;
        var (value, file) = _pieces[_pieces.FindLastIndex(piece => piece.Value <= start)];
        var lineEnd = Value.IndexOf('\n', start);
        var end = Math.Min(start + Math.Max(length, 1), lineEnd < 0 ? Value.Length : lineEnd);
        return TextSpan.FromBounds(file + start - value, file + Math.Max(start, end) - value);
    }

    private static (string Text, List<(int, int)> Pieces) OneLine(SyntaxToken token, int open, int close)
    {
        var text = token.Text[open..(token.Text.Length - close)];
        var pieces = new List<(int, int)>();
        foreach (var (start, end) in Lines(text))
            pieces.Add((pieces.Count == 0 ? 0 : Fingerprint.Unix(text[..start]).Length, token.SpanStart + open + start));
        return (Fingerprint.Unix(text), pieces);
    }

    /// <summary>Between the first line and the last, without the indentation of the last.</summary>
    private static (string Text, List<(int, int)> Pieces) RawLines(SyntaxToken token)
    {
        var lines = Lines(token.Text).ToList();
        var indentation = lines[lines.Count - 1].End - lines[lines.Count - 1].Start - Quotes(token.Text);
        var (values, pieces, length) = (new List<string>(), new List<(int, int)>(), 0);
        foreach (var (start, end) in lines.Skip(1).Take(lines.Count - 2))
        {
            var from = Math.Min(start + indentation, end);
            pieces.Add((length, token.SpanStart + from));
            values.Add(token.Text[from..end]);
            length += end - from + 1;
        }
        return (string.Join("\n", values), pieces);
    }

    private static IEnumerable<(int Start, int End)> Lines(string text)
    {
        var start = 0;
        while (text.IndexOfAny(['\r', '\n'], start) is var end and >= 0)
        {
            yield return (start, end);
            start = end + (text[end] == '\r' && end + 1 < text.Length && text[end + 1] == '\n' ? 2 : 1);
        }
        yield return (start, text.Length);
    }

    private static int Quotes(string text) => text.Length - text.TrimStart('"').Length;
}
