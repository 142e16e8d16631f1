internal sealed record Created(Guid UserId, long Version);

internal static partial class CreateUser
{
    [TenantQuery("users", """
        WITH created AS (
            INSERT INTO users (org_id, user_id, email, display_name, ip_address, settings)
            VALUES (@org, @user, lower(@email), @display_name, @ip_address, @settings)
            RETURNING user_id, version
        )
        SELECT c.user_id, c.version
        FROM organizations AS o
        LEFT JOIN created AS c ON true
        WHERE o.org_id = @org
        """)]
    [OnViolation("users_email_key", "email-taken")]
    private static partial Task<(string? Refusal, Created? Created)?> CreateUserAsync(
        Database database, OrgId org, UserId user, string email, string? displayName, IPAddress? ipAddress,
        [JsonContext(typeof(SettingsJson))] Settings settings, CancellationToken cancellationToken);
}

internal sealed record Settings(bool Guests);

// As the serializer's generator writes it, which does not run here.
internal sealed class SettingsJson(JsonSerializerOptions? options) : System.Text.Json.Serialization.JsonSerializerContext(options)
{
    public static SettingsJson Default { get; } = new(null);

    public System.Text.Json.Serialization.Metadata.JsonTypeInfo<Settings> Settings => null!;

    protected override JsonSerializerOptions? GeneratedSerializerOptions => null;

    public override System.Text.Json.Serialization.Metadata.JsonTypeInfo? GetTypeInfo(Type type) => null;
}

/* queries.lock.json
{
  "schema": "?",
  "constraints": ["users_email_key"],
  "queries": {
    "CreateUser": {
      "statements": [
        {
          "sql": "?",
          "parameters": {
            "display_name": "text",
            "email": "text",
            "ip_address": "inet",
            "org": "uuid not null",
            "settings": "jsonb not null",
            "user": "uuid not null"
          },
          "columns": [
            { "name": "user_id", "type": "uuid", "absent": "c" },
            { "name": "version", "type": "bigint", "absent": "c" }
          ],
          "rows": "0..1"
        }
      ]
    }
  }
}
*/
