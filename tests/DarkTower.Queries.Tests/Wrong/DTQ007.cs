internal static partial class Codes
{
    [GlobalQuery("meeting_codes", "", "SELECT code FROM meeting_codes")]
    // ^ DTQ007 NoReason is global without a reason. Make it a [TenantQuery], or leave the tenant's table out and say in the attribute why
    // | it needs no tenant.
    private static partial Task<List<string>> NoReasonAsync(Database database, CancellationToken cancellationToken);

    [GlobalQuery("meeting_codes", "The code is all that is known.", """
        SELECT c.code
        FROM meeting_codes AS c
        JOIN users AS u ON u.code = c.code
        -- ^ DTQ007 TenantTable is global and touches users AS u, a tenant's table. Make it a [TenantQuery], or leave the tenant's table
        -- | out and say in the attribute why it needs no tenant.
        """)]
    private static partial Task<List<string>> TenantTableAsync(Database database, CancellationToken cancellationToken);
}

/* queries.lock.json
{
  "schema": "?",
  "queries": {
    "NoReason": {
      "statements": [
        {
          "sql": "?",
          "parameters": {  },
          "columns": [
            { "name": "code", "type": "text" }
          ],
          "rows": "*"
        }
      ]
    },
    "TenantTable": {
      "statements": [
        {
          "sql": "?",
          "parameters": {  },
          "columns": [
            { "name": "code", "type": "text" }
          ],
          "rows": "*",
          "faults": [
            { "rule": "unbound", "at": "users AS u", "why": "A global query has no tenant." }
          ]
        }
      ]
    }
  }
}
*/
