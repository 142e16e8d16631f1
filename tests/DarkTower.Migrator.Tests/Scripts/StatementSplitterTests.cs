using DarkTower.Migrator.Scripts;
using DarkTower.Queries.Sql;

namespace DarkTower.Migrator.Tests.Scripts;

public sealed class StatementSplitterTests
{
    [Theory]
    [InlineData("SELECT 1; SELECT 2;", "SELECT 1", "SELECT 2")]
    [InlineData("SELECT 1", "SELECT 1")]
    [InlineData("")]
    [InlineData(" ;; -- nothing\n /* at all */ ; ")]
    [InlineData("SELECT 'a;b', 'it''s;'; SELECT 2", "SELECT 'a;b', 'it''s;'", "SELECT 2")]
    [InlineData("SELECT 'a\\'; SELECT 2", "SELECT 'a\\'", "SELECT 2")]
    [InlineData("SELECT E'a\\';b'; SELECT 2", "SELECT E'a\\';b'", "SELECT 2")]
    [InlineData("SELECT e'a'';b'; SELECT 2", "SELECT e'a'';b'", "SELECT 2")]
    [InlineData("SELECT fe'a\\'; SELECT 2", "SELECT fe'a\\'", "SELECT 2")]
    [InlineData("SELECT U&'d\\0061;', B'1', X'a;'; SELECT 2", "SELECT U&'d\\0061;', B'1', X'a;'", "SELECT 2")]
    [InlineData("SELECT \"a;\"\"b\"; SELECT 2", "SELECT \"a;\"\"b\"", "SELECT 2")]
    [InlineData("DO $$ BEGIN; END $$; SELECT 2", "DO $$ BEGIN; END $$", "SELECT 2")]
    [InlineData("DO $a$ x; $$ y; $b$ $a$; SELECT 2", "DO $a$ x; $$ y; $b$ $a$", "SELECT 2")]
    [InlineData("SELECT $1; SELECT a$b$; SELECT 3", "SELECT $1", "SELECT a$b$", "SELECT 3")]
    [InlineData("SELECT 1 -- a; b\n + 2; SELECT 3", "SELECT 1 -- a; b\n + 2", "SELECT 3")]
    [InlineData("SELECT /* a; /* b; */ c; */ 1; SELECT 2", "SELECT /* a; /* b; */ c; */ 1", "SELECT 2")]
    [InlineData("/* first */ SELECT 1 /* last */; -- after\nSELECT 2 -- end", "SELECT 1", "SELECT 2")]
    [InlineData("CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2); SELECT 3",
        "CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2)", "SELECT 3")]
    [InlineData("CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT CASE WHEN true THEN 1 END; END; SELECT 2",
        "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT CASE WHEN true THEN 1 END; END", "SELECT 2")]
    [InlineData("create or replace procedure p() begin atomic insert into t values (1); end; SELECT 2",
        "create or replace procedure p() begin atomic insert into t values (1); end", "SELECT 2")]
    [InlineData("BEGIN; SELECT 1; END; SELECT 2", "BEGIN", "SELECT 1", "END", "SELECT 2")]
    [InlineData("SELECT 'é;ü', ä.\"ö;\"; SELECT 2", "SELECT 'é;ü', ä.\"ö;\"", "SELECT 2")]
    public void A_script_is_cut_where_PostgreSQL_would_cut_it(string script, params string[] statements)
    {
        Assert.Equal(statements, StatementSplitter.Split(script).Select(statement => statement.Sql));
    }

    [Fact]
    public void A_statement_knows_its_number_and_line()
    {
        var statements = StatementSplitter.Split("-- one\n\nSELECT 1;\nSELECT\n 2; /* x\n */ SELECT 3");

        Assert.Equal([(1, 3), (2, 4), (3, 6)], statements.Select(statement => (statement.Number, statement.Line)));
    }

    [Fact]
    public void Comments_belong_to_the_statement_they_stand_above_or_in()
    {
        var statements = StatementSplitter.Split("-- one\nSELECT 1; -- two\nSELECT -- three\n 2; SELECT 3");

        Assert.Equal(["one", "two,three", ""], statements.Select(statement => string.Join(',', statement.Comments.Select(c => c.Text))));
        Assert.Equal([2, 3], statements[1].Comments.Select(comment => comment.Line));
    }

    [Theory]
    [InlineData("-- why\n-- backfill\nUPDATE t SET a = 1", Backfill.UntilNoRow)]
    [InlineData("-- backfill: each org\n-- why\nUPDATE t SET a = 1", Backfill.EachOrg)]
    [InlineData("-- backfills are nice\nUPDATE t SET a = 1", Backfill.None)]
    [InlineData("UPDATE t SET a = 1 -- backfill", Backfill.None)]
    public void A_backfill_is_marked_by_a_comment_above_it(string script, Backfill backfill)
    {
        Assert.Equal(backfill, Assert.Single(StatementSplitter.Split(script)).Backfill);
    }

    [Theory]
    [InlineData("SELECT 1;\nSELECT 'a", 2)]
    [InlineData("SELECT \"a", 1)]
    [InlineData("SELECT E'a\\'", 1)]
    [InlineData("\nDO $x$ a $$", 2)]
    [InlineData("SELECT 1; /* /* */", 1)]
    public void What_does_not_end_is_refused_with_its_line(string script, int line)
    {
        Assert.Equal(line, Assert.Throws<ScriptException>(() => StatementSplitter.Split(script)).Line);
    }
}
