internal sealed record User(string Email);

internal static partial class Users
{
    [TenantQuery("users", """
        SELECT
            u.email,
            u.version,
            -- ^ DTQ302 Record: nothing takes the column version. Leave it out of the SQL, or give the result a member for it.
            lower(u.email) AS "small!"
            -- ^ DTQ302 Record: nothing takes the column small. Leave it out of the SQL, or give the result a member for it.
        FROM users AS u
        WHERE u.org_id = @org
        """)]
    private static partial Task<User?> RecordAsync(Database database, OrgId org, CancellationToken cancellationToken);

    [TenantQuery("users", "DELETE FROM users WHERE org_id = @org RETURNING email")]
    // ^ DTQ302 Delete: nothing takes the column email. Leave it out of the SQL, or give the result a member for it.
    private static partial Task DeleteAsync(Database database, OrgId org, CancellationToken cancellationToken);

    [TenantQuery("users", "SELECT email, version FROM users WHERE org_id = @org")]
    // ^ DTQ302 Leaf: nothing takes the column version. Leave it out of the SQL, or give the result a member for it.
    private static partial Task<List<string>> LeafAsync(Database database, OrgId org, CancellationToken cancellationToken);
}

/* queries.lock.json
{
  "schema": "?",
  "queries": {
    "Record": {
      "statements": [
        {
          "sql": "?",
          "parameters": { "org": "uuid" },
          "columns": [
            { "name": "email", "type": "text" },
            { "name": "version", "type": "bigint" },
            { "name": "small", "type": "text", "claimed": true }
          ],
          "rows": "0..1"
        }
      ]
    },
    "Delete": {
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
    "Leaf": {
      "statements": [
        {
          "sql": "?",
          "parameters": { "org": "uuid" },
          "columns": [
            { "name": "email", "type": "text" },
            { "name": "version", "type": "bigint" }
          ],
          "rows": "*"
        }
      ]
    }
  }
}
*/
