internal static partial class Users
{
    [TenantQuery("users", """
        SELECT email
        -- ^ DTQ102 GetEmail: the SQL is not the one that queries.lock.json describes. Run `dotnet run --project DarkTower.Migrator --
        -- | describe` and commit the file.
        FROM users AS u
        WHERE u.org_id = @org
        """)]
    private static partial Task<string?> GetEmailAsync(Database database, OrgId org, CancellationToken cancellationToken);

    [TenantQuery("users", "DELETE FROM users WHERE org_id = @org", "DELETE FROM meetings WHERE org_id = @org")]
    // ^ DTQ102 Delete: the SQL of statement 2 is not the one that queries.lock.json describes. Run `dotnet run --project
    // | DarkTower.Migrator -- describe` and commit the file.
    private static partial Task DeleteAsync(Database database, OrgId org, CancellationToken cancellationToken);

    [TenantQuery("users", "SELECT email FROM users WHERE org_id = @org")]
    // ^ DTQ102 Damaged: the SQL with its parameter org is not the one that queries.lock.json describes. Run `dotnet run --project
    // | DarkTower.Migrator -- describe` and commit the file.
    private static partial Task<List<string>> DamagedAsync(Database database, OrgId org, CancellationToken cancellationToken);
}

/* queries.lock.json
{
  "schema": "?",
  "queries": {
    "Damaged": {
      "statements": [
        { "sql": "?", "parameters": {}, "columns": [{ "name": "email", "type": "text" }], "rows": "*" }
      ]
    },
    "GetEmail": {
      "statements": [
        {
          "sql": "0000000000000000",
          "parameters": { "org": "uuid" },
          "columns": [
            { "name": "email", "type": "text" }
          ],
          "rows": "0..1"
        }
      ]
    },
    "Delete": {
      "statements": [
        { "sql": "?", "parameters": { "org": "uuid" } }
      ]
    }
  }
}
*/
