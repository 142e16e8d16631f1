using Microsoft.CodeAnalysis;

namespace DarkTower.Queries.Shapes;

internal static class Nullability
{
    /// <summary>Names that mean the same in every file, with question marks and names of tuples.</summary>
    public static readonly SymbolDisplayFormat Full = SymbolDisplayFormat.FullyQualifiedFormat.WithMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers | SymbolDisplayMiscellaneousOptions.UseSpecialTypes
        | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>The type without its question mark, and whether it had one.</summary>
    public static (ITypeSymbol Type, bool Nullable) Strip(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            ? (nullable.TypeArguments[0], true)
            : (type.WithNullableAnnotation(NullableAnnotation.NotAnnotated), type.NullableAnnotation == NullableAnnotation.Annotated);
}
