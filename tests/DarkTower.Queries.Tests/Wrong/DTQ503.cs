[TenantId] internal readonly record struct Number(int Value);

internal static partial class Users
{
    [TenantQuery("users", "SELECT 1 AS one")]
    private static partial Task<int> MissingAsync(Database database, CancellationToken cancellationToken);
    // ^ DTQ503 Missing has no parameter of a [TenantId] type. Give a tenant's query exactly one parameter of a [TenantId] type, and none
    // | to a global one or one with TenantFrom.

    [TenantQuery("users", "SELECT email FROM users WHERE org_id = @org")]
    private static partial Task<string?> TwoAsync(
        Database database, OrgId org,
        OrgId other,
        // ^ DTQ503 Two has a second tenant, other. Give a tenant's query exactly one parameter of a [TenantId] type, and none to a global
        // | one or one with TenantFrom.
        CancellationToken cancellationToken);

    [TenantQuery("users", "SELECT email FROM users WHERE org_id = @org")]
    private static partial Task<string?> NullableAsync(Database database, OrgId? org, CancellationToken cancellationToken);
    // ^ DTQ503 Nullable has the tenant org as OrgId?, which is no record struct of one Guid Value. Give a tenant's query exactly one
    // | parameter of a [TenantId] type, and none to a global one or one with TenantFrom.

    [TenantQuery("users", "SELECT email FROM users WHERE org_id = @org")]
    private static partial Task<string?> NumberAsync(Database database, Number org, CancellationToken cancellationToken);
    // ^ DTQ503 Number has the tenant org as Number, which is no record struct of one Guid Value. Give a tenant's query exactly one
    // | parameter of a [TenantId] type, and none to a global one or one with TenantFrom.

    [GlobalQuery("users", "none", "SELECT @org AS org")]
    private static partial Task<Guid> GlobalAsync(Database database, OrgId org, CancellationToken cancellationToken);
    // ^ DTQ503 Global has the tenant org, though it is global. Give a tenant's query exactly one parameter of a [TenantId] type, and none
    // | to a global one or one with TenantFrom.

    [TenantQuery("users", "SELECT 1 AS one", TenantFrom = "SELECT @org")]
    private static partial Task<int> LookedUpAsync(Database database, OrgId org, CancellationToken cancellationToken);
    // ^ DTQ503 LookedUp has the tenant org, though TenantFrom looks it up. Give a tenant's query exactly one parameter of a [TenantId]
    // | type, and none to a global one or one with TenantFrom.
}

/* queries.lock.json
{
  "schema": "?",
  "queries": {
    "Missing": {
      "statements": [
        {
          "sql": "?",
          "parameters": {  },
          "columns": [
            { "name": "one", "type": "integer" }
          ],
          "rows": "1"
        }
      ]
    },
    "Two": {
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
    "Nullable": {
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
    "Number": {
      "statements": [
        {
          "sql": "?",
          "parameters": { "org": "integer" },
          "columns": [
            { "name": "email", "type": "text" }
          ],
          "rows": "0..1"
        }
      ]
    },
    "Global": {
      "statements": [
        {
          "sql": "?",
          "parameters": { "org": "uuid" },
          "columns": [
            { "name": "org", "type": "uuid" }
          ],
          "rows": "1"
        }
      ]
    },
    "LookedUp": {
      "statements": [
        {
          "sql": "?",
          "parameters": { "org": "uuid" },
          "columns": [
            { "name": "one", "type": "integer" }
          ],
          "rows": "1"
        }
      ]
    }
  }
}
*/
