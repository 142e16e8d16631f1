namespace DarkTower.Things.Users;

internal sealed record GetUserResponse(Guid UserId, string Email, UserStatus Status, DateTimeOffset? LastLoginAt);

internal static partial class GetUser
{
    [TenantQuery("users", """
        SELECT o.org_id, u.user_id, u.email, u.status, u.last_login_at
        FROM organizations AS o
        LEFT JOIN users AS u ON u.org_id = @org AND u.user_id = @user AND u.deleted_at IS NULL
        WHERE o.org_id = @org AND o.deleted_at IS NULL
        """)]
    private static partial Task<(OrgId OrgId, GetUserResponse? User)?> GetUserAsync(
        Database database, OrgId org, UserId user, CancellationToken cancellationToken);
}

/* queries.lock.json
{
  "schema": "?",
  "checks": {
    "users_status_check": ["active", "connection_lost"]
  },
  "queries": {
    "GetUser": {
      "in": "Users/GetUser.cs",
      "statements": [
        {
          "sql": "?",
          "parameters": {
            "org": "uuid",
            "user": "uuid"
          },
          "columns": [
            { "name": "org_id", "type": "uuid" },
            { "name": "user_id", "type": "uuid", "absent": "u" },
            { "name": "email", "type": "text", "absent": "u" },
            { "name": "status", "type": "text", "absent": "u", "check": "users_status_check" },
            { "name": "last_login_at", "type": "timestamp with time zone", "absent": "u", "null": true }
          ],
          "rows": "0..1",
          "tables": ["organizations", "users"],
          "writes": [],
          "plan": [],
          "faults": []
        }
      ]
    }
  }
}
*/
