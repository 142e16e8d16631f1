namespace DarkTower.Queries.Sql;

/// <summary>Cuts SQL text into tokens by PostgreSQL's lexical rules (quotes, dollar quotes, nested comments, E'' escapes).</summary>
internal sealed class Lexer
{
    private readonly string _text;
    private int _at;
    private int _line = 1;

    private Lexer(string text) => _text = text;

    /// <exception cref="ScriptException">A quoted piece or a comment does not end.</exception>
    public static IEnumerable<Token> Read(string text)
    {
        var lexer = new Lexer(text);
        while (lexer._at < text.Length)
        {
            var start = lexer._at;
            if (char.IsWhiteSpace(text[start]))
                lexer._at++;
            else
                yield return new Token(lexer.Skip(), text[start..lexer._at], start, lexer._line);
            for (var passed = start; passed < lexer._at; passed++)
            {
                if (text[passed] == '\n')
                    lexer._line++;
            }
        }
    }

    private TokenKind Skip()
    {
        switch (_text[_at])
        {
            case '-' when Ahead("--"):
                _at = _text.IndexOf('\n', _at) is var end and >= 0 ? end : _text.Length;
                return TokenKind.LineComment;
            case '/' when Ahead("/*"):
                SkipComment();
                return TokenKind.BlockComment;
            case '\'':
                SkipQuoted(backslashEscapes: false);
                return TokenKind.String;
            case '"':
                SkipQuoted(backslashEscapes: false);
                return TokenKind.QuotedName;
            case '$' when DollarTag() is { } tag:
                SkipDollarQuoted(tag);
                return TokenKind.String;
            case ';':
                _at++;
                return TokenKind.Semicolon;
            case var c when IsWordPart(c) && c != '$':
                return SkipWord();
            default:
                _at++;
                return TokenKind.Symbol;
        }
    }

    private TokenKind SkipWord()
    {
        var start = _at;
        while (_at < _text.Length && IsWordPart(_text[_at]))
            _at++;
        if (_at - start != 1 || _text[start] is not ('e' or 'E') || !Ahead("'"))
            return TokenKind.Word;
        SkipQuoted(backslashEscapes: true);
        return TokenKind.String;
    }

    private void SkipQuoted(bool backslashEscapes)
    {
        var quote = _text[_at++];
        while (_at < _text.Length)
        {
            if (backslashEscapes && _text[_at] == '\\')
                _at += 2;
            else if (_text[_at++] != quote)
                continue;
            else if (_at < _text.Length && _text[_at] == quote)
                _at++;
            else
                return;
        }
        throw new ScriptException(_line, quote == '"' ? "a quoted identifier does not end" : "a quoted string does not end");
    }

    private void SkipDollarQuoted(string tag)
    {
        var close = _text.IndexOf(tag, _at + tag.Length, StringComparison.Ordinal);
        if (close < 0)
            throw new ScriptException(_line, $"the {tag} quoted string does not end");
        _at = close + tag.Length;
    }

    private void SkipComment()
    {
        var depth = 0;
        do
        {
            if (_at >= _text.Length)
                throw new ScriptException(_line, "a comment does not end");
            var step = Ahead("/*") ? 1 : Ahead("*/") ? -1 : 0;
            depth += step;
            _at += step == 0 ? 1 : 2;
        }
        while (depth > 0);
    }

    /// <summary>The opening tag at this place ($$ or $name$), or null for a parameter such as $1.</summary>
    private string? DollarTag()
    {
        var end = _at + 1;
        while (end < _text.Length && IsWordPart(_text[end]) && _text[end] != '$')
            end++;
        return end < _text.Length && _text[end] == '$' && !IsDigit(_text[_at + 1]) ? _text[_at..(end + 1)] : null;
    }

    private bool Ahead(string text) => string.CompareOrdinal(_text, _at, text, 0, text.Length) == 0;

    private static bool IsWordPart(char c) => IsDigit(c) || c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '_' or '$' || c >= 128;

    private static bool IsDigit(char c) => c is >= '0' and <= '9';
}
