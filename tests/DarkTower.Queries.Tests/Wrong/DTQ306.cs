internal static partial class Users
{
    [TenantQuery("users", """
        SELECT 1
        -- ^ DTQ306 NoName: a column has no name. Name it with AS.
        FROM users AS u
        WHERE u.org_id = @org
        """)]
    private static partial Task<List<int>> NoNameAsync(Database database, OrgId org, CancellationToken cancellationToken);

    [TenantQuery("users", """
        SELECT u.email, u.version,
            o.email
            -- ^ DTQ306 Twice: two columns are named email. Name it with AS.
        FROM users AS u
        JOIN organizations AS o ON o.org_id = u.org_id
        WHERE u.org_id = @org
        """)]
    private static partial Task<List<(string Email, long Version)>> TwiceAsync(
        Database database, OrgId org, CancellationToken cancellationToken);
}

/* queries.lock.json
{
  "schema": "?",
  "queries": {
    "NoName": {
      "statements": [
        {
          "sql": "?",
          "parameters": { "org": "uuid" },
          "columns": [
            { "name": "?column?", "type": "integer" }
          ],
          "rows": "*"
        }
      ]
    },
    "Twice": {
      "statements": [
        {
          "sql": "?",
          "parameters": { "org": "uuid" },
          "columns": [
            { "name": "email", "type": "text" },
            { "name": "version", "type": "bigint" },
            { "name": "email", "type": "text" }
          ],
          "rows": "*"
        }
      ]
    }
  }
}
*/
