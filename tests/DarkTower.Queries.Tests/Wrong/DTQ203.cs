internal static partial class Users
{
    [TenantQuery("users", """
        SELECT email
        FROM users AS u
        WHERE u.org_id = @org AND u.version = @version AND u.seen = @seen AND u.tag = ANY(@tags) AND u.area @> @area AND u.a = @anything
        """)]
    private static partial Task<string?> GetEmailAsync(
        Database database, OrgId org, int version,
        // ^ DTQ203 GetEmail: the argument version is int, and PostgreSQL takes bigint. Declare it as long.
        DateTime seen,
        // ^ DTQ203 GetEmail: the argument seen is DateTime, and PostgreSQL takes timestamp with time zone. Declare it as DateTimeOffset.
        string tags,
        // ^ DTQ203 GetEmail: the argument tags is string, and PostgreSQL takes text[]. Declare it as an array of string or an enum.
        string area,
        // ^ DTQ203 GetEmail: the argument area is string, and PostgreSQL takes polygon. Cast it in the SQL to a type that the code has.
        object anything,
        // ^ DTQ203 GetEmail: the argument anything is object, and PostgreSQL takes jsonb. Declare it as JsonElement or a type with
        // | [JsonContext].
        CancellationToken cancellationToken);

    [TenantQuery("users", "SELECT 1 AS one", TenantFrom = "SELECT org_id FROM directory WHERE subdomain = @name")]
    private static partial Task<int> LookUpAsync(Database database, object name, CancellationToken cancellationToken);
    // ^ DTQ203 LookUp: the argument name is object, and PostgreSQL takes text. Declare it as string or an enum.
}

/* queries.lock.json
{
  "schema": "?",
  "queries": {
    "GetEmail": {
      "statements": [
        {
          "sql": "?",
          "parameters": {
            "org": "uuid", "version": "bigint", "seen": "timestamp with time zone", "tags": "text[]", "area": "polygon", "anything": "jsonb"
          },
          "columns": [
            { "name": "email", "type": "text" }
          ],
          "rows": "0..1"
        }
      ]
    },
    "LookUp": {
      "statements": [
        { "sql": "?", "parameters": { "name": "text" }, "columns": [{ "name": "one", "type": "integer" }], "rows": "1" }
      ]
    }
  }
}
*/
