using System.Globalization;
using DarkTower.Queries.Model;
using DarkTower.Queries.Shapes;

namespace DarkTower.Queries.Emission;

/// <summary>Expressions that read a row: by ordinal, with the reader's typed method, without boxing.</summary>
/// <param name="query">Its name.</param>
/// <param name="reader">The variable.</param>
internal sealed class ReadWriter(string query, string reader)
{
    private const string Indentation = "    ";

    /// <param name="part">What is read.</param>
    /// <param name="indent">Of the line the expression begins in.</param>
    public string Of(RowPart part, string indent) => part.Kind switch
    {
        RowPartKind.Null => "null",
        RowPartKind.Tuple => $"({Parts(part, indent)})",
        RowPartKind.Record => $"{Absent(part)}new {part.Type}({Parts(part, indent)})",
        _ => Leaf(part),
    };

    private string Parts(RowPart part, string indent)
    {
        var inner = indent + Indentation;
        return string.Join(",", part.Parts.Select(member => $"\n{inner}{Of(member, inner)}"));
    }

    private string Absent(RowPart part) => part.Null == NullRead.Possible ? $"{IsNull(part)} ? null : " : "";

    private string Leaf(RowPart part) => part.Null switch
    {
        NullRead.Possible => $"{IsNull(part)} ? null : {Value(part)}",
        NullRead.Refused =>
            $"{IsNull(part)} ? throw {Global.NullClaims}.Broken({Global.Literal(query)}, {Global.Literal(part.Column)}) : {Value(part)}",
        _ => Value(part),
    };

    private string Value(RowPart part)
    {
        var leaf = part.Leaf!;
        if (leaf.IsArray)
            return Array(part, leaf);
        var value = leaf.Kind switch
        {
            LeafKind.Guid => Get("GetGuid", part),
            LeafKind.String => Get("GetString", part),
            LeafKind.Enum => $"{Global.EnumText(leaf)}.Read({Get("GetString", part)})",
            LeafKind.Int16 => Get("GetInt16", part),
            LeafKind.Int32 => Get("GetInt32", part),
            LeafKind.Int64 => Get("GetInt64", part),
            LeafKind.Boolean => Get("GetBoolean", part),
            LeafKind.Single => Get("GetFloat", part),
            LeafKind.Double => Get("GetDouble", part),
            LeafKind.Decimal => Get("GetDecimal", part),
            LeafKind.JsonElement => $"{leaf.Type}.Parse({Get("GetFieldValue<byte[]>", part)})",
            LeafKind.Json => Json(part, leaf),
            _ => Get($"GetFieldValue<{leaf.Wrapped ?? leaf.Type}>", part),
        };
        return leaf.Wrapped is null ? value : $"new {leaf.Type}({value})";
    }

    /// <summary>JSON has a null of its own.</summary>
    private string Json(RowPart part, Leaf leaf)
    {
        var value = $"global::System.Text.Json.JsonSerializer.Deserialize({Get("GetFieldValue<byte[]>", part)}, {leaf.Serializer})";
        return leaf.IsValueType || part.Null == NullRead.Possible
            ? value
            : $"({value} ?? throw {Global.NullClaims}.Broken({Global.Literal(query)}, {Global.Literal(part.Column)}))";
    }

    private string Array(RowPart part, Leaf leaf)
    {
        var element = leaf.Kind == LeafKind.Enum ? "string" : leaf.Wrapped ?? leaf.Type;
        var claimed = part.Null == NullRead.Refused && !leaf.ElementNullable;
        var mark = leaf.ElementNullable || claimed ? "?" : "";
        var values = Get($"GetFieldValue<{element}{mark}[]>", part);
        if (claimed)
            values = $"{Global.NullClaims}.Elements({values}, {Global.Literal(query)}, {Global.Literal(part.Column)})";
        if (leaf.Kind != LeafKind.Enum && leaf.Wrapped is null)
            return values;

        var isReference = leaf.Kind is LeafKind.String or LeafKind.Enum or LeafKind.Bytes or LeafKind.IPAddress;
        var known = leaf.ElementNullable && !isReference ? "value.Value" : "value";
        var read = leaf.Kind == LeafKind.Enum ? $"{Global.EnumText(leaf)}.Read({known})" : known;
        var one = leaf.Wrapped is null ? read : $"new {leaf.Type}({read})";
        return leaf.ElementNullable
            ? $"global::System.Array.ConvertAll({values}, static value => value is null ? default({leaf.Type}?) : {one})"
            : $"global::System.Array.ConvertAll({values}, static value => {one})";
    }

    private string IsNull(RowPart part) => Get("IsDBNull", part);

    private string Get(string method, RowPart part) => $"{reader}.{method}({part.Ordinal.ToString(CultureInfo.InvariantCulture)})";
}
