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

    [TenantQuery("users", "SELECT email FROM users WHERE org_id = @org AND user_id = @user")]
    private static partial Task<string?> OverloadAsync(Database database, OrgId org, UserId user, CancellationToken cancellationToken);

    [TenantQuery("users", "SELECT email FROM users WHERE org_id = @org AND user_id = @user")]
    private static partial Task<string?> OverloadAsync(Database database, OrgId org, Guid user, CancellationToken cancellationToken);
    // ^ DTQ006 Overload is also the name of a query of GetOther. Rename one of the methods: the lock, spans and metrics know a query by
    // | its name.
}

/* queries.lock.json
{
  "schema": "?",
  "queries": {
    "Overload": {
      "statements": [
        {
          "sql": "?",
          "parameters": { "org": "uuid", "user": "uuid" },
          "columns": [{ "name": "email", "type": "text" }],
          "rows": "0..1"
        }
      ]
    },
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
