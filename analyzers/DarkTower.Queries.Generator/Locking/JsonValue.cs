namespace DarkTower.Queries.Locking;

internal enum JsonKind
{
    Object,
    Array,
    String,

    /// <summary>A number, true, false or null.</summary>
    Literal,
}

/// <param name="kind">What it is.</param>
/// <param name="start">Where it begins in the file.</param>
internal sealed class JsonValue(JsonKind kind, int start)
{
    public int Start { get; } = start;

    /// <summary>A string's value; a literal as written.</summary>
    public string Text { get; init; } = "";

    public IReadOnlyList<JsonValue> Items { get; init; } = [];

    public IReadOnlyList<KeyValuePair<string, JsonValue>> Members { get; init; } = [];

    public JsonValue? this[string name] => Members.Where(member => member.Key == name).Select(member => member.Value).FirstOrDefault();

    public JsonValue Required(string name) => As(JsonKind.Object)[name] ?? throw new LockException(Start, $"\"{name}\" is missing");

    public string RequiredText(string name) => Required(name).As(JsonKind.String).Text;

    public IEnumerable<string> Texts(string name) => this[name] is { } list
        ? list.As(JsonKind.Array).Items.Select(item => item.As(JsonKind.String).Text)
        : [];

    public string? OptionalText(string name) => this[name]?.As(JsonKind.String).Text;

    public bool Flag(string name) => this[name] is { } flag && flag.As(JsonKind.Literal).Text == "true";

    public JsonValue As(JsonKind wanted) => kind == wanted
        ? this
        : throw new LockException(Start, $"{wanted.ToString().ToLowerInvariant()} is expected");
}

/// <summary>A lock that cannot be read.</summary>
internal sealed class LockException(int at, string reason) : Exception(reason)
{
    /// <summary>Where in the file.</summary>
    public int At { get; } = at;
}
