using DarkTower.Migrator.Scripts;

namespace DarkTower.Migrator.Tests.Scripts;

public sealed class TokensTests
{
    [Theory]
    [InlineData("select  1 ;\r\n-- why\nselect/* x */2", "SELECT 1;\nSELECT 2;")]
    [InlineData("ALTER TABLE Users ADD x int", "alter table users\n  add x INT")]
    public void Layout_comments_and_the_case_of_words_do_not_change_the_checksum(string one, string other)
    {
        Assert.Equal(Tokens.Checksum(one), Tokens.Checksum(other));
    }

    [Theory]
    [InlineData("SELECT 1", "SELECT 2")]
    [InlineData("SELECT 'a'", "SELECT 'A'")]
    [InlineData("SELECT \"a\"", "SELECT \"A\"")]
    [InlineData("SELECT ab", "SELECT a b")]
    [InlineData("SELECT 1; SELECT 2", "SELECT 1 SELECT 2")]
    [InlineData("UPDATE t SET a = 1", "-- backfill\nUPDATE t SET a = 1")]
    public void What_the_script_says_does(string one, string other)
    {
        Assert.NotEqual(Tokens.Checksum(one), Tokens.Checksum(other));
    }
}
