internal static partial class Users
{
    [TenantQuery("users", """
        SELECT u.email
        FROM organizations AS o
        JOIN users u ON u.email = o.email
        -- ^ DTQ501 Query: users AS u is not bound to the tenant. No equality ties its org_id to the tenant. Compare its org_id with the
        -- | tenant by =, in its ON or WHERE.
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
            { "rule": "unbound", "at": "users AS u", "why": "No equality ties its org_id to the tenant." }
          ]
        }
      ]
    }
  }
}
*/
