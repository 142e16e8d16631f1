internal static partial class GetUser
{
    [TenantQuery("users", "SELECT email FROM users WHERE org_id = @org")]
    private static partial Task<string?> GetEmailAsync(Database database, OrgId org, CancellationToken cancellationToken);
}

internal static partial class GetOther
{
    [TenantQuery("users", "SELECT email FROM users WHERE org_id = @org")]
    private static partial Task<string?> GetEmail(Database database, OrgId org, CancellationToken cancellationToken);
    // ^ DTQ006 GetEmail is also the name of a query of GetUser. Rename one of the methods: the lock, spans and metrics know a query by
    // | its name.
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
          "rows": "0..1"
        }
      ]
    }
  }
}
*/
