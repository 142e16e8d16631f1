using DarkTower.Queries.Sql;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DarkTower.Queries.Source;

internal enum QueryKind
{
    Tenant,
    Global,
}

/// <param name="Name">As the method says it.</param>
/// <param name="TypeName">The last part of its type's name, without a question mark.</param>
internal sealed record SourceParameter(string Name, string TypeName);

/// <summary>A query as its method's syntax says it, which is all that needs no compilation.</summary>
/// <param name="Name">The method's, without <c>Async</c>.</param>
/// <param name="ClassName">The class around it.</param>
/// <param name="Kind">Of a tenant or of none.</param>
/// <param name="Table">What its span shows.</param>
/// <param name="Reason">Why a global query needs no tenant.</param>
/// <param name="Statements">Those given as literals.</param>
/// <param name="LooksUpTenant">It has TenantFrom, of whatever kind.</param>
/// <param name="TenantFrom">SQL that looks the tenant up.</param>
/// <param name="Scan">Why its plan may do without an index.</param>
/// <param name="Role">Who runs it, when not the service's own role.</param>
/// <param name="Parameters">Those of the method, in order.</param>
/// <param name="NotLiteral">The arguments that should be SQL and are no literal.</param>
/// <param name="Method">Where it is declared.</param>
/// <param name="Attribute">Where its SQL is.</param>
internal sealed record QuerySource(
    string Name, string ClassName, QueryKind Kind, string Table, string? Reason, IReadOnlyList<SqlLiteral> Statements,
    bool LooksUpTenant, SqlLiteral? TenantFrom, string? Scan, string? Role, IReadOnlyList<SourceParameter> Parameters,
    IReadOnlyList<ExpressionSyntax> NotLiteral, MethodDeclarationSyntax Method, AttributeSyntax Attribute)
{
    private const string TenantMark = "\n--tenant\n";
    private const string RoleMark = "\n--role\n";

    public string Path => Method.SyntaxTree.FilePath;

    /// <summary>Every query of a file; more than one attribute on a method counts once.</summary>
    public static IReadOnlyList<QuerySource> ReadAll(SyntaxTree tree) =>
    [
        .. tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>()
            .Select(method => (method, attribute: QueryAttribute(method)))
            .Where(pair => pair.attribute is not null)
            .Select(pair => QuerySourceReader.Read(pair.method, pair.attribute!)),
    ];

    /// <summary>The names of the types that carry <c>[TenantId]</c>.</summary>
    public static ISet<string> TenantIdTypes(IEnumerable<SyntaxTree> trees) => new HashSet<string>(
        trees.SelectMany(tree => tree.GetRoot().DescendantNodes().OfType<TypeDeclarationSyntax>())
            .Where(type => Attributes(type).Any(attribute => IsNamed(attribute, "TenantId")))
            .Select(type => type.Identifier.ValueText));

    public static AttributeSyntax? QueryAttribute(MethodDeclarationSyntax method) => Attributes(method)
        .FirstOrDefault(attribute => IsNamed(attribute, "TenantQuery") || IsNamed(attribute, "GlobalQuery"));

    public static bool IsNamed(AttributeSyntax attribute, string name) => LastPart(attribute.Name) is var last
        && (last == name || last == name + "Attribute");

    public static string LastPart(TypeSyntax type) => type switch
    {
        NullableTypeSyntax nullable => LastPart(nullable.ElementType),
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => type.ToString(),
    };

    /// <summary>The constraints whose violation is a refusal.</summary>
    public IEnumerable<string> Violations => Attributes(Method).Where(attribute => IsNamed(attribute, "OnViolation"))
        .Select(attribute => attribute.ArgumentList?.Arguments.FirstOrDefault()?.Expression)
        .OfType<LiteralExpressionSyntax>().Select(literal => literal.Token.ValueText);

    /// <summary>The parameter that is the tenant; null in a global query, after a look-up, and when there is none.</summary>
    public string? TenantParameter(ISet<string> tenantIdTypes) => Kind == QueryKind.Global || LooksUpTenant
        ? null
        : Parameters.FirstOrDefault(parameter => tenantIdTypes.Contains(parameter.TypeName))?.Name;

    /// <summary>The statement as it is sent.</summary>
    /// <exception cref="ScriptException">A quoted piece or a comment does not end.</exception>
    public PositionalSql Positional(int statement, ISet<string> tenantIdTypes) =>
        PositionalSql.Of(Statements[statement].Value, TenantParameter(tenantIdTypes));

    /// <summary>What the lock knows the statement's SQL by.</summary>
    public string Hash(int statement) => HashOf(Statements[statement].Value, statement == 0 ? TenantFrom?.Value : null, Role);

    public static string HashOf(string sql, string? tenantFrom, string? role) => Fingerprint.Of(
        sql + (tenantFrom is null ? "" : TenantMark + tenantFrom) + (role is null ? "" : RoleMark + role));

    private static IEnumerable<AttributeSyntax> Attributes(MemberDeclarationSyntax member) =>
        member.AttributeLists.SelectMany(list => list.Attributes);
}
