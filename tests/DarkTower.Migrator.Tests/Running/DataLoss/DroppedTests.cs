using DarkTower.Migrator.Running.DataLoss;
using DarkTower.Migrator.Scripts;

namespace DarkTower.Migrator.Tests.Running.DataLoss;

public sealed class DroppedTests
{
    [Theory]
    [InlineData("DROP TABLE a", "a")]
    [InlineData("drop table if exists public.a, \"B c\".d cascade", "public.a|\"B c\".d")]
    [InlineData("TRUNCATE TABLE ONLY a, b", "a|b")]
    [InlineData("TRUNCATE a RESTART IDENTITY", "a")]
    [InlineData("DELETE FROM public.a", "public.a")]
    [InlineData("DELETE FROM public.a WHERE b", "")]
    [InlineData("ALTER TABLE public.a DROP COLUMN b", "public.a:b")]
    [InlineData("ALTER TABLE IF EXISTS ONLY a DROP b, DROP COLUMN IF EXISTS c CASCADE, ADD d int", "a:b|a:c")]
    [InlineData("ALTER TABLE a DROP CONSTRAINT b, ALTER c DROP DEFAULT, ALTER c DROP NOT NULL, ALTER c DROP IDENTITY", "")]
    [InlineData("DO $$ BEGIN DROP TABLE a; ALTER TABLE b DROP c; END $$", "a|b:c")]
    [InlineData("DROP INDEX a", "")]
    [InlineData("COMMENT ON TABLE a IS 'drop table b'", "")]
    public void What_a_statement_removes_is_read_from_it(string sql, string expected)
    {
        var found = Dropped.By(StatementSplitter.Split(sql).Single())
            .Select(one => one.Column is null ? one.Table : $"{one.Table}:{one.Column}");

        Assert.Equal(expected, string.Join('|', found));
    }

    [Theory]
    [InlineData("DO $$ BEGIN EXECUTE format('DROP TABLE %I', x); END $$", true)]
    [InlineData("DO $$ BEGIN EXECUTE 'ALTER TABLE ' || x || ' DROP COLUMN y'; END $$", true)]
    [InlineData("DO $$ BEGIN EXECUTE format('DROP ROLE %I', x); END $$", false)]
    [InlineData("DO $$ BEGIN DROP TABLE a; END $$", false)]
    public void A_name_that_is_put_together_at_run_time_is_noticed(string sql, bool opaque) =>
        Assert.Equal(opaque, Dropped.Opaque(StatementSplitter.Split(sql).Single()));
}
