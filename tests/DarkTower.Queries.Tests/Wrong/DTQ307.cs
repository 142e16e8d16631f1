internal static partial class Users
{
    [TenantQuery("users", "INSERT INTO users (org_id, email) VALUES (@org, 'a') RETURNING email")]
    [OnViolation("users_email_key", "email-taken")]
    [OnViolation("users_emial_key", "email-taken")]
    // ^ DTQ307 Add: no table that it may write has a constraint or unique index users_emial_key. Name one that has, or remove the
    // | attribute.
    private static partial Task<(string? Refusal, string? Email)> AddAsync(
        Database database, OrgId org, CancellationToken cancellationToken);
}

/* queries.lock.json
{
  "schema": "?",
  "constraints": ["users_email_key"],
  "queries": {
    "Add": {
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
    }
  }
}
*/
