internal static partial class Users
{
    [TenantQuery("users", """
        SELECT
            lower(u.email)
                AS "email!"
            -- ^ DTQ404 Emails claims that email is never NULL. A row without an email made it NULL. Remove the mark, and let the result
            -- | hold the NULL.
        FROM users AS u
        WHERE u.org_id = @org
        """)]
    private static partial Task<List<string>> EmailsAsync(Database database, OrgId org, CancellationToken cancellationToken);
}

/* queries.lock.json
{
  "schema": "?",
  "queries": {
    "Emails": {
      "statements": [
        {
          "sql": "?",
          "parameters": { "org": "uuid" },
          "columns": [
            { "name": "email", "type": "text", "claimed": true }
          ],
          "rows": "*",
          "faults": [
            { "rule": "null-claimed", "at": "email", "why": "A row without an email made it NULL." }
          ]
        }
      ]
    }
  }
}
*/
