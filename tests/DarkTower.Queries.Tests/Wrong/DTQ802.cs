[assembly: UnusedIndex("users_seen_idx", "The report of next month reads it.")]
[assembly: UnusedIndex("users_nmae_idx", "The report of next month reads it.")]
// ^ DTQ802 The index users_nmae_idx is used, or is not there. Remove its [UnusedIndex].

internal static partial class Users
{
    [TenantQuery("users", "SELECT email FROM users WHERE org_id = @org")]
    private static partial Task<string?> GetEmailAsync(Database database, OrgId org, CancellationToken cancellationToken);
}

/* queries.lock.json
{
  "schema": "?",
  "unused": [
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
