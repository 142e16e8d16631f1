namespace DarkTower.Migrator.Review.Hazards;

internal static partial class Catalogue
{
    /// <summary>Tenant isolation, as far as single statements weaken it; the rest are rules of the schema.</summary>
    private static readonly Hazard[] Tenants =
    [
        new("tenant.rls-weakened", Severity.Error,
            "Row security of {0} gets weaker ({1}): a query that forgets the tenant sees others' rows.",
            "Leave it; jobs that cross tenants have their own role and named policy."),
        new("tenant.rls-noop-dml", Severity.Error,
            "{0} has forced row security and no tenant is set: UPDATE and DELETE change nothing, silently, and INSERT fails.",
            "A backfill marked -- backfill: each org, which sets app.org_id for each organization."),
        new("tenant.fk-unchecked", Severity.Note,
            "{0} has forced row security: the server looks for orphans of {1} as its owner, sees no row, and calls the key valid whatever "
            + "is there.",
            "Count the orphans first, for each organization (app.org_id set): SELECT count(*) FROM {0} AS c LEFT JOIN the parent USING "
            + "(the key) WHERE the parent is missing; then validate."),
        new("policy.grant-public", Severity.Error,
            "A right is given to everybody: every login of the server has it, also ones made later.",
            "GRANT it to the one role that needs it."),
    ];
}
