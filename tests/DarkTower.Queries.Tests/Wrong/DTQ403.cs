internal static partial class Users
{
    [TenantQuery("users", "SELECT names FROM users WHERE org_id = @org")]
    private static partial Task<List<string[]>> NamesAsync(Database database, OrgId org, CancellationToken cancellationToken);
    // ^ DTQ403 Names: the result is string[], and elements of the column names may be NULL. Put the question mark on the element, or
    // | claim that none is: AS "names[!]".

    [TenantQuery("users", "SELECT names FROM users WHERE org_id = @org")]
    private static partial Task<List<string?[]>> FineAsync(Database database, OrgId org, CancellationToken cancellationToken);

    [TenantQuery("users", "SELECT names AS \"names[!]\" FROM users WHERE org_id = @org")]
    private static partial Task<List<string[]>> ClaimedAsync(Database database, OrgId org, CancellationToken cancellationToken);
}

/* queries.lock.json
{
  "schema": "?",
  "queries": {
    "Names": {
      "statements": [
        {
          "sql": "?",
          "parameters": { "org": "uuid" },
          "columns": [
            { "name": "names", "type": "text[]", "elements": "null" }
          ],
          "rows": "*"
        }
      ]
    },
    "Fine": {
      "statements": [
        {
          "sql": "?",
          "parameters": { "org": "uuid" },
          "columns": [
            { "name": "names", "type": "text[]", "elements": "null" }
          ],
          "rows": "*"
        }
      ]
    },
    "Claimed": {
      "statements": [
        {
          "sql": "?",
          "parameters": { "org": "uuid" },
          "columns": [
            { "name": "names", "type": "text[]", "claimed": true }
          ],
          "rows": "*"
        }
      ]
    }
  }
}
*/
