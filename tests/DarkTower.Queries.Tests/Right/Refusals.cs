internal sealed record Added(int ItemId, string Name);

internal static partial class Refusals
{
    // Absence is the violation's alone: the statement itself always returns the row.
    [TenantQuery("items", "INSERT INTO items (org_id, item_id, name) VALUES (@org, @item, 'new') RETURNING item_id, name")]
    [OnViolation("items_pkey", "item-taken")]
    private static partial Task<(string? Refusal, Added? Added)> AddAsync(
        Database database, OrgId org, int item, CancellationToken cancellationToken);

    // The refusal is a column too.
    [TenantQuery("items", """
        INSERT INTO items (org_id, item_id, name)
        VALUES (@org, @item, 'new')
        RETURNING CASE WHEN item_id > 9 THEN 'item-large' END AS refusal, item_id
        """)]
    [OnViolation("items_pkey", "item-taken")]
    [OnViolation("items_org_fkey", "org-not-found")]
    private static partial Task<(int? ItemId, string? Refusal)?> AddSmallAsync(
        Database database, OrgId org, int item, CancellationToken cancellationToken);
}

/* queries.lock.json
{
  "schema": "?",
  "constraints": ["items_org_fkey", "items_pkey"],
  "queries": {
    "Add": {
      "statements": [
        {
          "sql": "?",
          "parameters": { "org": "uuid not null", "item": "integer not null" },
          "columns": [{ "name": "item_id", "type": "integer" }, { "name": "name", "type": "text" }],
          "rows": "1"
        }
      ]
    },
    "AddSmall": {
      "statements": [
        {
          "sql": "?",
          "parameters": { "org": "uuid not null", "item": "integer not null" },
          "columns": [{ "name": "refusal", "type": "text", "null": true }, { "name": "item_id", "type": "integer" }],
          "rows": "1"
        }
      ]
    }
  }
}
*/
