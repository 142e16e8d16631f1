using System.Text;

namespace DarkTower.Migrator.Queries.Analysis;

/// <summary>Reads the server's textual form of its trees (pg_node_tree).</summary>
internal sealed class NodeTree
{
    private readonly string _text;
    private int _at;

    private NodeTree(string text) => _text = text;

    /// <exception cref="InvalidDataException">It is none.</exception>
    public static object? Read(string text)
    {
        var tree = new NodeTree(text);
        var value = tree.Value();
        return tree.Peek() is null ? value : throw tree.Wrong("something after the end");
    }

    /// <summary>The only query in what a routine's body or a rule's action is: lists around it.</summary>
    public static Node Query(string text)
    {
        var value = Read(text);
        while (value is IReadOnlyList<object?> and [var only])
            value = only;
        return value as Node ?? throw new InvalidDataException("The tree is not one query.");
    }

    private object? Value()
    {
        switch (Peek())
        {
            case '{':
                _at++;
                return Members();
            case '(':
                _at++;
                var items = new List<object?>();
                while (Peek() != ')')
                    items.Add(Value());
                _at++;
                return items;
            case null or '}' or ')':
                throw Wrong("a value is missing");
            default:
                return Unescaped(Word());
        }
    }

    private Node Members()
    {
        var name = Word();
        var fields = new Dictionary<string, object?>();
        while (Peek() != '}')
        {
            var field = Word();
            if (field is not [':', ..])
                throw Wrong($"{field} is no field of {name}");
            // The first value belongs to the field even when it begins with a colon: names do not escape it.
            var value = Value();
            // A constant's value is several words.
            while (Peek() is not ':' and not '}')
                value = $"{value} {Value()}";
            fields[field[1..]] = value;
        }
        _at++;
        return new Node(name, fields);
    }

    private static string? Unescaped(string word)
    {
        if (word == "<>")
            return null;
        if (word is ['"', .. var inner, '"'])
            word = inner;
        if (!word.Contains('\\'))
            return word;
        var text = new StringBuilder();
        for (var i = 0; i < word.Length; i++)
            text.Append(word[i] == '\\' && i + 1 < word.Length ? word[++i] : word[i]);
        return text.ToString();
    }

    private string Word()
    {
        Peek();
        var from = _at;
        for (; _at < _text.Length && _text[_at] is not (' ' or '\n' or '\t' or '(' or ')' or '{' or '}'); _at++)
        {
            if (_text[_at] == '\\')
                _at++;
        }
        return _at > from ? _text[from.._at] : throw Wrong("a word is missing");
    }

    private char? Peek()
    {
        while (_at < _text.Length && _text[_at] is ' ' or '\n' or '\t')
            _at++;
        return _at < _text.Length ? _text[_at] : null;
    }

    private InvalidDataException Wrong(string what) => new($"{what} at character {_at} of a node tree.");
}
