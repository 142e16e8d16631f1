using DarkTower.Queries.Model;
using DarkTower.Queries.Shapes;

namespace DarkTower.Queries.Emission;

/// <summary>Expressions that make a parameter: typed, so that nothing is boxed and the server is never left to guess.</summary>
internal static class ParameterWriter
{
    private const string Serialize = "global::System.Text.Json.JsonSerializer.SerializeToUtf8Bytes";

    public static string Of(BoundParameter bound)
    {
        var (shape, leaf) = (bound.Parameter.Shape, bound.Parameter.Shape.Leaf!);
        var name = string.Join(".", bound.Parameter.Name.Split('.').Select(Global.Name));
        var known = shape.Nullable && leaf is { IsValueType: true, IsArray: false } ? name + ".Value" : name;
        var (type, value) = leaf.IsArray ? Array(leaf, known) : One(leaf, known);
        var driver = $"NpgsqlDbType = {PgTypes.Driver(bound.Type)}";
        var typed = $"new {Global.Parameter}<{type}> {{ TypedValue = {value}, {driver} }}";
        const string line = "\n                    ";
        return shape.Nullable
            ? $"{name} is null{line}? new {Global.Parameter} {{ Value = global::System.DBNull.Value, {driver} }}{line}: {typed}"
            : typed;
    }

    private static (string Type, string Value) One(Leaf leaf, string value)
    {
        var inside = leaf.Wrapped is null ? value : value + ".Value";
        return leaf.Kind switch
        {
            LeafKind.Enum => ("string", $"{Global.EnumText(leaf)}.Write({inside})"),
            LeafKind.DateTimeOffset => ("global::System.DateTime", inside + ".UtcDateTime"),
            LeafKind.JsonElement => ("string", inside + ".GetRawText()"),
            LeafKind.Json => ("byte[]", $"{Serialize}({inside}, {leaf.Serializer})"),
            _ => (leaf.Wrapped ?? leaf.Type, inside),
        };
    }

    private static (string Type, string Value) Array(Leaf leaf, string value)
    {
        var mark = leaf.ElementNullable ? "?" : "";
        var (type, one) = One(leaf, leaf is { ElementNullable: true, IsValueType: true } ? "value.Value" : "value");
        if (one is "value" or "value.Value" && leaf.Wrapped is null)
            return ($"{type}{mark}[]", value);
        return leaf.ElementNullable
            ? ($"{type}?[]", $"global::System.Array.ConvertAll({value}, static value => value is null ? default({type}?) : {one})")
            : ($"{type}[]", $"global::System.Array.ConvertAll({value}, static value => {one})");
    }
}
