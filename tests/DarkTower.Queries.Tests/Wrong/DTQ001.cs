internal static partial class Users
{
    [TenantQuery("users", "SELECT email FROM users WHERE org_id = @org")]
    private static Task<string?> NotPartialAsync(Database database, OrgId org, CancellationToken cancellationToken) =>
    // ^ DTQ001 NotPartial is not partial. Declare it as static partial Task NameAsync(Database, …, CancellationToken); the task may bring
    // | a column's type, a record, a tuple or a List.
        Task.FromResult<string?>(null);

    [TenantQuery("users", "SELECT email FROM users WHERE org_id = @org")]
    private static partial Task<string?> DatabaseIsMissingAsync(OrgId org, CancellationToken cancellationToken);
    // ^ DTQ001 DatabaseIsMissing does not have the one Database as its first parameter. Declare it as static partial Task
    // | NameAsync(Database, …, CancellationToken); the task may bring a column's type, a record, a tuple or a List.

    [TenantQuery("users", "SELECT email FROM users WHERE org_id = @org")]
    private static partial Task<string?> TwoDatabasesAsync(Database database, OrgId org, Database other, CancellationToken token);
    // ^ DTQ001 TwoDatabases does not have the one Database as its first parameter. Declare it as static partial Task NameAsync(Database,
    // | …, CancellationToken); the task may bring a column's type, a record, a tuple or a List.

    [TenantQuery("users", "SELECT email FROM users WHERE org_id = @org")]
    private static partial Task<string?> TwoTokensAsync(Database database, OrgId org, CancellationToken other, CancellationToken token);
    // ^ DTQ001 TwoTokens does not have the one CancellationToken as its last parameter. Declare it as static partial Task
    // | NameAsync(Database, …, CancellationToken); the task may bring a column's type, a record, a tuple or a List.

    [TenantQuery("users", "SELECT email FROM users WHERE org_id = @org")]
    private static partial Task<string?> TokenIsNotLastAsync(Database database, CancellationToken cancellationToken, OrgId org);
    // ^ DTQ001 TokenIsNotLast does not have the one CancellationToken as its last parameter. Declare it as static partial Task
    // | NameAsync(Database, …, CancellationToken); the task may bring a column's type, a record, a tuple or a List.

    [TenantQuery("users")]
    private static partial Task NoSqlAsync(Database database, OrgId org, CancellationToken cancellationToken);
    // ^ DTQ001 NoSql has no SQL. Declare it as static partial Task NameAsync(Database, …, CancellationToken); the task may bring a
    // | column's type, a record, a tuple or a List.

    [TenantQuery("", "SELECT email FROM users WHERE org_id = @org")]
    private static partial Task<string?> NoTableAsync(Database database, OrgId org, CancellationToken cancellationToken);
    // ^ DTQ001 NoTable does not name its table as a literal. Declare it as static partial Task NameAsync(Database, …, CancellationToken);
    // | the task may bring a column's type, a record, a tuple or a List.

    [TenantQuery("users", "SELECT email FROM users WHERE org_id = @org")]
    private static partial ValueTask<string?> NoTaskAsync(Database database, OrgId org, CancellationToken cancellationToken);
    // ^ DTQ001 NoTask returns ValueTask<string?>. Declare it as static partial Task NameAsync(Database, …, CancellationToken); the task
    // | may bring a column's type, a record, a tuple or a List.

    [TenantQuery("users", "SELECT email FROM users WHERE org_id = @org")]
    private static partial Task<IReadOnlyList<string>> NoListAsync(Database database, OrgId org, CancellationToken cancellationToken);
    // ^ DTQ001 NoList brings IReadOnlyList<string>, which is no column's type, record, tuple or List of them. Declare it as static
    // | partial Task NameAsync(Database, …, CancellationToken); the task may bring a column's type, a record, a tuple or a List.

    [TenantQuery("users", "SELECT email FROM users WHERE org_id = @org")]
    private static partial Task<List<List<string>>> ListsAsync(Database database, OrgId org, CancellationToken cancellationToken);
    // ^ DTQ001 Lists brings List<List<string>>, which is no List of a column's type, record or tuple. Declare it as static partial Task
    // | NameAsync(Database, …, CancellationToken); the task may bring a column's type, a record, a tuple or a List.

    [TenantQuery("users", "SELECT email FROM users WHERE org_id = @org", "SELECT email FROM users WHERE org_id = @org")]
    private static partial Task<string?> TwoResultsAsync(Database database, OrgId org, CancellationToken cancellationToken);
    // ^ DTQ001 TwoResults brings string?, though 2 statements return columns, which make a tuple of 2. Declare it as static partial Task
    // | NameAsync(Database, …, CancellationToken); the task may bring a column's type, a record, a tuple or a List.

    [TenantQuery("users", "SELECT email FROM users WHERE org_id = @org", "SELECT email FROM users WHERE org_id = @org")]
    private static partial Task<(string? One, string? Two, string? Three)> ThreeForTwoAsync(
    // ^ DTQ001 ThreeForTwo brings (string? One, string? Two, string? Three), though 2 statements return columns, which make a tuple of 2.
    // | Declare it as static partial Task NameAsync(Database, …, CancellationToken); the task may bring a column's type, a record, a
    // | tuple or a List.
        Database database, OrgId org, CancellationToken cancellationToken);

    [TenantQuery("users", "SELECT email FROM users WHERE org_id = @org", "SELECT email FROM users WHERE org_id = @org")]
    private static partial Task<(string? One, string? Two)?> NullableAsync(
    // ^ DTQ001 Nullable brings (string? One, string? Two)?, though 2 statements return columns, which make a tuple of 2. Declare it as
    // | static partial Task NameAsync(Database, …, CancellationToken); the task may bring a column's type, a record, a tuple or a List.
        Database database, OrgId org, CancellationToken cancellationToken);

    [TenantQuery("users", "SELECT email FROM users WHERE org_id = @org")]
    [GlobalQuery("users", "none", "SELECT email FROM users WHERE org_id = @org")]
    private static partial Task<string?> TwiceAsync(Database database, OrgId org, CancellationToken cancellationToken);
    // ^ DTQ001 Twice is a query twice. Declare it as static partial Task NameAsync(Database, …, CancellationToken); the task may bring a
    // | column's type, a record, a tuple or a List.
}

internal sealed partial class Instance
{
    [TenantQuery("users", "SELECT email FROM users WHERE org_id = @org")]
    private partial Task<string?> NotStaticAsync(Database database, OrgId org, CancellationToken cancellationToken);
    // ^ DTQ001 NotStatic is not static. Declare it as static partial Task NameAsync(Database, …, CancellationToken); the task may bring a
    // | column's type, a record, a tuple or a List.
}

/* queries.lock.json
{
  "schema": "?",
  "queries": {
    "ThreeForTwo": {
      "statements": [
        { "sql": "?", "parameters": { "org": "uuid" }, "columns": [{ "name": "email", "type": "text" }], "rows": "0..1" },
        { "sql": "?", "parameters": { "org": "uuid" }, "columns": [{ "name": "email", "type": "text" }], "rows": "0..1" }
      ]
    },
    "Nullable": {
      "statements": [
        { "sql": "?", "parameters": { "org": "uuid" }, "columns": [{ "name": "email", "type": "text" }], "rows": "0..1" },
        { "sql": "?", "parameters": { "org": "uuid" }, "columns": [{ "name": "email", "type": "text" }], "rows": "0..1" }
      ]
    },
    "TwoDatabases": {
      "statements": [
        { "sql": "?", "parameters": { "org": "uuid" }, "columns": [{ "name": "email", "type": "text" }], "rows": "0..1" }
      ]
    },
    "TwoTokens": {
      "statements": [
        { "sql": "?", "parameters": { "org": "uuid" }, "columns": [{ "name": "email", "type": "text" }], "rows": "0..1" }
      ]
    },
    "NotPartial": {
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
    "DatabaseIsMissing": {
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
    "TokenIsNotLast": {
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
    "NoTable": {
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
    "NoTask": {
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
    "NoList": {
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
    "Lists": {
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
    "Twice": {
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
    "NotStatic": {
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
    "NoSql": { "statements": [] },
    "TwoResults": {
      "statements": [
        { "sql": "?", "parameters": { "org": "uuid" }, "columns": [{ "name": "email", "type": "text" }], "rows": "0..1" },
        { "sql": "?", "parameters": { "org": "uuid" }, "columns": [{ "name": "email", "type": "text" }], "rows": "0..1" }
      ]
    }
  }
}
*/
