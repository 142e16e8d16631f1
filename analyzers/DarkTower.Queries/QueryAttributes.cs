namespace DarkTower.Queries;

/// <summary>
/// A statement of one tenant: the method's argument of a <see cref="TenantIdAttribute">tenant's id type</see> is set for row security in the
/// same round trip and is the <c>@name</c> every tenant table of the SQL must be bound to. The body is generated and checked when the project is
/// built. See docs/QUERIES.md.
/// </summary>
/// <param name="table">The table the query is about, as its span shows it.</param>
/// <param name="sql">Literals with named parameters (<c>@user_id</c> is the argument <c>userId</c>). Several are one batch, one round trip.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TenantQueryAttribute(string table, params string[] sql) : Attribute
{
    /// <summary>The table of the span.</summary>
    public string Table { get; } = table;

    /// <summary>The statements.</summary>
    public IReadOnlyList<string> Sql { get; } = sql;

    /// <summary>
    /// SQL of one uuid that looks the tenant up when the caller only knows a name of it; without a row there is no tenant and no tenant's row.
    /// The statements say <c>nullif(current_setting('app.org_id', true), '')::uuid</c> where others say the tenant's argument.
    /// </summary>
    public string? TenantFrom { get; init; }

    /// <summary>Why the plan may do without an index on a tenant table; null when it may not.</summary>
    public string? Scan { get; init; }

    /// <summary>The role it runs under, when not the service's own: describe looks at it with that role's rights and policies.</summary>
    public string? Role { get; init; }
}

/// <summary>A statement that belongs to no tenant. It touches no tenant table, unless a <see cref="Role"/> has policies of its own for that.</summary>
/// <param name="table">The table the query is about, as its span shows it.</param>
/// <param name="reason">Why it needs no tenant.</param>
/// <param name="sql">As in <see cref="TenantQueryAttribute"/>.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class GlobalQueryAttribute(string table, string reason, params string[] sql) : Attribute
{
    /// <summary>The table of the span.</summary>
    public string Table { get; } = table;

    /// <summary>Why it needs no tenant.</summary>
    public string Reason { get; } = reason;

    /// <summary>The statements.</summary>
    public IReadOnlyList<string> Sql { get; } = sql;

    /// <summary>
    /// The role of a job that reaches across tenants, when it is one: its policies say which rows, and describe looks at it under that role.
    /// </summary>
    public string? Role { get; init; }
}

/// <summary>
/// Marks a record struct that is several arguments at once: of the parameter <c>audit</c> the SQL says <c>@audit_id</c> and so on, one for
/// each parameter of the struct's constructor.
/// </summary>
[AttributeUsage(AttributeTargets.Struct)]
public sealed class QueryArgumentsAttribute : Attribute;

/// <summary>Makes a violation of the constraint a refusal: the result's <c>Refusal</c> is the code, the rest null.</summary>
/// <param name="constraint">Name of a constraint or unique index of a table the query writes.</param>
/// <param name="code">The problem code.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class OnViolationAttribute(string constraint, string code) : Attribute
{
    /// <summary>Name of the constraint.</summary>
    public string Constraint { get; } = constraint;

    /// <summary>The problem code.</summary>
    public string Code { get; } = code;
}

/// <summary>Marks the type of a tenant's id: a record struct with one <c>Guid Value</c>.</summary>
[AttributeUsage(AttributeTargets.Struct)]
public sealed class TenantIdAttribute : Attribute;

/// <summary>A jsonb value's serializer.</summary>
/// <param name="context">A source-generated <see cref="System.Text.Json.Serialization.JsonSerializerContext"/> that knows the type.</param>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class JsonContextAttribute(Type context) : Attribute
{
    /// <summary>The serializer context.</summary>
    public Type Context { get; } = context;
}

/// <summary>Excuses an index that no query of this project uses.</summary>
/// <param name="index">Its name.</param>
/// <param name="reason">Who uses it, or when it will be used.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class UnusedIndexAttribute(string index, string reason) : Attribute
{
    /// <summary>Name of the index.</summary>
    public string Index { get; } = index;

    /// <summary>Who uses it, or when it will be used.</summary>
    public string Reason { get; } = reason;
}
