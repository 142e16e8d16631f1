internal static partial class Claims
{
    [GlobalQuery("things", "It touches no table.", "SELECT @text::text AS \"text!\"")]
    private static partial Task<string> TextAsync(Database database, string? text, CancellationToken cancellationToken);

    [GlobalQuery("things", "It touches no table.", "SELECT @texts::text[] AS \"texts[!]\"")]
    private static partial Task<string[]> TextsAsync(Database database, string?[] texts, CancellationToken cancellationToken);

    [GlobalQuery("things", "It touches no table.", "SELECT @numbers::integer[] AS \"numbers[!]\"")]
    private static partial Task<int[]> NumbersAsync(Database database, int?[] numbers, CancellationToken cancellationToken);

    [GlobalQuery("things", "It touches no table.", "SELECT 1 AS one WHERE NOT @none")]
    private static partial Task<int> NoneAsync(Database database, bool none, CancellationToken cancellationToken);
}

/* queries.lock.json
{
  "schema": "?",
  "queries": {
    "Text": {
      "statements": [
        { "sql": "?", "parameters": { "text": "text" }, "columns": [{ "name": "text", "type": "text", "claimed": true }], "rows": "1" }
      ]
    },
    "Texts": {
      "statements": [
        {
          "sql": "?",
          "parameters": { "texts": "text[]" },
          "columns": [{ "name": "texts", "type": "text[]", "claimed": true }],
          "rows": "1"
        }
      ]
    },
    "Numbers": {
      "statements": [
        {
          "sql": "?",
          "parameters": { "numbers": "integer[]" },
          "columns": [{ "name": "numbers", "type": "integer[]", "claimed": true }],
          "rows": "1"
        }
      ]
    },
    "None": {
      "statements": [
        { "sql": "?", "parameters": { "none": "boolean" }, "columns": [{ "name": "one", "type": "integer" }], "rows": "1" }
      ]
    }
  }
}
*/
