internal static partial class Users
{
    [TenantQuery("users", """
        SELECT u.email
        FROM organizations AS o
        JOIN users u ON u.email = o.email
        -- ^ DTQ702 Query reads users AS u by an index without org_id. users_email_idx (email) is read. Use an index that begins with
        -- | org_id, or say with Scan = "…" why this is right.
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
            { "rule": "index-without-org", "at": "users AS u", "why": "users_email_idx (email) is read." }
          ]
        }
      ]
    }
  }
}
*/
