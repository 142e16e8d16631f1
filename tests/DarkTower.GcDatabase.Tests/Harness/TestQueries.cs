using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;

namespace DarkTower.GcDatabase.Tests.Harness;

/// <summary>Checked queries like the service's, which show or do what those never would.</summary>
internal static partial class TestQueries
{
    [TenantQuery("none", """SELECT current_setting('app.org_id', true) AS "whose!", @org::uuid AS org_id""")]
    public static partial Task<(string Whose, Guid? OrgId)> WhoseAsync(Database database, OrgId org, CancellationToken cancellationToken);

    [TenantQuery("none", """SELECT 1 / (length(current_setting('app.org_id', true)) - 36) AS impossible, @org::uuid AS org_id""")]
    public static partial Task<(int? Impossible, Guid? OrgId)> FailAsync(
        Database database, OrgId org, CancellationToken cancellationToken);

    [TenantQuery("none", """SELECT pg_sleep(60)::text AS slept, @org::uuid AS org_id""")]
    public static partial Task<(string? Slept, Guid? OrgId)> SleepAsync(Database database, OrgId org, CancellationToken cancellationToken);

    [TenantQuery("none", """SELECT pg_sleep(0.02)::text AS slept, @org::uuid AS org_id""")]
    public static partial Task<(string? Slept, Guid? OrgId)> DozeAsync(Database database, OrgId org, CancellationToken cancellationToken);

    [TenantQuery("none", """SELECT pg_terminate_backend(pg_backend_pid())::text AS died, @org::uuid AS org_id""")]
    public static partial Task<(string? Died, Guid? OrgId)> DieAsync(Database database, OrgId org, CancellationToken cancellationToken);

    [TenantQuery("organizations", "SELECT count(*) AS orgs FROM organizations WHERE org_id = @org")]
    public static partial Task<long> CountOrgsAsync(Database database, OrgId org, CancellationToken cancellationToken);

    [TenantQuery("users", """
        INSERT INTO users (org_id, user_id, email, display_name)
        VALUES (@org, @user, @email, 'Somebody')
        """)]
    public static partial Task<int> InsertUserAsync(
        Database database, OrgId org, UserId user, string email, CancellationToken cancellationToken);
}
