internal static partial class Users
{
    [TenantQuery("users", """
        SELECT u.email
        FROM organizations AS o
        JOIN users u ON u.email = o.email
        -- ^ DTQ701 Query scans users AS u. No index begins with email. Give it an index, or say with Scan = "…" why the scan is right.
        WHERE o.org_id = @org
        """)]
    private static partial Task<List<string>> QueryAsync(Database database, OrgId org, CancellationToken cancellationToken);
}

/* queries.lock.json
{
  "schema": "?",
  "queries": {
    "Query": {
      "statements": [
        {
          "sql": "?",
          "parameters": { "org": "uuid" },
          "columns": [
            { "name": "email", "type": "text" }
          ],
          "rows": "*",
          "faults": [
            { "rule": "scan", "at": "users AS u", "why": "No index begins with email." }
          ]
        }
      ]
    }
  }
}
*/
