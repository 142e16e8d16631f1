using DarkTower.Queries.Shapes;
using DarkTower.Queries.Source;

namespace DarkTower.Queries.Model;

/// <summary>
/// A query as its method's symbols say it. A value: what is generated changes exactly when this or its block of the lock does.
/// </summary>
internal sealed record QueryDeclaration
{
    /// <summary>The method without <c>Async</c>.</summary>
    public required string Name { get; init; }

    public required string Method { get; init; }

    /// <summary>Names the file that is generated.</summary>
    public required string Hint { get; init; }

    public required string Namespace { get; init; }

    /// <summary>The types around it, outermost first: <c>class GetUser</c>.</summary>
    public required EquatableArray<string> Types { get; init; }

    /// <summary><c>private static</c>.</summary>
    public required string Modifiers { get; init; }

    public required string ReturnType { get; init; }

    /// <summary>Not the first of its name in its class: what the body needs has a name that is taken.</summary>
    public required bool IsOverload { get; init; }

    /// <summary>A body can be written for it at all.</summary>
    public required bool CanHaveBody { get; init; }

    public required QueryKind Kind { get; init; }

    public required string Table { get; init; }

    public required string? Reason { get; init; }

    public required string? Scan { get; init; }

    public required string? Role { get; init; }

    public required EquatableArray<string> Statements { get; init; }

    public required string? TenantFrom { get; init; }

    /// <summary>The method's parameters, each as its type and name.</summary>
    public required EquatableArray<string> Signature { get; init; }

    public required EquatableArray<QueryParameter> Parameters { get; init; }

    /// <summary>What the task brings; null for a plain Task.</summary>
    public required Shape? Result { get; init; }

    public required EquatableArray<Refused> Violations { get; init; }

    /// <summary>What is wrong without looking at the lock.</summary>
    public required EquatableArray<Finding> Findings { get; init; }

    /// <summary>The argument that is the tenant.</summary>
    public QueryParameter? Tenant => Kind == QueryKind.Tenant && TenantFrom is null
        ? Parameters.FirstOrDefault(parameter => parameter.Role == ParameterRole.Tenant)
        : null;

    /// <summary>What SQL may name.</summary>
    public IEnumerable<QueryParameter> Values =>
        Parameters.Where(parameter => parameter.Role is ParameterRole.Value or ParameterRole.Tenant);
}

internal enum ParameterRole
{
    Value,
    Tenant,
    Database,
    Cancellation,
}

/// <param name="Name">As the method says it; of one of several arguments in a struct, with the member: <c>audit.Id</c>.</param>
/// <param name="Sql">As the SQL says it, without the at sign.</param>
/// <param name="Role">What it is for.</param>
/// <param name="Shape">Its type.</param>
/// <param name="Place">Where it is declared.</param>
internal sealed record QueryParameter(string Name, string Sql, ParameterRole Role, Shape Shape, int Place);

/// <param name="Constraint">The violation that is a refusal.</param>
/// <param name="Code">Of the refusal.</param>
/// <param name="Place">Of the attribute.</param>
internal sealed record Refused(string Constraint, string Code, int Place);
