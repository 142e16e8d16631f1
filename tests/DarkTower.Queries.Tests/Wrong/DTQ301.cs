internal sealed record User(
    Guid UserId,
    // ^ DTQ301 Record: no column is named user_id, which UserId needs. Return the column from the SQL, or leave its part of the result
    // | out.
    string Email);

internal static partial class Users
{
    [TenantQuery("users", "SELECT email FROM users WHERE org_id = @org")]
    private static partial Task<User?> RecordAsync(Database database, OrgId org, CancellationToken cancellationToken);

    [TenantQuery("users", "SELECT email FROM users WHERE org_id = @org")]
    private static partial Task<(string Email, string? Refusal)?> TupleAsync(
    // ^ DTQ301 Tuple: no column is named refusal, which Refusal needs. Return the column from the SQL, or leave its part of the result
    // | out.
        Database database, OrgId org, CancellationToken cancellationToken);

    [TenantQuery("users", "DELETE FROM users WHERE org_id = @org")]
    private static partial Task<string> NothingAsync(Database database, OrgId org, CancellationToken cancellationToken);
    // ^ DTQ301 Nothing: it brings string, and no statement returns a column. Return the column from the SQL, or leave its part of the
    // | result out.
}

/* queries.lock.json
{
  "schema": "?",
  "queries": {
    "Record": {
      "statements": [
        {
          "sql": "?",
          "parameters": { "org": "uuid" },
          "columns": [
            { "name": "email", "type": "text" }
          ],
          "rows": "0..1"
        }
      ]
    },
    "Tuple": {
      "statements": [
        {
          "sql": "?",
          "parameters": { "org": "uuid" },
          "columns": [
            { "name": "email", "type": "text" }
          ],
          "rows": "0..1"
        }
      ]
    },
    "Nothing": {
      "statements": [
        {
          "sql": "?",
          "parameters": { "org": "uuid" }
        }
      ]
    }
  }
}
*/
