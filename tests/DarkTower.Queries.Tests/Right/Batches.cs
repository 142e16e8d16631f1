internal sealed record Item(Guid ItemId, string Name);

internal static partial class Outer
{
    internal static partial class Batches
    {
        [TenantQuery("items",
            "UPDATE items SET seen_at = @run WHERE org_id = @batch",
            "SELECT item_id, name FROM items WHERE org_id = @batch ORDER BY item_id LIMIT @row0",
            "DELETE FROM items WHERE org_id = @batch AND name = ANY(@names)",
            "SELECT count(*) AS many FROM items WHERE org_id = @batch",
            "SELECT name FROM items WHERE org_id = @batch AND item_id = @item")]
        private static partial Task<(List<Item> Items, long Many, string? Name)> SeveralAsync(
            Database database, OrgId batch, DateTimeOffset? run, int row0, string[] names, UserId? item, CancellationToken reader);
    }

    [TenantQuery("items", "DELETE FROM items WHERE org_id = @org", "DELETE FROM users WHERE org_id = @org AND kind = @kind")]
    public static partial Task<int> DeleteAsync(Database database, OrgId org, UserStatus? kind, CancellationToken cancellationToken);

    [TenantQuery("items", "SELECT name FROM items WHERE org_id = nullif(current_setting('app.org_id', true), '')::uuid AND name = @name",
        TenantFrom = "SELECT org_id FROM organization_directory WHERE subdomain = @subdomain AND name <> @name")]
    internal static partial Task<List<string>> FindAsync(
        Database database, string name, string subdomain, CancellationToken cancellationToken);

    [GlobalQuery("codes", "The directory belongs to no tenant.", "INSERT INTO codes (code, note) VALUES (@code, @note)")]
    private static partial Task AddAsync(Database database, string code, JsonElement? note, CancellationToken @event);

    [GlobalQuery("codes", "The directory belongs to no tenant.", "SELECT code, note FROM codes WHERE code = @class")]
    private static partial Task<(string Code, JsonElement? Note)> FirstAsync(
        Database database, string @class, CancellationToken cancellationToken);
}

/* queries.lock.json
{
  "schema": "?",
  "checks": {
    "users_kind_check": ["active", "connection_lost"]
  },
  "queries": {
    "Several": {
      "statements": [
        { "sql": "?", "parameters": { "batch": "uuid", "run": "timestamp with time zone" } },
        {
          "sql": "?",
          "parameters": { "batch": "uuid", "row0": "integer" },
          "columns": [{ "name": "item_id", "type": "uuid" }, { "name": "name", "type": "text" }],
          "rows": "*"
        },
        { "sql": "?", "parameters": { "batch": "uuid", "names": "text[]" } },
        { "sql": "?", "parameters": { "batch": "uuid" }, "columns": [{ "name": "many", "type": "bigint" }], "rows": "1" },
        {
          "sql": "?",
          "parameters": { "batch": "uuid", "item": "uuid" },
          "columns": [{ "name": "name", "type": "text" }],
          "rows": "0..1"
        }
      ]
    },
    "Delete": {
      "statements": [
        { "sql": "?", "parameters": { "org": "uuid" } },
        { "sql": "?", "parameters": { "org": "uuid", "kind": "text check users_kind_check" } }
      ]
    },
    "Find": {
      "statements": [
        {
          "sql": "?",
          "parameters": { "name": "character varying(20)", "subdomain": "text" },
          "columns": [{ "name": "name", "type": "text" }],
          "rows": "*"
        }
      ]
    },
    "Add": {
      "statements": [
        { "sql": "?", "parameters": { "code": "text not null", "note": "jsonb" } }
      ]
    },
    "First": {
      "statements": [
        {
          "sql": "?",
          "parameters": { "class": "text" },
          "columns": [{ "name": "code", "type": "text" }, { "name": "note", "type": "jsonb", "null": true }],
          "rows": "1"
        }
      ]
    }
  }
}
*/
