using Microsoft.CodeAnalysis;

namespace DarkTower.Queries.Rules;

/// <summary>What keeps tenants apart, and statements on their indexes.</summary>
internal static class TenantRules
{
    public static readonly DiagnosticDescriptor Unbound = Rule.Of(
        "DTQ501", "Every tenant's table is bound to the tenant",
        "{0}: {1} is not bound to the tenant. {2}. Compare its org_id with the tenant by =, in its ON or WHERE.",
        "Row security is the second lock, not the first: a statement must be right without it, and its plan needs the org_id.");

    public static readonly DiagnosticDescriptor Leak = Rule.Of(
        "DTQ502", "A statement sees the same rows without row security",
        "{0} sees other rows when row security is off. {2}. Bind every tenant's table to the tenant.",
        "describe ran the statement on rows of two tenants, with row security and without.");

    public static readonly DiagnosticDescriptor Tenant = Rule.Of(
        "DTQ503", "A tenant's query has one tenant",
        "{0} {1}. Give a tenant's query exactly one parameter of a [TenantId] type, and none to a global one or one with "
            + "TenantFrom.",
        "The generated code sets the tenant for row security and for the statement from one argument, so that no two can differ.");

    public static readonly DiagnosticDescriptor OrgUpdate = Rule.Of(
        "DTQ601", "A row stays with its tenant",
        "{0} updates {1}. {2}. Leave org_id out of the SET.",
        "A row that changes its tenant takes what belongs to one to another.");

    public static readonly DiagnosticDescriptor OrgInsert = Rule.Of(
        "DTQ602", "A new row is the tenant's",
        "{0} inserts into {1} without the tenant's org_id. {2}. Insert the tenant's argument.",
        "Row security would refuse the row when it runs, at best.");

    public static readonly DiagnosticDescriptor Scan = Rule.Of(
        "DTQ701", "A tenant's table is read by an index",
        "{0} scans {1}. {2}. Give it an index, or say with Scan = \"…\" why the scan is right.",
        "The plan was made with sequential scans off: there is no index that helps.");

    public static readonly DiagnosticDescriptor Index = Rule.Of(
        "DTQ702", "An index is used from the tenant on",
        "{0} reads {1} by an index without org_id. {2}. Use an index that begins with org_id, or say with Scan = \"…\" why this "
            + "is right.",
        "An index that does not begin with the tenant is read through all tenants.");

    public static readonly DiagnosticDescriptor Excuse = Rule.Of(
        "DTQ703", "A reason for a scan is needed",
        "{0} excuses a scan, and there is none. Remove Scan.",
        "An excuse that excuses nothing hides the next scan.");

    public static readonly DiagnosticDescriptor UnusedIndex = Rule.Of(
        "DTQ801", "Every index is used",
        "No query and no constraint uses the index {0}. Drop it in a migration, or say with [assembly: UnusedIndex(\"{0}\", "
            + "\"…\")] who does.",
        "An index that nobody reads is paid for with every write.", atEnd: true);

    public static readonly DiagnosticDescriptor UnusedExcuse = Rule.Of(
        "DTQ802", "An excuse for an index is needed",
        "The index {0} is used, or is not there. Remove its [UnusedIndex].",
        "An excuse that excuses nothing hides the next unused index.", atEnd: true);

    public static readonly DiagnosticDescriptor Leakproof = Rule.Of(
        "DTQ901", "A filter keeps its index under row security",
        "{0}: the filter at {1} loses its index under row security. {2}. Use an operator that is leakproof.",
        "PostgreSQL looks at rows by such an operator only after row security has let them through.");

    public static DiagnosticDescriptor[] All { get; } =
    [
        Unbound, Leak, Tenant, OrgUpdate, OrgInsert, Scan, Index, Excuse, UnusedIndex, UnusedExcuse, Leakproof,
    ];
}
