internal sealed record Added(string? Refusal, string? Email);

internal static partial class Users
{
    [TenantQuery("users", "INSERT INTO users (org_id, email) VALUES (@org, 'a') RETURNING email")]
    [OnViolation("users_email_key", "email-taken")]
    // ^ DTQ308 NotNullable brings (string? Refusal, string Email), which cannot carry a refusal. Bring one row as a tuple of string?
    // | Refusal and parts that may all be null.
    private static partial Task<(string? Refusal, string Email)> NotNullableAsync(
        Database database, OrgId org, CancellationToken cancellationToken);

    [TenantQuery("users", "INSERT INTO users (org_id, email) VALUES (@org, 'a')")]
    [OnViolation("users_email_key", "email-taken")]
    // ^ DTQ308 Nothing brings nothing, which cannot carry a refusal. Bring one row as a tuple of string? Refusal and parts that may all
    // | be null.
    private static partial Task NothingAsync(Database database, OrgId org, CancellationToken cancellationToken);

    [TenantQuery("users", "INSERT INTO users (org_id, email) VALUES (@org, 'a') RETURNING email")]
    [OnViolation("users_email_key", "email-taken")]
    // ^ DTQ308 Record brings Added, which cannot carry a refusal. Bring one row as a tuple of string? Refusal and parts that may all be
    // | null.
    private static partial Task<Added> RecordAsync(Database database, OrgId org, CancellationToken cancellationToken);

    [TenantQuery("users", "INSERT INTO users (org_id, email) VALUES (@org, 'a') RETURNING email, NULL::text AS version")]
    [OnViolation("users_email_key", "email-taken")]
    // ^ DTQ308 NoRefusal brings (string? Email, string? Version), which cannot carry a refusal. Bring one row as a tuple of string?
    // | Refusal and parts that may all be null.
    private static partial Task<(string? Email, string? Version)> NoRefusalAsync(
        Database database, OrgId org, CancellationToken cancellationToken);
}

/* queries.lock.json
{
  "schema": "?",
  "constraints": ["users_email_key"],
  "queries": {
    "NotNullable": {
      "statements": [
        {
          "sql": "?",
          "parameters": { "org": "uuid" },
          "columns": [
            { "name": "email", "type": "text" }
          ],
          "rows": "1"
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
    },
    "Record": {
      "statements": [
        {
          "sql": "?",
          "parameters": { "org": "uuid" },
          "columns": [
            { "name": "email", "type": "text" }
          ],
          "rows": "1"
        }
      ]
    },
    "NoRefusal": {
      "statements": [
        {
          "sql": "?",
          "parameters": { "org": "uuid" },
          "columns": [
            { "name": "email", "type": "text" },
            { "name": "version", "type": "text", "null": true }
          ],
          "rows": "1"
        }
      ]
    }
  }
}
*/
