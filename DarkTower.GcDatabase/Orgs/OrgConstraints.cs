using Npgsql;

namespace DarkTower.GcDatabase.Orgs;

internal static class OrgConstraints
{
    /// <summary>The refusal a violated constraint stands for; null when the violation is a fault of ours.</summary>
    public static string? CodeOf(PostgresException e) => (e.SqlState, e.ConstraintName) switch
    {
        (PostgresErrorCodes.UniqueViolation, "organization_directory_pkey") => "subdomain-taken",
        _ => null,
    };
}
