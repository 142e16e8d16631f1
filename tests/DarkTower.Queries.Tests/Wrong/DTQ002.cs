internal static partial class Users
{
    private const string Sql = "SELECT email FROM users WHERE org_id = @org";

    [TenantQuery("users", Sql)]
    // ^ DTQ002 Constant takes its SQL from Sql, which is no string literal. Write the SQL itself into the attribute.
    private static partial Task<string?> ConstantAsync(Database database, OrgId org, CancellationToken cancellationToken);

    [TenantQuery("users", "SELECT email " + "FROM users WHERE org_id = @org")]
    // ^ DTQ002 Sum takes its SQL from "SELECT email " + "FROM users WHERE org_id = @org", which is no string literal. Write the SQL
    // | itself into the attribute.
    private static partial Task<string?> SumAsync(Database database, OrgId org, CancellationToken cancellationToken);

    [TenantQuery("users", "SELECT 1", TenantFrom = nameof(Users))]
    // ^ DTQ002 LookUp takes its SQL from nameof(Users), which is no string literal. Write the SQL itself into the attribute.
    private static partial Task<string?> LookUpAsync(Database database, string name, CancellationToken cancellationToken);
}

/* queries.lock.json
{
  "schema": "?",
  "queries": {

  }
}
*/
