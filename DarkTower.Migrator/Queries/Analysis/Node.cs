using System.Text;

namespace DarkTower.Migrator.Queries.Analysis;

/// <summary>A node of the server's trees. Fields are nodes, lists, or words; null is the server's null.</summary>
internal sealed class Node(string name, IReadOnlyDictionary<string, object?> fields)
{
    // Where something stood, which differs by version and by place, is no part of what it is; nor is whether a cast was written.
    private static readonly HashSet<string> Incidental =
    [
        "location", "list_start", "list_end", "varnosyn", "varattnosyn", "varnullingrels", "opfuncid", "consttypmod", "vartypmod",
        "funcformat", "relabelformat", "coerceformat", "convertformat",
    ];

    public string Name => name;

    public bool Has(string field) => fields.GetValueOrDefault(field) is not null;

    public Node? Child(string field) => fields.GetValueOrDefault(field) as Node;

    /// <summary>The child that is always there.</summary>
    public Node The(string field) => Child(field) ?? throw new InvalidDataException($"{name} has no {field}.");

    public IReadOnlyList<Node> Children(string field) =>
        fields.GetValueOrDefault(field) is IReadOnlyList<object?> list ? [.. list.OfType<Node>()] : [];

    /// <summary>A list of lists.</summary>
    public IReadOnlyList<IReadOnlyList<Node>> Rows(string field) => fields.GetValueOrDefault(field) is IReadOnlyList<object?> list
        ? [.. list.OfType<IReadOnlyList<object?>>().Select(row => (IReadOnlyList<Node>)[.. row.OfType<Node>()])]
        : [];

    public string? Text(string field) => fields.GetValueOrDefault(field) as string;

    public int Int(string field) => Text(field) is { } text ? int.Parse(text) : 0;

    public uint Oid(string field) => Text(field) is { } text ? uint.Parse(text) : 0;

    public bool Flag(string field) => Text(field) == "true";

    /// <summary>A bitmapset, or a list of integers.</summary>
    public IReadOnlyList<int> Numbers(string field) =>
        fields.GetValueOrDefault(field) is IReadOnlyList<object?> list ? [.. list.OfType<string>().Skip(1).Select(int.Parse)] : [];

    /// <summary>The bytes of a constant; null when it is NULL.</summary>
    public byte[]? Bytes()
    {
        if (Text("constvalue") is not { } text)
            return null;
        // As the server prints it: length [ byte byte … ], where a value passed by word is always eight of them.
        var words = text.Split(' ');
        return [.. words[2..^1].Select(word => unchecked((byte)int.Parse(word)))];
    }

    /// <summary>A text constant's text.</summary>
    public string? ConstantText()
    {
        if (name != "CONST" || Bytes() is not [_, _, _, _, ..] bytes)
            return null;
        return Encoding.UTF8.GetString(bytes.AsSpan((bytes[0] & 1) == 1 ? 1 : 4));
    }

    public IEnumerable<Node> Below() => fields.Values.SelectMany(Nodes);

    /// <summary>It and everything below.</summary>
    public IEnumerable<Node> All() => Below().SelectMany(node => node.All()).Prepend(this);

    /// <summary>With other nodes in the place of those for which there is one.</summary>
    public Node With(Func<Node, Node?> change) => change(this)
        ?? new(name, fields.ToDictionary(field => field.Key, field => Changed(field.Value, change)));

    public Node WithText(string field, string text) => new(name, new Dictionary<string, object?>(fields) { [field] = text });

    /// <summary>Equal for equal expressions; <paramref name="relation"/> stands for the number of a relation.</summary>
    public string Canonical(Func<int, int>? relation = null)
    {
        var text = new StringBuilder();
        Append(text, this, relation);
        return text.ToString();
    }

    private static object? Changed(object? value, Func<Node, Node?> change) => value switch
    {
        Node node => node.With(change),
        IReadOnlyList<object?> list => list.Select(item => Changed(item, change)).ToList(),
        _ => value,
    };

    private static IEnumerable<Node> Nodes(object? value) => value switch
    {
        Node node => [node],
        IReadOnlyList<object?> list => list.SelectMany(Nodes),
        _ => [],
    };

    private static void Append(StringBuilder text, object? value, Func<int, int>? relation)
    {
        if (value is IReadOnlyList<object?> list)
        {
            text.Append('(');
            foreach (var item in list)
                Append(text, item, relation);
            text.Append(')');
        }
        else if (value is Node node)
        {
            text.Append('{').Append(node.Name);
            var telling = node.Fields.Where(field => !Incidental.Contains(field.Key));
            foreach (var (field, content) in telling.OrderBy(field => field.Key, StringComparer.Ordinal))
            {
                text.Append(' ').Append(field).Append('=');
                if (field == "varno" && relation is not null)
                    text.Append(' ').Append(relation(node.Int("varno")));
                else
                    Append(text, content, relation);
            }
            text.Append('}');
        }
        else
        {
            text.Append(' ').Append(value as string ?? "<>");
        }
    }

    private IReadOnlyDictionary<string, object?> Fields => fields;
}
