using DarkTower.Queries.Sql;

namespace DarkTower.Queries.Tests.Sql;

public sealed class PositionalSqlTests
{
    [Theory]
    [InlineData("SELECT @a, @b, @a", null, "SELECT $1, $2, $1", "a b")]
    [InlineData("SELECT @a, @org, @b", "org", "SELECT $2, $1, $3", "org a b")]
    [InlineData("SELECT @a", "org", "SELECT $1", "a")]
    [InlineData("SELECT @user_id::text, (@org)", "org", "SELECT $2::text, ($1)", "org user_id")]
    [InlineData("x = @created_by_org_id", "createdByOrgId", "x = $1", "created_by_org_id")]
    [InlineData("SELECT '@a', \"@b\", $$@c$$, E'\\'@d' -- @e\n/* @f */", null, null, "")]
    [InlineData("tags @> '{a}' AND tags <@ x AND @ -1 = 1 AND @@x AND a <@b AND @1", null, null, "")]
    [InlineData("a = ANY(@ids) AND b[@i] = 1", null, "a = ANY($1) AND b[$2] = 1", "ids i")]
    [InlineData("SELECT 1 /* c */@a", null, "SELECT 1 /* c */$1", "a")]
    public void Names_become_numbers_and_the_tenant_is_the_first(string sql, string? tenant, string? positional, string parameters)
    {
        var read = PositionalSql.Of(sql, tenant);

        Assert.Equal(positional ?? sql, read.Sql);
        Assert.Equal(parameters, string.Join(' ', read.Parameters));
    }

    [Fact]
    public void A_place_of_the_positional_text_is_found_in_the_original()
    {
        const string sql = "SELECT @meeting_id, name FROM t WHERE org = @org AND x = 'y'";
        var read = PositionalSql.Of(sql, "org");

        foreach (var piece in new[] { "SELECT", "name", "WHERE", "AND x", "'y'" })
            Assert.Equal(sql.IndexOf(piece, StringComparison.Ordinal), read.ToOriginal(read.Sql.IndexOf(piece, StringComparison.Ordinal)));
        Assert.Equal(sql.IndexOf("@meeting", StringComparison.Ordinal), read.ToOriginal(read.Sql.IndexOf("$2", StringComparison.Ordinal)));
        Assert.Equal(sql.IndexOf("@org", StringComparison.Ordinal), read.ToOriginal(read.Sql.IndexOf("$1", StringComparison.Ordinal)));
        Assert.Equal(sql.Length, read.ToOriginal(read.Sql.Length));
    }

    [Fact]
    public void A_number_written_by_hand_is_seen()
    {
        var read = PositionalSql.Of("SELECT $1, @a, $$ $2 $$, $tag$ $3 $tag$", null);

        Assert.Equal(["$1"], read.Numbered.Select(token => token.Text));
    }

    [Fact]
    public void What_does_not_end_is_refused() => Assert.Throws<ScriptException>(() => PositionalSql.Of("SELECT 'a", null));
}
