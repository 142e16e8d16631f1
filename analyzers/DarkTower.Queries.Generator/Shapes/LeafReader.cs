using DarkTower.Queries.Sql;
using Microsoft.CodeAnalysis;

namespace DarkTower.Queries.Shapes;

/// <summary>Which types are one column's.</summary>
internal static class LeafReader
{
    private static readonly Dictionary<string, LeafKind> ByName = new()
    {
        ["System.Guid"] = LeafKind.Guid,
        ["System.DateTimeOffset"] = LeafKind.DateTimeOffset,
        ["System.DateOnly"] = LeafKind.DateOnly,
        ["System.TimeOnly"] = LeafKind.TimeOnly,
        ["System.TimeSpan"] = LeafKind.TimeSpan,
        ["System.Net.IPAddress"] = LeafKind.IPAddress,
        ["System.Net.IPNetwork"] = LeafKind.IPNetwork,
        ["System.Text.Json.JsonElement"] = LeafKind.JsonElement,
    };

    /// <param name="type">Without a question mark.</param>
    /// <param name="serializer">The context of its <c>[JsonContext]</c>.</param>
    public static Leaf? Read(ITypeSymbol type, ITypeSymbol? serializer)
    {
        if (serializer is not null)
            return new Leaf(LeafKind.Json, Name(type), type.IsValueType, null, false, false, SerializerOf(type, serializer), default);
        if (One(type) is { } leaf)
            return leaf;
        if (type is not IArrayTypeSymbol { Rank: 1 } array)
            return null;
        var (element, nullable) = Nullability.Strip(array.ElementType);
        return One(element) is { } item ? item with { IsArray = true, ElementNullable = nullable } : null;
    }

    public static string Name(ITypeSymbol type) => type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString(Nullability.Full);

    private static Leaf? One(ITypeSymbol type)
    {
        if (Kind(type) is { } kind)
            return new Leaf(kind, Name(type), type.IsValueType, null, false, false, null, Values(type, kind));
        return Inside(type) is { } inside && Kind(inside) is { } wrapped
            ? new Leaf(wrapped, Name(type), true, Name(inside), false, false, null, Values(inside, wrapped))
            : null;
    }

    /// <summary>
    /// The type of the one constructor parameter <c>Value</c> of a record struct, by its shape: of another assembly's struct nobody can
    /// tell that it is a record.
    /// </summary>
    private static ITypeSymbol? Inside(ITypeSymbol type) => type is INamedTypeSymbol { IsValueType: true } id
        && id.InstanceConstructors.Where(constructor => constructor.Parameters.Length > 0).ToList()
            is [{ Parameters: [{ Name: "Value" } value] }]
        && id.GetMembers("Value").OfType<IPropertySymbol>().Any()
            ? value.Type
            : null;

    private static LeafKind? Kind(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_String } => LeafKind.String,
        { SpecialType: SpecialType.System_Int16 } => LeafKind.Int16,
        { SpecialType: SpecialType.System_Int32 } => LeafKind.Int32,
        { SpecialType: SpecialType.System_Int64 } => LeafKind.Int64,
        { SpecialType: SpecialType.System_Boolean } => LeafKind.Boolean,
        { SpecialType: SpecialType.System_Single } => LeafKind.Single,
        { SpecialType: SpecialType.System_Double } => LeafKind.Double,
        { SpecialType: SpecialType.System_Decimal } => LeafKind.Decimal,
        { TypeKind: TypeKind.Enum } => LeafKind.Enum,
        IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: SpecialType.System_Byte } => LeafKind.Bytes,
        INamedTypeSymbol { IsGenericType: false } => ByName.TryGetValue(type.ToDisplayString(), out var kind) ? kind : null,
        _ => null,
    };

    /// <summary>None of an enum that the generated mapping could not see.</summary>
    private static EquatableArray<EnumValue> Values(ITypeSymbol type, LeafKind kind) => kind != LeafKind.Enum || IsHidden(type)
        ? default
        : type.GetMembers().OfType<IFieldSymbol>().Where(field => field.HasConstantValue)
            .Select(field => new EnumValue(field.Name, Names.Snake(field.Name))).ToEquatable();

    private static bool IsHidden(ISymbol? type) => type is INamedTypeSymbol
        && (type.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal) || IsHidden(type.ContainingType));

    /// <summary>The property that a source-generated context has for the type.</summary>
    private static string SerializerOf(ITypeSymbol type, ITypeSymbol context) => $"{Name(context)}.Default.{Property(type)}";

    private static string Property(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => Property(array.ElementType) + "Array",
        INamedTypeSymbol { IsGenericType: true } generic => generic.Name + string.Concat(generic.TypeArguments.Select(Property)),
        _ => type.Name,
    };
}
