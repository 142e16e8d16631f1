internal static partial class Users
{
    [TenantQuery("users", """
        SELECT email
        FROM users AS u
        WHERE u.org_id = @org
        """)]
    private static partial Task<string?> GetEmailAsync(Database database, OrgId org, UserId userId, CancellationToken cancellationToken);
    // ^ DTQ202 GetEmail: no statement says @user_id, so the argument userId does nothing. Use it or leave it out.
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
