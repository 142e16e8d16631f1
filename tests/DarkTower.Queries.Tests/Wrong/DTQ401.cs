internal sealed record User(
    Guid UserId,
    DateTimeOffset LastLoginAt,
    // ^ DTQ401 Optional: LastLoginAt is DateTimeOffset, and the column last_login_at may be NULL. Add a question mark, return something
    // | that is never NULL, or claim it: AS "last_login_at!".
    string DisplayName,
    int Seats);
    // ^ DTQ401 Optional: Seats is int, and the column seats is NULL when the row of s is absent. Add a question mark, return something
    // | that is never NULL, or claim it: AS "seats!".

internal static partial class Users
{
    [TenantQuery("users", """
        SELECT o.org_id, u.user_id, u.last_login_at, lower(u.display_name) AS "display_name!", s.seats
        FROM organizations AS o
        LEFT JOIN users AS u ON u.org_id = o.org_id
        LEFT JOIN seats AS s ON s.org_id = o.org_id
        WHERE o.org_id = @org
        """)]
    private static partial Task<List<(Guid OrgId, User? User)>> OptionalAsync(
        Database database, OrgId org, CancellationToken cancellationToken);

    [TenantQuery("users", "SELECT u.email FROM organizations AS o LEFT JOIN users AS u ON u.org_id = o.org_id WHERE o.org_id = @org")]
    private static partial Task<List<(string Email, long? Version)>> TupleAsync(
    // ^ DTQ401 Tuple: Email is string, and the column email is NULL when the row of u is absent. Add a question mark, return something
    // | that is never NULL, or claim it: AS "email!".
        Database database, OrgId org, CancellationToken cancellationToken);

    [TenantQuery("users", "SELECT max(version) AS newest FROM users WHERE org_id = @org")]
    private static partial Task<long> NewestAsync(Database database, OrgId org, CancellationToken cancellationToken);
    // ^ DTQ401 Newest: the result is long, and the column newest may be NULL. Add a question mark, return something that is never NULL,
    // | or claim it: AS "newest!".

    [TenantQuery("users", "SELECT max(version) AS newest FROM users WHERE org_id = @org")]
    private static partial Task<long?> FineAsync(Database database, OrgId org, CancellationToken cancellationToken);
}

/* queries.lock.json
{
  "schema": "?",
  "queries": {
    "Optional": {
      "statements": [
        {
          "sql": "?",
          "parameters": { "org": "uuid" },
          "columns": [
            { "name": "org_id", "type": "uuid" },
            { "name": "user_id", "type": "uuid", "absent": "u" },
            { "name": "last_login_at", "type": "timestamp with time zone", "absent": "u", "null": true },
            { "name": "display_name", "type": "text", "absent": "u", "claimed": true },
            { "name": "seats", "type": "integer", "absent": "s" }
          ],
          "rows": "*"
        }
      ]
    },
    "Tuple": {
      "statements": [
        {
          "sql": "?",
          "parameters": { "org": "uuid" },
          "columns": [
            { "name": "email", "type": "text", "absent": "u" },
            { "name": "version", "type": "bigint", "absent": "u" }
          ],
          "rows": "*"
        }
      ]
    },
    "Newest": {
      "statements": [
        {
          "sql": "?",
          "parameters": { "org": "uuid" },
          "columns": [
            { "name": "newest", "type": "bigint", "null": true }
          ],
          "rows": "1"
        }
      ]
    },
    "Fine": {
      "statements": [
        {
          "sql": "?",
          "parameters": { "org": "uuid" },
          "columns": [
            { "name": "newest", "type": "bigint", "null": true }
          ],
          "rows": "1"
        }
      ]
    }
  }
}
*/
