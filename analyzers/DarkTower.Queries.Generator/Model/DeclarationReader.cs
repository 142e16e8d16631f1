using DarkTower.Queries.Emission;
using DarkTower.Queries.Shapes;
using DarkTower.Queries.Source;
using DarkTower.Queries.Sql;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DarkTower.Queries.Model;

/// <summary>Reads a query's method: the generator and the analyzer both begin here.</summary>
internal static class DeclarationReader
{
    private const string Queries = "DarkTower.Queries.";

    public static (QueryDeclaration Declaration, Places Places) Read(IMethodSymbol method, QuerySource source)
    {
        var places = new Places(
            source.Method.Identifier.GetLocation(), source.Attribute.GetLocation(), source.Method.ReturnType.GetLocation());
        var shapes = new ShapeReader(places);
        var parameters = method.Parameters.SelectMany(parameter => Parameters(parameter, shapes, places)).ToEquatable();
        var result = method.ReturnType is INamedTypeSymbol { IsGenericType: true } task ? shapes.Read(task.TypeArguments[0]) : null;
        var declaration = new QueryDeclaration
        {
            Name = source.Name,
            Method = method.Name,
            Hint = Hint(method),
            IsOverload = Overload(method) > 0,
            Namespace = method.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString() : "",
            Types = Types(method).Reverse().ToEquatable(),
            Modifiers = Modifiers(method),
            ReturnType = method.ReturnType.ToDisplayString(Nullability.Full),
            CanHaveBody = method is { IsPartialDefinition: true, IsGenericMethod: false, ContainingType.IsGenericType: false }
                && method.Parameters.All(parameter => parameter.RefKind == RefKind.None),
            Kind = source.Kind,
            Table = source.Table,
            Reason = source.Reason,
            Scan = string.IsNullOrWhiteSpace(source.Scan) ? null : source.Scan,
            Role = source.Role,
            Statements = source.Statements.Select(statement => statement.Value).ToEquatable(),
            TenantFrom = source.TenantFrom?.Value ?? (source.LooksUpTenant ? "" : null),
            Signature = method.Parameters
                .Select(parameter => $"{parameter.Type.ToDisplayString(Nullability.Full)} {Global.Name(parameter.Name)}").ToEquatable(),
            Parameters = parameters,
            Result = result,
            Violations = Violations(method, places).ToEquatable(),
            Findings = default,
        };
        var findings = ShapeRules.Check(method, declaration)
            .Concat(source.NotLiteral.Select(expression => Finding.Of(
                "DTQ002", Place.Code(places.Add(expression.GetLocation())), source.Name, expression.ToString())));
        return (declaration with { Findings = findings.ToEquatable() }, places);
    }

    public static bool Is(ITypeSymbol? type, string name) => type?.ToDisplayString() == Queries + name;

    public static bool IsTenantId(ITypeSymbol type) => Nullability.Strip(type).Type.GetAttributes()
        .Any(attribute => Is(attribute.AttributeClass, "TenantIdAttribute"));

    /// <summary>One, or those of a struct that is several.</summary>
    private static IEnumerable<QueryParameter> Parameters(IParameterSymbol parameter, ShapeReader shapes, Places places)
    {
        if (Arguments(parameter.Type) is not { } members)
        {
            return
            [
                new(parameter.Name, Names.Snake(parameter.Name), Role(parameter.Type), shapes.Read(parameter.Type, parameter),
                    places.Add(parameter)),
            ];
        }
        return members.Select(member => new QueryParameter(
            $"{parameter.Name}.{member.Name}", $"{Names.Snake(parameter.Name)}_{Names.Snake(member.Name)}", ParameterRole.Value,
            shapes.Read(member.Type, member), places.Add(parameter)));
    }

    private static IReadOnlyList<IParameterSymbol>? Arguments(ITypeSymbol type) => type is INamedTypeSymbol { IsRecord: true } record
        && record.GetAttributes().Any(attribute => Is(attribute.AttributeClass, "QueryArgumentsAttribute"))
            ? ShapeReader.Constructor(record)?.Parameters
            : null;

    private static ParameterRole Role(ITypeSymbol type) => Is(type, "Database") ? ParameterRole.Database
        : type.ToDisplayString() == "System.Threading.CancellationToken" ? ParameterRole.Cancellation
        : IsTenantId(type) ? ParameterRole.Tenant
        : ParameterRole.Value;

    private static IEnumerable<string> Types(IMethodSymbol method)
    {
        for (var type = method.ContainingType; type is not null; type = type.ContainingType)
        {
            var keyword = (type.IsRecord, type.IsValueType) switch
            {
                (true, true) => "record struct",
                (true, false) => "record",
                (false, true) => "struct",
                _ => type.TypeKind == TypeKind.Interface ? "interface" : "class",
            };
            yield return $"{keyword} {type.Name}";
        }
    }

    /// <summary>As written: the two parts of a partial method must agree.</summary>
    private static string Modifiers(IMethodSymbol method)
    {
        var accessibility = SyntaxFacts.GetText(method.DeclaredAccessibility);
        return method.IsStatic ? accessibility + " static" : accessibility;
    }

    /// <summary>Two queries of one name are an error of the analyzer's, not a clash of files.</summary>
    private static string Hint(IMethodSymbol method)
    {
        var overload = Overload(method);
        return $"{method.ContainingType.ToDisplayString().Replace('<', '_').Replace('>', '_')}.{method.Name}"
            + (overload > 0 ? $".{overload}.g.cs" : ".g.cs");
    }

    private static int Overload(IMethodSymbol method) =>
        method.ContainingType.GetMembers(method.Name).IndexOf(method, 0, SymbolEqualityComparer.Default);

    private static IEnumerable<Refused> Violations(IMethodSymbol method, Places places) => method.GetAttributes()
        .Where(attribute => Is(attribute.AttributeClass, "OnViolationAttribute"))
        .Select(attribute => new Refused(
            attribute.ConstructorArguments.ElementAtOrDefault(0).Value as string ?? "",
            attribute.ConstructorArguments.ElementAtOrDefault(1).Value as string ?? "",
            attribute.ApplicationSyntaxReference is { } syntax
                ? places.Add(syntax.SyntaxTree.GetLocation(syntax.Span))
                : Places.Attribute));
}
