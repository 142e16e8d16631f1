namespace DarkTower.Migrator.Scripts;

/// <summary>
/// Cuts a script into statements as PostgreSQL's lexer would: a semicolon inside quotes, dollar quotes, comments, parentheses or a
/// BEGIN ATOMIC body ends nothing. Comments between statements are dropped, those inside are kept.
/// </summary>
internal sealed class StatementSplitter
{
    private readonly string _text;
    private readonly List<Statement> _statements = [];
    private readonly List<string> _firstWords = [];
    private int _at;
    private int _start = -1;
    private int _end;
    private int _parentheses;
    private int _blocks;
    private string _previousWord = "";

    private StatementSplitter(string text) => _text = text;

    public static IReadOnlyList<Statement> Split(string script) => new StatementSplitter(script).Run();

    private IReadOnlyList<Statement> Run()
    {
        while (_at < _text.Length)
        {
            if (char.IsWhiteSpace(_text[_at]))
                _at++;
            else if (Ahead("--"))
                _at = _text.IndexOf('\n', _at) is var end and >= 0 ? end : _text.Length;
            else if (Ahead("/*"))
                SkipComment();
            else if (_text[_at] == ';' && _parentheses == 0 && _blocks == 0)
                Finish();
            else
                Token();
        }
        Finish();
        return _statements;
    }

    private void Token()
    {
        if (_start < 0)
            _start = _at;
        switch (_text[_at])
        {
            case '\'' or '"':
                SkipQuoted(backslashEscapes: false);
                break;
            case '$' when DollarTag() is { } tag:
                SkipDollarQuoted(tag);
                break;
            case '(':
                _parentheses++;
                _at++;
                break;
            case ')':
                _parentheses = Math.Max(0, _parentheses - 1);
                _at++;
                break;
            case var c when IsWordPart(c) && c != '$':
                Word();
                break;
            default:
                _at++;
                break;
        }
        _end = _at;
    }

    private void Word()
    {
        var start = _at;
        while (_at < _text.Length && IsWordPart(_text[_at]))
            _at++;
        var word = _text[start.._at].ToUpperInvariant();
        if (word == "E" && Ahead("'"))
            SkipQuoted(backslashEscapes: true);
        if (_blocks > 0)
            _blocks += word switch { "CASE" => 1, "END" => -1, _ => 0 };
        else if (word == "ATOMIC" && _previousWord == "BEGIN" && CreatesRoutine())
            _blocks = 1;
        if (_firstWords.Count < 4)
            _firstWords.Add(word);
        _previousWord = word;
    }

    private bool CreatesRoutine() => _firstWords[0] == "CREATE" && _firstWords.Exists(word => word is "FUNCTION" or "PROCEDURE");

    private void SkipQuoted(bool backslashEscapes)
    {
        var opened = _at;
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
        throw new ScriptException(LineOf(opened), quote == '"' ? "a quoted identifier does not end" : "a quoted string does not end");
    }

    private void SkipDollarQuoted(string tag)
    {
        var close = _text.IndexOf(tag, _at + tag.Length, StringComparison.Ordinal);
        if (close < 0)
            throw new ScriptException(LineOf(_at), $"the {tag} quoted string does not end");
        _at = close + tag.Length;
    }

    private void SkipComment()
    {
        var opened = _at;
        var depth = 0;
        do
        {
            if (_at >= _text.Length)
                throw new ScriptException(LineOf(opened), "a comment does not end");
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
        return end < _text.Length && _text[end] == '$' && !char.IsAsciiDigit(_text[_at + 1]) ? _text[_at..(end + 1)] : null;
    }

    private void Finish()
    {
        if (_start >= 0)
            _statements.Add(new Statement(_statements.Count + 1, LineOf(_start), _text[_start.._end]));
        (_start, _parentheses, _blocks, _previousWord) = (-1, 0, 0, "");
        _firstWords.Clear();
        _at++;
    }

    private bool Ahead(string text) => string.CompareOrdinal(_text, _at, text, 0, text.Length) == 0;

    private int LineOf(int position) => 1 + _text.AsSpan(0, position).Count('\n');

    private static bool IsWordPart(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '$' || c >= 128;
}
