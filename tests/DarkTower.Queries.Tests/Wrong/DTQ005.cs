internal static partial class Users
{
    [TenantQuery("users", """
        SELECT *
        -- ^ DTQ005 Star says *, which is whatever columns the table has when it runs. Name the columns.
        FROM users AS u
        WHERE u.org_id = @org
        """)]
    private static partial Task<string?> StarAsync(Database database, OrgId org, CancellationToken cancellationToken);

    [TenantQuery("users", """
        SELECT u.*
        -- ^ DTQ005 AliasStar says u.*, which is whatever columns the table has when it runs. Name the columns.
        FROM users AS u
        WHERE u.org_id = @org
        """)]
    private static partial Task<string?> AliasStarAsync(Database database, OrgId org, CancellationToken cancellationToken);

    [TenantQuery("users", """
        SELECT email
        FROM (
            SELECT 1 AS one, *
            -- ^ DTQ005 Inner says *, which is whatever columns the table has when it runs. Name the columns.
            FROM users
            WHERE org_id = @org
        ) AS u
        """)]
    private static partial Task<List<string>> InnerAsync(Database database, OrgId org, CancellationToken cancellationToken);

    [TenantQuery("users", """
        DELETE FROM users
        WHERE org_id = @org
        RETURNING *
        -- ^ DTQ005 Returning says *, which is whatever columns the table has when it runs. Name the columns.
        """)]
    private static partial Task<List<string>> ReturningAsync(Database database, OrgId org, CancellationToken cancellationToken);

    [TenantQuery("users", "TABLE users")]
    // ^ DTQ005 Table says TABLE, which is whatever columns the table has when it runs. Name the columns.
    private static partial Task<List<string>> TableAsync(Database database, OrgId org, CancellationToken cancellationToken);

    [TenantQuery("users", """
        SELECT count(*) + 2 * count(*) FILTER (WHERE email = 'SELECT *') AS many
        FROM users
        WHERE org_id = @org -- SELECT *
        """)]
    private static partial Task<long> FineAsync(Database database, OrgId org, CancellationToken cancellationToken);
}

/* queries.lock.json
{
  "schema": "?",
  "queries": {
    "Table": {
      "statements": [
        { "sql": "?", "parameters": {}, "columns": [{ "name": "email", "type": "text" }], "rows": "*" }
      ]
    },
    "Star": {
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
    "AliasStar": {
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
    "Inner": {
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
    "Returning": {
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
            { "name": "many", "type": "bigint" }
          ],
          "rows": "1"
        }
      ]
    }
  }
}
*/
