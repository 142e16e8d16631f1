internal sealed record User(
    string UserId,
    // ^ DTQ303 GetUser: UserId is string, and the column user_id is uuid. Declare it as Guid or a typed id.
    int Version,
    // ^ DTQ303 GetUser: Version is int, and the column version is bigint. Declare it as long.
    DateTime SeenAt,
    // ^ DTQ303 GetUser: SeenAt is DateTime, and the column seen_at is timestamp(3) with time zone. Declare it as DateTimeOffset.
    Inner Inner,
    // ^ DTQ303 GetUser: Inner is Inner, and the column inner is jsonb. Declare it as JsonElement or a type with [JsonContext].
    string Area,
    // ^ DTQ303 GetUser: Area is string, and the column area is polygon. Cast the column in the SQL to a type that the code has.
    string[] Names);
    // ^ DTQ303 GetUser: Names is string[], and the column names is uuid[]. Declare it as an array of Guid or a typed id.

internal sealed record Inner(string Name);

internal static partial class Users
{
    [TenantQuery("users", "SELECT user_id, version, seen_at, inner, area, names FROM users WHERE org_id = @org")]
    private static partial Task<User?> GetUserAsync(Database database, OrgId org, CancellationToken cancellationToken);

    [TenantQuery("users", "SELECT version FROM users WHERE org_id = @org")]
    private static partial Task<List<string>> VersionsAsync(Database database, OrgId org, CancellationToken cancellationToken);
    // ^ DTQ303 Versions: the result is string, and the column version is bigint. Declare it as long.
}

/* queries.lock.json
{
  "schema": "?",
  "queries": {
    "GetUser": {
      "statements": [
        {
          "sql": "?",
          "parameters": { "org": "uuid" },
          "columns": [
            { "name": "user_id", "type": "uuid" },
            { "name": "version", "type": "bigint" },
            { "name": "seen_at", "type": "timestamp(3) with time zone" },
            { "name": "inner", "type": "jsonb" },
            { "name": "area", "type": "polygon" },
            { "name": "names", "type": "uuid[]" }
          ],
          "rows": "0..1"
        }
      ]
    },
    "Versions": {
      "statements": [
        {
          "sql": "?",
          "parameters": { "org": "uuid" },
          "columns": [
            { "name": "version", "type": "bigint" }
          ],
          "rows": "*"
        }
      ]
    }
  }
}
*/
