namespace DarkTower.Migrator.Queries.Analysis;

/// <summary>What tells tenants apart: their tables, and the ways in which a statement may name its own.</summary>
internal sealed class Tenants(Tenancy tenancy, IReadOnlyCollection<string> tables, ServerCatalog catalog)
{
    public const string Column = "org_id";
    private const string Setting = "app.org_id";
    private const uint Uuid = 2950;

    /// <summary>uuid = uuid.</summary>
    public const uint Equality = 2972;

    public Tenancy Tenancy => tenancy;

    public bool Owns(TableInfo? table) => table is not null && tables.Contains(table.Root);

    /// <summary>
    /// The argument, or <c>nullif(current_setting('app.org_id', true), '')::uuid</c>, which is what row security compares with.
    /// </summary>
    public bool IsTenant(Node expression) => expression.Name switch
    {
        "PARAM" => tenancy == Tenancy.Argument && expression.Int("paramkind") == 0 && expression.Int("paramid") == 1
            && expression.Oid("paramtype") == Uuid,
        "COERCEVIAIO" => expression.Oid("resulttype") == Uuid && expression.The("arg") is { Name: "NULLIFEXPR" } orEmpty
            && orEmpty.Children("args") is [var setting, var empty] && empty.ConstantText() == "" && IsSetting(setting),
        _ => false,
    };

    private bool IsSetting(Node call) => call.Name == "FUNCEXPR"
        && catalog.Function(call.Oid("funcid")) is { Name: "current_setting", BuiltIn: true }
        && call.Children("args") is [var name, var missing]
        && name.ConstantText() == Setting && missing.Name == "CONST" && missing.Bytes() is [not 0, ..];
}
