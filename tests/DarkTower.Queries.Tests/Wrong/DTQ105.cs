internal static partial class Users
{
    [TenantQuery("users", """
        SELECT emial
        -- ^ DTQ105 GetEmail is refused by PostgreSQL: column "emial" does not exist. Correct the SQL and run describe again.
        FROM users AS u
        WHERE u.org_id = @org
        """)]
    private static partial Task<string?> GetEmailAsync(Database database, OrgId org, CancellationToken cancellationToken);

    [TenantQuery("users", "DELETE FROM users WHERE org_id = @org AND email = 'a")]
    // ^ DTQ105 Open is refused by PostgreSQL: line 1: a quoted string does not end. Correct the SQL and run describe again.
    private static partial Task OpenAsync(Database database, OrgId org, CancellationToken cancellationToken);
}

/* queries.lock.json
{
  "schema": "?",
  "queries": {
    "GetEmail": {
      "statements": [
        { "sql": "?", "faults": [{ "rule": "error", "at": "emial", "why": "column \"emial\" does not exist" }] }
      ]
    },
    "Open": {
      "statements": [
        {
          "sql": "?",
          "parameters": { "org": "uuid" }
        }
      ]
    }
  }
}
*/
