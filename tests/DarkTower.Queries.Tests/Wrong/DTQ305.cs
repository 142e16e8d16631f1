internal static partial class Users
{
    [TenantQuery("users", """
        SELECT email
        FROM users AS u
        WHERE u.org_id = @org
        """)]
    private static partial Task<string> OneAsync(Database database, OrgId org, CancellationToken cancellationToken);
    // ^ DTQ305 One may return no row. Bring Task<string?>, or fix a unique key in the SQL.

    [TenantQuery("users", """
        SELECT email
        FROM users AS u
        WHERE u.org_id = @org
        """)]
    private static partial Task<string> SeveralAsync(Database database, OrgId org, CancellationToken cancellationToken);
    // ^ DTQ305 Several may return several rows. Bring Task<List<string>>, or fix a unique key in the SQL.

    [TenantQuery("users", """
        SELECT email
        FROM users AS u
        WHERE u.org_id = @org
        """)]
    private static partial Task<string?> OptionalAsync(Database database, OrgId org, CancellationToken cancellationToken);
    // ^ DTQ305 Optional may return several rows. Bring Task<List<string>>, or fix a unique key in the SQL.

    [TenantQuery("users", """
        SELECT email
        FROM users AS u
        WHERE u.org_id = @org
        """)]
    private static partial Task<string?> FineAsync(Database database, OrgId org, CancellationToken cancellationToken);
}

/* queries.lock.json
{
  "schema": "?",
  "queries": {
    "One": {
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
    },
    "Several": {
      "statements": [
        {
          "sql": "?",
          "parameters": { "org": "uuid" },
          "columns": [
            { "name": "email", "type": "text" }
          ],
          "rows": "*"
        }
      ]
    },
    "Optional": {
      "statements": [
        {
          "sql": "?",
          "parameters": { "org": "uuid" },
          "columns": [
            { "name": "email", "type": "text" }
          ],
          "rows": "*"
        }
      ]
    },
    "Fine": {
      "statements": [
        {
          "sql": "?",
          "parameters": { "org": "uuid" },
          "columns": [
            { "name": "email", "type": "text" }
          ],
          "rows": "1"
        }
      ]
    }
  }
}
*/
