using DarkTower.Queries.Model;
using Microsoft.CodeAnalysis;

namespace DarkTower.Queries.Shapes;

/// <summary>Reads what a type can take from a row.</summary>
/// <param name="places">Takes where the members are declared.</param>
internal sealed class ShapeReader(Places places)
{
    private const string ListName = "System.Collections.Generic.List<T>";
    private const int DeepestNesting = 4;

    public Shape Read(ITypeSymbol type, ISymbol? attributed = null, int depth = 0)
    {
        var (plain, nullable) = Nullability.Strip(type);
        var name = LeafReader.Name(plain);
        var display = type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        if (LeafReader.Read(plain, Serializer(attributed)) is { } leaf)
            return Of(ShapeKind.Leaf, leaf);
        if (depth >= DeepestNesting || plain is not INamedTypeSymbol named)
            return Of(ShapeKind.Unsupported);
        if (named.IsTupleType)
            return Of(ShapeKind.Tuple, members: named.TupleElements.Select(element => Member(element.Name, element.Type, element)));
        if (named.OriginalDefinition.ToDisplayString() == ListName)
            return Of(ShapeKind.List, members: [new ShapeMember("", Read(named.TypeArguments[0], null, depth + 1), Places.Result)]);
        return Constructor(named) is { } constructor
            ? Of(ShapeKind.Record, members: constructor.Parameters.Select(parameter => Member(parameter.Name, parameter.Type, parameter)))
            : Of(ShapeKind.Unsupported);

        Shape Of(ShapeKind kind, Leaf? leaf = null, IEnumerable<ShapeMember>? members = null) =>
            new(kind, name, display, nullable, leaf, (members ?? []).ToEquatable());

        ShapeMember Member(string member, ITypeSymbol memberType, ISymbol symbol) =>
            new(member, Read(memberType, symbol, depth + 1), places.Add(symbol));
    }

    /// <summary>A record's one constructor that is no copy.</summary>
    public static IMethodSymbol? Constructor(INamedTypeSymbol type) => !type.IsRecord
        ? null
        : type.InstanceConstructors
            .Where(constructor => constructor.Parameters.Length > 0
                && !(constructor.Parameters.Length == 1 && SymbolEqualityComparer.Default.Equals(constructor.Parameters[0].Type, type)))
            .OrderByDescending(constructor => constructor.Parameters.Length)
            .FirstOrDefault();

    private static ITypeSymbol? Serializer(ISymbol? symbol) => symbol is null
        ? null
        : symbol.GetAttributes()
            // On a record's parameter it may be meant for the property.
            .Concat(symbol is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } constructor }
                ? constructor.ContainingType.GetMembers(symbol.Name).SelectMany(property => property.GetAttributes())
                : [])
            .FirstOrDefault(attribute => attribute.AttributeClass?.ToDisplayString() == "DarkTower.Queries.JsonContextAttribute")
            ?.ConstructorArguments.FirstOrDefault().Value as ITypeSymbol;
}
