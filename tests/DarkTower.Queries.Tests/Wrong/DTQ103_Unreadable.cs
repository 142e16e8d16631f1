internal static partial class Users
{
    [TenantQuery("users", "SELECT email FROM users WHERE org_id = @org")]
    private static partial Task<string?> GetEmailAsync(Database database, OrgId org, CancellationToken cancellationToken);
}

/* queries.lock.json
{
  "schema": "?",
  "queries": {
    "GetEmail": { "statements": [ }
    // ^ DTQ103 queries.lock.json cannot be read: a value is expected. Run `dotnet run --project DarkTower.Migrator -- describe` and
    // | commit the file.
  }
}
*/
