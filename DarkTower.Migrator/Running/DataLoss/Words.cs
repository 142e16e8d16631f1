using DarkTower.Queries.Sql;

namespace DarkTower.Migrator.Running.DataLoss;

/// <summary>A place in a statement, moved on by what is taken.</summary>
internal sealed class Words(List<Token> tokens, int at)
{
    private int _at = at;

    public bool AtEnd => _at >= tokens.Count || tokens[_at].Kind == TokenKind.Semicolon;

    public bool Take(params string[] words)
    {
        if (_at + words.Length > tokens.Count || !words.Select((word, i) => Is(tokens[_at + i], word)).All(same => same))
            return false;
        _at += words.Length;
        return true;
    }

    public bool IsOneOf(params string[] words) => !AtEnd && words.Any(word => Is(tokens[_at], word));

    public void Skip() => _at++;

    /// <summary>A name with its schema, as written.</summary>
    public string Name()
    {
        var start = _at;
        if (!AtEnd)
            _at++;
        while (!AtEnd && tokens[_at].Text == ".")
            _at = Math.Min(_at + 2, tokens.Count);
        return string.Concat(tokens.Skip(start).Take(_at - start).Select(token => token.Text));
    }

    private static bool Is(Token token, string word) => token.Kind == TokenKind.Word && token.Value == word;

    /// <summary>Names between commas, after IF EXISTS or ONLY.</summary>
    public IEnumerable<string> Names()
    {
        Take("if", "exists");
        do
        {
            Take("only");
            yield return Name();
        }
        while (!AtEnd && tokens[_at++].Text == ",");
    }
}
