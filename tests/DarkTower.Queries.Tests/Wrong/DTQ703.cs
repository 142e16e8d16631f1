internal static partial class Users
{
    [TenantQuery("users", "SELECT email FROM users WHERE org_id = @org", Scan = "The table is small.")]
    // ^ DTQ703 Needless excuses a scan, and there is none. Remove Scan.
    private static partial Task<List<string>> NeedlessAsync(Database database, OrgId org, CancellationToken cancellationToken);

    [TenantQuery("users", "SELECT email FROM users WHERE org_id = @org", Scan = "The table is small.")]
    private static partial Task<List<string>> NeededAsync(Database database, OrgId org, CancellationToken cancellationToken);
}

/* queries.lock.json
{
  "schema": "?",
  "queries": {
    "Needless": {
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
    "Needed": {
      "statements": [
        {
          "sql": "?",
          "parameters": { "org": "uuid" },
          "columns": [
            { "name": "email", "type": "text" }
          ],
          "rows": "*",
          "faults": [
            { "rule": "scan", "at": "users", "why": "No index." }
          ]
        }
      ]
    }
  }
}
*/
