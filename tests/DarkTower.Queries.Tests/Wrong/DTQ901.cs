internal static partial class Users
{
    [TenantQuery("users", """
        SELECT u.email
        FROM organizations AS o
        JOIN users u ON u.email = o.email
        -- ^ DTQ901 Query: the filter at users u loses its index under row security. ILIKE is not leakproof, so users_email_trgm is not
        -- | used. Use an operator that is leakproof.
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
            { "rule": "not-leakproof", "at": "users u", "why": "ILIKE is not leakproof, so users_email_trgm is not used." }
          ]
        }
      ]
    }
  }
}
*/
