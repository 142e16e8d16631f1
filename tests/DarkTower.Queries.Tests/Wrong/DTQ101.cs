internal static partial class Users
{
    [TenantQuery("users", "SELECT email FROM users WHERE org_id = @org")]
    private static partial Task<string?> GetEmailAsync(Database database, OrgId org, CancellationToken cancellationToken);
    // ^ DTQ101 GetEmail is not in queries.lock.json. Run `dotnet run --project DarkTower.Migrator -- describe` and commit the file.
}

/* queries.lock.json
{
  "schema": "?",
  "queries": {

  }
}
*/
