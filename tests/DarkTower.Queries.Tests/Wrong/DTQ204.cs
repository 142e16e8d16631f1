internal static partial class Users
{
    [TenantQuery("users", "UPDATE users SET email = @email, name = @name WHERE org_id = @org")]
    private static partial Task<int> SetEmailAsync(Database database, OrgId org, string? email, string? name,
    // ^ DTQ204 SetEmail: the argument email is string?, and its column is NOT NULL. Declare it without the question mark, or say in the
    // | SQL what a null means.
        CancellationToken cancellationToken);
}

/* queries.lock.json
{
  "schema": "?",
  "queries": {
    "SetEmail": {
      "statements": [
        {
          "sql": "?",
          "parameters": { "email": "text not null", "name": "text", "org": "uuid" }
        }
      ]
    }
  }
}
*/
