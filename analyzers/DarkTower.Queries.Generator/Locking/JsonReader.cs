using System.Globalization;
using System.Text;

namespace DarkTower.Queries.Locking;

/// <summary>Reads JSON. A compiler's host need not have System.Text.Json, and what it has may be of another version.</summary>
internal sealed class JsonReader
{
    private const int DeepestNesting = 64;

    private readonly string _text;
    private int _at;
    private int _depth;

    private JsonReader(string text) => _text = text;

    /// <exception cref="LockException">It is no JSON.</exception>
    public static JsonValue Read(string text)
    {
        var reader = new JsonReader(text);
        var value = reader.Value();
        return reader.Peek() == '\0' ? value : throw reader.Wrong("the end of the file");
    }

    private JsonValue Value()
    {
        var kind = Peek();
        var start = _at;
        return kind switch
        {
            '{' => new JsonValue(JsonKind.Object, start) { Members = Members() },
            '[' => new JsonValue(JsonKind.Array, start) { Items = Items() },
            '"' => new JsonValue(JsonKind.String, start) { Text = Text() },
            _ => new JsonValue(JsonKind.Literal, start) { Text = Literal() },
        };
    }

    private List<KeyValuePair<string, JsonValue>> Members()
    {
        var members = new List<KeyValuePair<string, JsonValue>>();
        foreach (var _ in Between('{', '}'))
        {
            if (Peek() != '"')
                throw Wrong("a name");
            var name = Text();
            Expect(':');
            members.Add(new(name, Value()));
        }
        return members;
    }

    private List<JsonValue> Items()
    {
        var items = new List<JsonValue>();
        foreach (var _ in Between('[', ']'))
            items.Add(Value());
        return items;
    }

    /// <summary>One step for each piece between commas.</summary>
    private IEnumerable<int> Between(char open, char close)
    {
        Expect(open);
        if (++_depth > DeepestNesting)
            throw Wrong("less nesting");
        for (var count = 0; Peek() != close; count++)
        {
            if (count > 0)
                Expect(',');
            yield return count;
        }
        Expect(close);
        _depth--;
    }

    private string Text()
    {
        Expect('"');
        var text = new StringBuilder();
        while (_at < _text.Length && _text[_at] != '"')
            text.Append(_text[_at] == '\\' ? Escaped() : _text[_at++]);
        if (_at++ >= _text.Length)
            throw Wrong("the end of a string");
        return text.ToString();
    }

    private char Escaped()
    {
        _at++;
        var escape = _at < _text.Length ? _text[_at++] : '\0';
        switch (escape)
        {
            case '"' or '\\' or '/':
                return escape;
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'u' when _at + 4 <= _text.Length
                && ushort.TryParse(_text.Substring(_at, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code):
                _at += 4;
                return (char)code;
            default:
                throw Wrong("an escape");
        }
    }

    private string Literal()
    {
        var start = _at;
        while (_at < _text.Length && (char.IsLetterOrDigit(_text[_at]) || _text[_at] is '-' or '+' or '.'))
            _at++;
        var text = _text[start.._at];
        return text is "true" or "false" or "null"
            || double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? text : throw Wrong("a value");
    }

    /// <summary>The next character that is no white space; the zero character at the end.</summary>
    private char Peek()
    {
        while (_at < _text.Length && _text[_at] is ' ' or '\t' or '\r' or '\n')
            _at++;
        return _at < _text.Length ? _text[_at] : '\0';
    }

    private void Expect(char character)
    {
        if (Peek() != character)
            throw Wrong($"'{character}'");
        _at++;
    }

    private LockException Wrong(string expected) => new(Math.Min(_at, _text.Length), $"{expected} is expected");
}
