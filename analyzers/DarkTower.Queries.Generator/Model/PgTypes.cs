using DarkTower.Queries.Shapes;

namespace DarkTower.Queries.Model;

/// <summary>Which types of PostgreSQL are which of the code.</summary>
internal static class PgTypes
{
    private static readonly LeafKind[] Texts = [LeafKind.String, LeafKind.Enum];
    private static readonly LeafKind[] Json = [LeafKind.JsonElement, LeafKind.Json];

    private static readonly Dictionary<string, (LeafKind[] Kinds, string Driver)> ByName = new()
    {
        ["uuid"] = ([LeafKind.Guid], "Uuid"),
        ["text"] = (Texts, "Text"),
        ["character varying"] = (Texts, "Varchar"),
        ["character"] = (Texts, "Char"),
        ["bpchar"] = (Texts, "Char"),
        ["citext"] = (Texts, "Citext"),
        ["name"] = (Texts, "Name"),
        ["smallint"] = ([LeafKind.Int16], "Smallint"),
        ["integer"] = ([LeafKind.Int32], "Integer"),
        ["bigint"] = ([LeafKind.Int64], "Bigint"),
        ["boolean"] = ([LeafKind.Boolean], "Boolean"),
        ["real"] = ([LeafKind.Single], "Real"),
        ["double precision"] = ([LeafKind.Double], "Double"),
        ["numeric"] = ([LeafKind.Decimal], "Numeric"),
        ["timestamp with time zone"] = ([LeafKind.DateTimeOffset], "TimestampTz"),
        ["date"] = ([LeafKind.DateOnly], "Date"),
        ["time without time zone"] = ([LeafKind.TimeOnly], "Time"),
        ["interval"] = ([LeafKind.TimeSpan], "Interval"),
        ["bytea"] = ([LeafKind.Bytes], "Bytea"),
        ["inet"] = ([LeafKind.IPAddress], "Inet"),
        ["cidr"] = ([LeafKind.IPNetwork], "Cidr"),
        ["jsonb"] = (Json, "Jsonb"),
    };

    public static bool Matches(Leaf leaf, string type)
    {
        var (name, array) = Split(type);
        return array == leaf.IsArray && ByName.TryGetValue(name, out var known) && known.Kinds.Contains(leaf.Kind)
            && !(array && known.Kinds == Json);
    }

    /// <summary>What the code may say for it; null when nothing can.</summary>
    public static string? Suggestion(string type)
    {
        var (name, array) = Split(type);
        if (!ByName.TryGetValue(name, out var known) || (array && known.Kinds == Json))
            return null;
        var kind = known.Kinds[0] switch
        {
            LeafKind.Guid => "Guid or a typed id",
            LeafKind.String => "string or an enum",
            LeafKind.Int16 => "short",
            LeafKind.Int32 => "int",
            LeafKind.Int64 => "long",
            LeafKind.Boolean => "bool",
            LeafKind.Single => "float",
            LeafKind.Double => "double",
            LeafKind.Decimal => "decimal",
            LeafKind.Bytes => "byte[]",
            LeafKind.JsonElement => "JsonElement or a type with [JsonContext]",
            var other => other.ToString(),
        };
        return array ? $"an array of {kind}" : kind;
    }

    /// <summary>The driver's name of the type.</summary>
    public static string Driver(string type)
    {
        var (name, array) = Split(type);
        var driver = $"global::NpgsqlTypes.NpgsqlDbType.{ByName[name].Driver}";
        return array ? $"global::NpgsqlTypes.NpgsqlDbType.Array | {driver}" : driver;
    }

    /// <summary>Without length and precision, which are no part of a type's identity.</summary>
    private static (string Name, bool Array) Split(string type)
    {
        var array = type.EndsWith("[]", StringComparison.Ordinal);
        var name = array ? type[..(type.Length - 2)] : type;
        if (name.IndexOf('(') is var open and >= 0 && name.IndexOf(')', open) is var close and >= 0)
            name = name[..open].TrimEnd() + name[(close + 1)..];
        return (name, array);
    }
}
