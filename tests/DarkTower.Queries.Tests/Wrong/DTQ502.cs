internal static partial class Users
{
    [TenantQuery("users", """
        SELECT u.email
        -- ^ DTQ502 Query sees other rows when row security is off. 3 rows came back instead of 2. Bind every tenant's table to the
        -- | tenant.
        FROM organizations AS o
        JOIN users u ON u.email = o.email
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
            { "rule": "leaks", "at": "", "why": "3 rows came back instead of 2." }
          ]
        }
      ]
    }
  }
}
*/
