internal enum Few { Active }

internal enum Other { Active, ConnectionLost, Asleep }

internal static partial class Users
{
    private enum Hidden { Active, ConnectionLost }

    [TenantQuery("users", """
        SELECT status, role, kind
        FROM users AS u
        WHERE u.org_id = @org AND u.role = @role AND u.status = @few
        """)]
    private static partial Task<List<(
        Other Status,
        // ^ DTQ304 Get: Status is Other, but it has no member for gone of users_status_check, which does not allow asleep. Make the
        // | members and the list the same; ConnectionLost is connection_lost.
        UserStatus Role,
        UserStatus Kind)>> GetAsync(
        // ^ DTQ304 Get: Kind is UserStatus, but no CHECK lists the values. Make the members and the list the same; ConnectionLost is
        // | connection_lost.
        Database database, OrgId org,
        Other role,
        // ^ DTQ304 Get: role is Other, but users_role_check does not allow asleep. Make the members and the list the same; ConnectionLost
        // | is connection_lost.
        Few few,
        // ^ DTQ304 Get: few is Few, but it has no member for connection_lost, gone of users_status_check. Make the members and the list
        // | the same; ConnectionLost is connection_lost.
        CancellationToken cancellationToken);

    [TenantQuery("users", "SELECT role FROM users WHERE org_id = @org")]
    private static partial Task<List<Hidden>> HiddenAsync(Database database, OrgId org, CancellationToken cancellationToken);
    // ^ DTQ304 Hidden: the result is Hidden, but it has no members that generated code can see. Make the members and the list the same;
    // | ConnectionLost is connection_lost.
}

/* queries.lock.json
{
  "schema": "?",
  "checks": {
    "users_role_check": ["active", "connection_lost"],
    "users_status_check": ["active", "connection_lost", "gone"]
  },
  "queries": {
    "Get": {
      "statements": [
        {
          "sql": "?",
          "parameters": { "org": "uuid", "role": "text check users_role_check", "few": "text not null check users_status_check" },
          "columns": [
            { "name": "status", "type": "text", "check": "users_status_check" },
            { "name": "role", "type": "text", "check": "users_role_check" },
            { "name": "kind", "type": "text" }
          ],
          "rows": "*"
        }
      ]
    },
    "Hidden": {
      "statements": [
        {
          "sql": "?",
          "parameters": { "org": "uuid" },
          "columns": [
            { "name": "role", "type": "text", "check": "users_role_check" }
          ],
          "rows": "*"
        }
      ]
    }
  }
}
*/
