internal static partial class Users
{
    [TenantQuery("users", """
        INSERT INTO users (email)
        -- ^ DTQ602 Add inserts into users without the tenant's org_id. Its org_id is left to the default. Insert the tenant's argument.
        SELECT email
        FROM organizations
        WHERE org_id = @org
        """)]
    private static partial Task<int> AddAsync(Database database, OrgId org, CancellationToken cancellationToken);
}

/* queries.lock.json
{
  "schema": "?",
  "queries": {
    "Add": {
      "statements": [
        {
          "sql": "?",
          "parameters": { "org": "uuid" },
          "faults": [
            { "rule": "org-id-insert", "at": "users", "why": "Its org_id is left to the default." }
          ]
        }
      ]
    }
  }
}
*/
