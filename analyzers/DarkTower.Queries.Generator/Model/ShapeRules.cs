using DarkTower.Queries.Shapes;
using DarkTower.Queries.Source;
using Microsoft.CodeAnalysis;

namespace DarkTower.Queries.Model;

/// <summary>What a query's method must be, whatever its SQL says.</summary>
internal static class ShapeRules
{
    public static IEnumerable<Finding> Check(IMethodSymbol method, QueryDeclaration query)
    {
        foreach (var wrong in Method(method, query))
            yield return Finding.Of("DTQ001", Place.Code(Places.Method), query.Name, wrong);
        foreach (var wrong in Result(method, query))
            yield return Finding.Of("DTQ001", Place.Code(Places.Result), query.Name, wrong);
        foreach (var finding in Tenant(method, query))
            yield return finding;
        if (query is { Kind: QueryKind.Global } && string.IsNullOrWhiteSpace(query.Reason))
            yield return Finding.Of("DTQ007", Place.Code(Places.Attribute), query.Name, "is global without a reason");
    }

    private static IEnumerable<string> Method(IMethodSymbol method, QueryDeclaration query)
    {
        if (method is not { IsPartialDefinition: true })
            yield return "is not partial";
        if (!method.IsStatic)
            yield return "is not static";
        if (method.IsGenericMethod || method.ContainingType.IsGenericType)
            yield return "is generic";
        if (method.Parameters.Any(parameter => parameter.RefKind != RefKind.None))
            yield return "has a parameter by reference";
        if (query.Parameters.FirstOrDefault()?.Role != ParameterRole.Database || Count(ParameterRole.Database) != 1)
            yield return "does not have the one Database as its first parameter";
        if (query.Parameters.LastOrDefault()?.Role != ParameterRole.Cancellation || Count(ParameterRole.Cancellation) != 1)
            yield return "does not have the one CancellationToken as its last parameter";
        if (query.Statements.Count == 0 && method.GetAttributes().All(HasNoArgumentForSql))
            yield return "has no SQL";
        if (string.IsNullOrWhiteSpace(query.Table))
            yield return "does not name its table as a literal";
        if (method.GetAttributes().Count(IsQuery) > 1)
            yield return "is a query twice";

        int Count(ParameterRole role) => query.Parameters.Count(parameter => parameter.Role == role);
    }

    private static IEnumerable<string> Result(IMethodSymbol method, QueryDeclaration query)
    {
        var task = method.ReturnType.OriginalDefinition.ToDisplayString();
        if (task is not ("System.Threading.Tasks.Task" or "System.Threading.Tasks.Task<TResult>"))
            yield return $"returns {method.ReturnType.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}";
        else if (query.Result is { Kind: ShapeKind.Unsupported } result)
            yield return $"brings {result.Display}, which is no column's type, record, tuple or List of them";
        else if (query.Result is { Kind: ShapeKind.List, Members: [{ Shape.Kind: ShapeKind.List or ShapeKind.Unsupported }] } list)
            yield return $"brings {list.Display}, which is no List of a column's type, record or tuple";
    }

    private static IEnumerable<Finding> Tenant(IMethodSymbol method, QueryDeclaration query)
    {
        var tenants = query.Parameters.Where(parameter => parameter.Role == ParameterRole.Tenant).ToList();
        var needed = query is { Kind: QueryKind.Tenant, TenantFrom: null } ? 1 : 0;
        if (tenants.Count == 0 && needed == 1)
        {
            yield return At(Places.Method, "has no parameter of a [TenantId] type");
            yield break;
        }
        foreach (var more in tenants.Skip(needed))
        {
            yield return At(more.Place, needed == 1
                ? $"has a second tenant, {more.Name}"
                : $"has the tenant {more.Name}, though {(query.Kind == QueryKind.Global ? "it is global" : "TenantFrom looks it up")}");
        }
        foreach (var tenant in tenants.Take(needed))
        {
            if (tenant.Shape is not { Nullable: false, Leaf: { Kind: LeafKind.Guid, IsArray: false, Wrapped: not null } })
            {
                yield return At(
                    tenant.Place, $"has the tenant {tenant.Name} as {tenant.Shape.Display}, which is no record struct of one Guid Value");
            }
        }

        Finding At(int place, string wrong) => Finding.Of("DTQ503", Place.Code(place), query.Name, wrong);
    }

    private static bool IsQuery(AttributeData attribute) => DeclarationReader.Is(attribute.AttributeClass, "TenantQueryAttribute")
        || DeclarationReader.Is(attribute.AttributeClass, "GlobalQueryAttribute");

    private static bool HasNoArgumentForSql(AttributeData attribute) =>
        !IsQuery(attribute) || attribute.ConstructorArguments.LastOrDefault() is { Kind: TypedConstantKind.Array, Values.Length: 0 };
}
