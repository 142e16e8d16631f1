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

    [TenantQuery("users", "SELECT 1 AS one", TenantFrom = """
        SELECT org_id
        FROM users
        -- ^ DTQ501 LookUp: users is not bound to the tenant. It is looked up before there is one. Compare its org_id with the tenant by =,
        -- | in its ON or WHERE.
        WHERE email = @email
        """)]
    private static partial Task<int> LookUpAsync(Database database, string email, CancellationToken cancellationToken);
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
    },
    "LookUp": {
      "statements": [
        {
          "sql": "?",
          "parameters": { "email": "text" },
          "columns": [{ "name": "one", "type": "integer" }],
          "rows": "1",
          "faults": [
            { "rule": "unbound", "at": "users", "why": "It is looked up before there is one." }
          ]
        }
      ]
    }
  }
}
*/
