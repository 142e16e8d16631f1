namespace DarkTower.Queries.Shapes;

internal enum ShapeKind
{
    Unsupported,
    Leaf,
    Record,
    Tuple,
    List,
}

/// <summary>What a type of the code can take from a row.</summary>
/// <param name="Kind">How.</param>
/// <param name="Type">As generated code names it, without a question mark of its own.</param>
/// <param name="Display">As messages name it.</param>
/// <param name="Nullable">It has a question mark.</param>
/// <param name="Leaf">When it takes one column.</param>
/// <param name="Members">Of a record or tuple; a list's element is the only one of a list.</param>
internal sealed record Shape(
    ShapeKind Kind, string Type, string Display, bool Nullable, Leaf? Leaf, EquatableArray<ShapeMember> Members)
{
    /// <summary>With its question mark.</summary>
    public string FullType => Nullable ? Type + "?" : Type;
}

/// <param name="Name">Of the tuple's element or the record's constructor parameter.</param>
/// <param name="Shape">What it takes.</param>
/// <param name="Place">Where it is declared.</param>
internal sealed record ShapeMember(string Name, Shape Shape, int Place);

internal enum LeafKind
{
    Guid,
    String,
    Enum,
    Int16,
    Int32,
    Int64,
    Boolean,
    Single,
    Double,
    Decimal,
    DateTimeOffset,
    DateOnly,
    TimeOnly,
    TimeSpan,
    Bytes,
    IPAddress,
    IPNetwork,
    JsonElement,

    /// <summary>Anything, by a serializer.</summary>
    Json,
}

/// <summary>A type that is one column's.</summary>
/// <param name="Kind">What the driver reads and writes.</param>
/// <param name="Type">The type of one value, as generated code names it; of an array, its element's.</param>
/// <param name="IsValueType">Of one value.</param>
/// <param name="Wrapped">The driver's type inside of a typed id; null when it is none.</param>
/// <param name="IsArray">Of these.</param>
/// <param name="ElementNullable">The array's element has a question mark.</param>
/// <param name="Serializer">Of JSON, the expression that is it.</param>
/// <param name="Values">Of an enum.</param>
internal sealed record Leaf(
    LeafKind Kind, string Type, bool IsValueType, string? Wrapped, bool IsArray, bool ElementNullable, string? Serializer,
    EquatableArray<EnumValue> Values);

/// <param name="Name">Of the member.</param>
/// <param name="Text">As the database says it.</param>
internal sealed record EnumValue(string Name, string Text);
