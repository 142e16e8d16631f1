using DarkTower.Queries.Source;
using Microsoft.CodeAnalysis.CSharp;

namespace DarkTower.Queries.Tests.Source;

public sealed class QuerySourceTests
{
    private const string File = """""
        [TenantId] internal readonly record struct OrgId(Guid Value);
        internal static partial class GetUser
        {
            [TenantQuery("users", """
                SELECT u.email
                FROM users AS u

                WHERE u.org_id = @org AND u.user_id = @user
                """, "SELECT @user", Scan = "small")]
            private static partial Task<string?> GetUserAsync(
                Database database, OrgId org, Ids.UserId? user, CancellationToken cancellationToken);

            [DarkTower.Queries.GlobalQuery("things", "no tenant", @"SELECT ""a""
            FROM t", Sql.Text, $"x{1}")]
            private static partial Task Things(Database database, CancellationToken cancellationToken);

            [TenantQuery("users", "SELECT 1", TenantFrom = "SELECT org_id FROM directory WHERE subdomain = @subdomain")]
            private static partial Task FindAsync(Database database, string subdomain, CancellationToken cancellationToken);

            private static Task NoQuery() => Task.CompletedTask;
        }
        """"";

    private static readonly HashSet<string> TenantIds = ["OrgId"];

    private static IReadOnlyList<QuerySource> Read(string text) =>
        QuerySource.ReadAll(CSharpSyntaxTree.ParseText(text, path: "Users/GetUser.cs"));

    [Fact]
    public void A_tenant_query_is_read_from_its_syntax()
    {
        var query = Read(File)[0];

        Assert.Equal(
            ("GetUser", "GetUser", QueryKind.Tenant, "users", "small"), (query.Name, query.ClassName, query.Kind, query.Table, query.Scan));
        Assert.Equal("SELECT u.email\nFROM users AS u\n\nWHERE u.org_id = @org AND u.user_id = @user", query.Statements[0].Value);
        Assert.Equal("SELECT @user", query.Statements[1].Value);
        Assert.Equal(
            ["database Database", "org OrgId", "user UserId", "cancellationToken CancellationToken"],
            query.Parameters.Select(parameter => $"{parameter.Name} {parameter.TypeName}"));
        Assert.Equal("org", query.TenantParameter(TenantIds));
        Assert.Equal("Users/GetUser.cs", query.Path);
        Assert.EndsWith("WHERE u.org_id = $1 AND u.user_id = $2", query.Positional(0, TenantIds).Sql, StringComparison.Ordinal);
    }

    [Fact]
    public void A_global_query_says_why_and_what_is_no_literal_is_kept_apart()
    {
        var query = Read(File)[1];

        Assert.Equal(("Things", QueryKind.Global, "things", "no tenant"), (query.Name, query.Kind, query.Table, query.Reason));
        Assert.Equal("SELECT \"a\"\n    FROM t", Assert.Single(query.Statements).Value);
        Assert.Equal(["Sql.Text", "$\"x{1}\""], query.NotLiteral.Select(expression => expression.ToString()));
    }

    [Fact]
    public void A_look_up_of_the_tenant_is_part_of_the_first_hash()
    {
        var query = Read(File)[2];

        Assert.Null(query.TenantParameter(TenantIds));
        Assert.Equal(Fingerprint.Of("SELECT 1\n--tenant\nSELECT org_id FROM directory WHERE subdomain = @subdomain"), query.Hash(0));
    }

    [Fact]
    public void Types_of_tenants_ids_are_found() =>
        Assert.Equal(["OrgId"], QuerySource.TenantIdTypes([CSharpSyntaxTree.ParseText(File)]));

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void Every_part_of_the_sql_has_its_place_in_the_file(string lineEnd)
    {
        var text = File.Replace("\n", lineEnd);
        var query = Read(text)[0];

        foreach (var part in new[] { "SELECT u.email", "FROM users", "WHERE u.org_id", "@user" })
        {
            var at = query.Statements[0].Value.IndexOf(part, StringComparison.Ordinal);
            Assert.Equal(part, text.Substring(query.Statements[0].Place(at, part.Length).Start, part.Length));
        }
        Assert.Equal("@user", text.Substring(query.Statements[1].Place(7, 5).Start, 5));
        Assert.Equal(Read(File)[0].Hash(0), query.Hash(0));
    }

    [Fact]
    public void Where_escapes_shift_the_text_the_whole_literal_is_the_place()
    {
        var literal = Read(File)[1].Statements[0];

        Assert.Equal(literal.Literal.Span, literal.Place(20, 4));
    }

    [Fact]
    public void The_schemas_fingerprint_does_not_depend_on_order_or_line_ends() => Assert.Equal(
        Fingerprint.OfSchema([("1.up.sql", "a\nb"), ("2.up.sql", "c")]), Fingerprint.OfSchema([("2.up.sql", "c"), ("1.up.sql", "a\r\nb")]));
}
