using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DarkTower.Queries.Source;

/// <summary>Reads a method with a query's attribute.</summary>
internal static class QuerySourceReader
{
    private const string Async = "Async";

    public static QuerySource Read(MethodDeclarationSyntax method, AttributeSyntax attribute)
    {
        var kind = QuerySource.IsNamed(attribute, "GlobalQuery") ? QueryKind.Global : QueryKind.Tenant;
        List<AttributeArgumentSyntax> arguments = attribute.ArgumentList is { } list ? [.. list.Arguments] : [];
        string[] names = kind == QueryKind.Global ? ["table", "reason"] : ["table"];
        var positional = arguments.Where(argument => argument.NameEquals is null && argument.NameColon is null).ToList();
        var sql = positional.Skip(names.Length).Concat(arguments.Where(argument => NameOf(argument) == "sql"))
            .SelectMany(argument => Elements(argument.Expression)).ToList();
        var literals = sql.ConvertAll(SqlLiteral.Read);
        var tenantFrom = arguments.FirstOrDefault(argument => NameOf(argument) == "TenantFrom")?.Expression;
        var tenantLiteral = tenantFrom is null ? null : SqlLiteral.Read(tenantFrom);
        var notLiteral = sql.Where((_, index) => literals[index] is null).ToList();
        if (tenantFrom is not null && tenantLiteral is null)
            notLiteral.Add(tenantFrom);

        return new QuerySource(
            NameOfQuery(method.Identifier.ValueText), (method.Parent as TypeDeclarationSyntax)?.Identifier.ValueText ?? "", kind,
            Text(names, 0) ?? "", Text(names, 1), [.. literals.OfType<SqlLiteral>()],
            tenantFrom is not null, tenantLiteral, Named("Scan"), Named("Role"), [.. method.ParameterList.Parameters.Select(Parameter)],
            notLiteral, method, attribute);

        string? Text(string[] parameters, int index) => index >= parameters.Length
            ? null
            : Constant(arguments.FirstOrDefault(argument => NameOf(argument) == parameters[index])?.Expression
                ?? positional.ElementAtOrDefault(index)?.Expression);

        string? Named(string property) => Constant(arguments.FirstOrDefault(argument => NameOf(argument) == property)?.Expression);
    }

    public static string NameOfQuery(string method) =>
        method.Length > Async.Length && method.EndsWith(Async, StringComparison.Ordinal)
            ? method[..(method.Length - Async.Length)]
            : method;

    private static SourceParameter Parameter(ParameterSyntax parameter) =>
        new(parameter.Identifier.ValueText, parameter.Type is null ? "" : QuerySource.LastPart(parameter.Type));

    private static string? NameOf(AttributeArgumentSyntax argument) =>
        argument.NameEquals?.Name.Identifier.ValueText ?? argument.NameColon?.Name.Identifier.ValueText;

    private static string? Constant(ExpressionSyntax? expression) =>
        expression is LiteralExpressionSyntax literal && literal.Token.Value is string text ? text : null;

    private static IEnumerable<ExpressionSyntax> Elements(ExpressionSyntax expression) => expression switch
    {
        CollectionExpressionSyntax collection =>
            collection.Elements.OfType<ExpressionElementSyntax>().Select(element => element.Expression),
        ImplicitArrayCreationExpressionSyntax array => array.Initializer.Expressions,
        ArrayCreationExpressionSyntax { Initializer: { } initializer } => initializer.Expressions,
        _ => [expression],
    };
}
