internal sealed record Item(int ItemId, string Name);

internal static partial class Items
{
    [TenantQuery("items",
        "UPDATE items SET name = upper(name) WHERE org_id = @org",
        "SELECT item_id, name FROM items WHERE org_id = @org AND item_id <= @last ORDER BY item_id",
        "DELETE FROM items WHERE org_id = @org AND name = ANY(@names)",
        "SELECT count(*) AS many FROM items WHERE org_id = @org",
        "SELECT name FROM items WHERE org_id = @org AND item_id = @item")]
    private static partial Task<(List<Item> Items, long Many, string? Name)> SeveralAsync(
        Database database, OrgId org, int last, string[] names, int item, CancellationToken cancellationToken);

    [TenantQuery("items", "DELETE FROM items WHERE org_id = @org", "UPDATE items SET name = 'b' WHERE org_id = @org OR item_id = @item")]
    private static partial Task<int> CountAsync(Database database, OrgId org, int item, CancellationToken cancellationToken);

    [TenantQuery("items", """
        SELECT name
        FROM items
        WHERE org_id = nullif(current_setting('app.org_id', true), '')::uuid AND name <> @name
        """, TenantFrom = "SELECT org_id FROM directory WHERE subdomain = @subdomain AND subdomain <> @name -- by name")]
    private static partial Task<List<string>> FindAsync(
        Database database, string name, string subdomain, CancellationToken cancellationToken);

    // Exactly one row, so null is the absent item.
    [TenantQuery("items", """
        SELECT i.item_id, i.name
        FROM (VALUES (1)) AS one (n)
        LEFT JOIN items AS i ON i.org_id = @org AND i.item_id = @item
        """)]
    private static partial Task<Item?> OneAsync(Database database, OrgId org, int item, CancellationToken cancellationToken);

    [TenantQuery("items", """
        WITH added AS (
            INSERT INTO items (org_id, item_id, name)
            SELECT @org, @item, 'new'
            WHERE @item >= 0
            RETURNING item_id, name
        )
        SELECT a.item_id, a.name
        FROM (VALUES (1)) AS one (n)
        LEFT JOIN added AS a ON true
        """)]
    [OnViolation("items_pkey", "item-taken")]
    private static partial Task<(string? Refusal, Item? Item)> AddAsync(
        Database database, OrgId org, int item, CancellationToken cancellationToken);
}

/* queries.lock.json
{
  "schema": "?",
  "constraints": ["items_pkey"],
  "queries": {
    "Several": {
      "statements": [
        { "sql": "?", "parameters": { "org": "uuid" } },
        {
          "sql": "?",
          "parameters": { "org": "uuid", "last": "integer" },
          "columns": [{ "name": "item_id", "type": "integer" }, { "name": "name", "type": "text" }],
          "rows": "*"
        },
        { "sql": "?", "parameters": { "org": "uuid", "names": "text[]" } },
        { "sql": "?", "parameters": { "org": "uuid" }, "columns": [{ "name": "many", "type": "bigint" }], "rows": "1" },
        {
          "sql": "?",
          "parameters": { "org": "uuid", "item": "integer" },
          "columns": [{ "name": "name", "type": "text" }],
          "rows": "0..1"
        }
      ]
    },
    "Count": {
      "statements": [
        { "sql": "?", "parameters": { "org": "uuid" } },
        { "sql": "?", "parameters": { "org": "uuid", "item": "integer" } }
      ]
    },
    "Find": {
      "statements": [
        {
          "sql": "?",
          "parameters": { "name": "text", "subdomain": "text" },
          "columns": [{ "name": "name", "type": "text" }],
          "rows": "*"
        }
      ]
    },
    "One": {
      "statements": [
        {
          "sql": "?",
          "parameters": { "org": "uuid", "item": "integer" },
          "columns": [{ "name": "item_id", "type": "integer", "absent": "i" }, { "name": "name", "type": "text", "absent": "i" }],
          "rows": "1"
        }
      ]
    },
    "Add": {
      "statements": [
        {
          "sql": "?",
          "parameters": { "org": "uuid not null", "item": "integer not null" },
          "columns": [{ "name": "item_id", "type": "integer", "absent": "a" }, { "name": "name", "type": "text", "absent": "a" }],
          "rows": "1"
        }
      ]
    }
  }
}
*/
