internal static partial class Users
{
    [TenantQuery("users", "SELECT email FROM users WHERE org_id = @org")]
    private static partial Task<string?> GetEmailAsync(Database database, OrgId org, CancellationToken cancellationToken);
}

/* queries.lock.json
{
  "schema": "?",
  "queries": {
    "GetEmail": {
      "statements": [
        {
          "sql": "?",
          "parameters": { "org": "uuid" },
          "columns": [
            { "name": "email", "type": "text" }
          ],
          "rows": "0..1",
          "faults": [
            { "rule": "newer", "at": "", "why": "It is of a later version." }
            // ^ DTQ103 queries.lock.json cannot be read: the rule newer is not known to this version. Run `dotnet run --project
            // | DarkTower.Migrator -- describe` and commit the file.
          ]
        }
      ]
    }
  }
}
*/
