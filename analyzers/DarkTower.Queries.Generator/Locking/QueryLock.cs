namespace DarkTower.Queries.Locking;

/// <summary>What <c>describe</c> found out about the queries of a project: <c>queries.lock.json</c>.</summary>
/// <param name="Schema">Fingerprint of the migrations it was described with.</param>
/// <param name="Checks">Lists of values, by the name of their CHECK.</param>
/// <param name="Constraints">What <c>[OnViolation]</c> may name.</param>
/// <param name="Unused">Indexes that no query and no constraint uses.</param>
/// <param name="Queries">By name.</param>
internal sealed record QueryLock(
    string Schema, IReadOnlyDictionary<string, EquatableArray<string>> Checks, IReadOnlyList<string> Constraints,
    IReadOnlyList<LockedIndex> Unused, IReadOnlyDictionary<string, LockedQuery> Queries)
{
    public const string FileName = "queries.lock.json";

    private static readonly string[] Rules =
    [
        "unbound", "leaks", "org-id-update", "org-id-insert", "scan", "index-without-org", "not-leakproof", "null-claimed",
        "null-absent", "opaque", "error",
    ];

    /// <exception cref="LockException">It cannot be read.</exception>
    public static QueryLock Parse(string text)
    {
        var json = JsonReader.Read(text);
        return new QueryLock(
            json.RequiredText("schema"),
            Map(json["checks"], values => values.As(JsonKind.Array).Items.Select(value => value.As(JsonKind.String).Text).ToEquatable()),
            [.. json.Texts("constraints")],
            [.. (json["unused"]?.As(JsonKind.Array).Items ?? []).Select(Index)],
            Map(json["queries"], Query));
    }

    private static LockedIndex Index(JsonValue json) => new(json.As(JsonKind.String).Text, json.Start);

    private static Dictionary<string, T> Map<T>(JsonValue? json, Func<JsonValue, T> read)
    {
        var map = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var member in json?.As(JsonKind.Object).Members ?? [])
            map[member.Key] = read(member.Value);
        return map;
    }

    private static LockedQuery Query(JsonValue json) => new(
        json.OptionalText("in") ?? "", json.Required("statements").As(JsonKind.Array).Items.Select(Statement).ToEquatable());

    private static LockedStatement Statement(JsonValue json) => new(
        json.RequiredText("sql"),
        (json["parameters"]?.As(JsonKind.Object).Members ?? []).Select(Parameter).ToEquatable(),
        json["columns"]?.As(JsonKind.Array).Items.Select(Column).ToEquatable(),
        json.OptionalText("rows"),
        json.Texts("tables").ToEquatable(),
        json.Texts("writes").ToEquatable(),
        (json["faults"]?.As(JsonKind.Array).Items ?? []).Select(Fault).ToEquatable());

    private static LockedColumn Column(JsonValue json) => new(
        json.RequiredText("name"), json.RequiredText("type"), json.Flag("null"), json.OptionalText("absent"),
        json.OptionalText("elements") == "null", json.OptionalText("check"), json.Flag("claimed"));

    /// <summary><c>text not null check users_status_check</c>.</summary>
    private static LockedParameter Parameter(KeyValuePair<string, JsonValue> member)
    {
        var text = member.Value.As(JsonKind.String).Text;
        var (type, check) = text.IndexOf(" check ", StringComparison.Ordinal) is var at and >= 0
            ? (text[..at], text[(at + " check ".Length)..])
            : (text, null);
        const string notNull = " not null";
        var stored = type.EndsWith(notNull, StringComparison.Ordinal);
        return new LockedParameter(member.Key, stored ? type[..(type.Length - notNull.Length)] : type, stored, check);
    }

    private static LockedFault Fault(JsonValue json) => Rules.Contains(json.RequiredText("rule"))
        ? new(json.RequiredText("rule"), json.OptionalText("at") ?? "", json.RequiredText("why"))
        : throw new LockException(json.Start, $"the rule {json.RequiredText("rule")} is not known to this version");
}
