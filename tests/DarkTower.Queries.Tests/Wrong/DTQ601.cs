internal static partial class Users
{
    [TenantQuery("users", """
        UPDATE users
        SET email = 'a',
            org_id = @org
            -- ^ DTQ601 Move updates org_id. A row stays with its tenant. Leave org_id out of the SET.
        WHERE org_id = @org
        """)]
    private static partial Task<int> MoveAsync(Database database, OrgId org, CancellationToken cancellationToken);
}

/* queries.lock.json
{
  "schema": "?",
  "queries": {
    "Move": {
      "statements": [
        {
          "sql": "?",
          "parameters": { "org": "uuid" },
          "faults": [
            { "rule": "org-id-update", "at": "org_id", "why": "A row stays with its tenant." }
          ]
        }
      ]
    }
  }
}
*/
