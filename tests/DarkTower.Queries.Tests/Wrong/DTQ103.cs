internal static partial class Users
{
    [TenantQuery("users", "SELECT email FROM users WHERE org_id = @org")]
    private static partial Task<string?> GetEmailAsync(Database database, OrgId org, CancellationToken cancellationToken);
    // ^ DTQ103 queries.lock.json is missing. Run `dotnet run --project DarkTower.Migrator -- describe` and commit the file.
}
