// No body can be written for these, so the compiler says so too.
internal static partial class Users
{
    [TenantQuery("users", "SELECT email FROM users WHERE org_id = @org")]
    private static partial Task<List<string>> ByReferenceAsync(Database database, in OrgId org, CancellationToken cancellationToken);
    // ^ CS8795 Partial method 'Users.ByReferenceAsync(Database, in OrgId, CancellationToken)' must have an implementation part because it
    // | has accessibility modifiers.
    // ^ DTQ001 ByReference has a parameter by reference. Declare it as static partial Task NameAsync(Database, …, CancellationToken); the
    // | task may bring a column's type, a record, a tuple or a List.

    [TenantQuery("users", "SELECT email FROM users WHERE org_id = @org")]
    private static partial Task<List<string>> GenericAsync<T>(Database database, OrgId org, CancellationToken cancellationToken);
    // ^ CS8795 Partial method 'Users.GenericAsync<T>(Database, OrgId, CancellationToken)' must have an implementation part because it has
    // | accessibility modifiers.
    // ^ DTQ001 Generic is generic. Declare it as static partial Task NameAsync(Database, …, CancellationToken); the task may bring a
    // | column's type, a record, a tuple or a List.
}

internal static partial class Generic<T>
{
    [TenantQuery("users", "SELECT email FROM users WHERE org_id = @org")]
    private static partial Task<List<string>> InsideAsync(Database database, OrgId org, CancellationToken cancellationToken);
    // ^ CS8795 Partial method 'Generic<T>.InsideAsync(Database, OrgId, CancellationToken)' must have an implementation part because it has
    // | accessibility modifiers.
    // ^ DTQ001 Inside is generic. Declare it as static partial Task NameAsync(Database, …, CancellationToken); the task may bring a
    // | column's type, a record, a tuple or a List.
}

/* queries.lock.json
{
  "schema": "?",
  "queries": {
    "ByReference": {
      "statements": [
        { "sql": "?", "parameters": { "org": "uuid" }, "columns": [{ "name": "email", "type": "text" }], "rows": "*" }
      ]
    },
    "Generic": {
      "statements": [
        { "sql": "?", "parameters": { "org": "uuid" }, "columns": [{ "name": "email", "type": "text" }], "rows": "*" }
      ]
    },
    "Inside": {
      "statements": [
        { "sql": "?", "parameters": { "org": "uuid" }, "columns": [{ "name": "email", "type": "text" }], "rows": "*" }
      ]
    }
  }
}
*/
