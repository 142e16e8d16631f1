internal static partial class Users
{
    [TenantQuery("users", "SELECT email FROM users WHERE org_id = @org")]
    private static partial Task<string?> GetEmailAsync(Database database, OrgId org, CancellationToken cancellationToken);
}

/* queries.lock.json
// ^ DTQ104 queries.lock.json describes the schema 0123456789abcdef, and the migrations make e0e859072923d4cc. Run `dotnet run --project
// | DarkTower.Migrator -- describe` and commit the file.
{
  "schema": "0123456789abcdef",
  "queries": {
    "GetEmail": {
      "statements": [
        {
          "sql": "?",
          "parameters": { "org": "uuid" },
          "columns": [
            { "name": "email", "type": "text" }
          ],
          "rows": "0..1"
        }
      ]
    }
  }
}
*/
