internal sealed record User(string? DisplayName, DateTimeOffset? LastLoginAt);

internal static partial class Users
{
    [TenantQuery("users", """
        SELECT o.org_id, u.display_name, u.last_login_at
        FROM organizations AS o
        LEFT JOIN users AS u ON u.org_id = o.org_id
        WHERE o.org_id = @org
        """)]
    private static partial Task<List<(
        Guid OrgId,
        User? User)>> OptionalAsync(
        // ^ DTQ402 Optional: User may be absent, but no column of it is NULL exactly when its row is absent. Return a column that is NOT
        // | NULL in its table, or bring a tuple or record that keeps the two apart.
        Database database, OrgId org, CancellationToken cancellationToken);

    [TenantQuery("users", "SELECT display_name, last_login_at FROM users WHERE org_id = @org")]
    private static partial Task<List<User?>> NeverAbsentAsync(Database database, OrgId org, CancellationToken cancellationToken);
    // ^ DTQ402 NeverAbsent: the row may be absent, but no column of it is NULL exactly when its row is absent. Return a column that is
    // | NOT NULL in its table, or bring a tuple or record that keeps the two apart.

    [TenantQuery("users", "SELECT last_login_at FROM users WHERE org_id = @org")]
    private static partial Task<DateTimeOffset?> NoRowOrNullAsync(Database database, OrgId org, CancellationToken cancellationToken);
    // ^ DTQ402 NoRowOrNull: the row may be absent, but column last_login_at may be NULL itself. Return a column that is NOT NULL in its
    // | table, or bring a tuple or record that keeps the two apart.
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
            { "name": "display_name", "type": "text", "absent": "u", "null": true },
            { "name": "last_login_at", "type": "timestamp with time zone", "absent": "u", "null": true }
          ],
          "rows": "*"
        }
      ]
    },
    "NeverAbsent": {
      "statements": [
        {
          "sql": "?",
          "parameters": { "org": "uuid" },
          "columns": [
            { "name": "display_name", "type": "text", "null": true },
            { "name": "last_login_at", "type": "timestamp with time zone", "null": true }
          ],
          "rows": "*"
        }
      ]
    },
    "NoRowOrNull": {
      "statements": [
        {
          "sql": "?",
          "parameters": { "org": "uuid" },
          "columns": [
            { "name": "last_login_at", "type": "timestamp with time zone", "null": true }
          ],
          "rows": "0..1"
        }
      ]
    }
  }
}
*/
