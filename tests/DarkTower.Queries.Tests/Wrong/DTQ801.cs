[assembly: UnusedIndex("users_seen_idx", "The report of next month reads it.")]

internal static partial class Users
{
    [TenantQuery("users", "SELECT email FROM users WHERE org_id = @org")]
    private static partial Task<string?> GetEmailAsync(Database database, OrgId org, CancellationToken cancellationToken);
}

/* queries.lock.json
{
  "schema": "?",
  "unused": [
    "users_name_idx",
    // ^ DTQ801 No query and no constraint uses the index users_name_idx. Drop it in a migration, or say with [assembly:
    // | UnusedIndex("users_name_idx", "…")] who does.
    "users_seen_idx"
  ],
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
