internal static partial class Users
{
    [TenantQuery("users", """
        SELECT email,
            query_to_xml('SELECT email FROM users', true, false, '')::text AS others
            -- ^ DTQ008 GetOthers calls query_to_xml, which runs SQL that is given as text. Leave query_to_xml out: say in the statement
            -- | itself what it does.
        FROM users
        WHERE org_id = @org
        """)]
    private static partial Task<List<(string Email, string? Others)>> GetOthersAsync(
        Database database, OrgId org, CancellationToken cancellationToken);
}

/* queries.lock.json
{
  "schema": "?",
  "queries": {
    "GetOthers": {
      "statements": [
        {
          "sql": "?",
          "parameters": { "org": "uuid" },
          "columns": [{ "name": "email", "type": "text" }, { "name": "others", "type": "text", "null": true }],
          "rows": "*",
          "faults": [
            { "rule": "opaque", "at": "query_to_xml", "why": "calls query_to_xml, which runs SQL that is given as text" }
          ]
        }
      ]
    }
  }
}
*/
