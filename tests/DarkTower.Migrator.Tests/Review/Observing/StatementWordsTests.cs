using DarkTower.Migrator.Review.Observing;

namespace DarkTower.Migrator.Tests.Review.Observing;

public sealed class StatementWordsTests
{
    [Theory]
    [InlineData("create /* x */ INDEX\nConcurrently i ON t (a)", true)]
    [InlineData("CREATE INDEX \"concurrently\" ON t (a)", false)]
    [InlineData("DO $$ BEGIN EXECUTE 'create index concurrently i on t (a)'; END $$", true)]
    [InlineData("DO $x$ BEGIN EXECUTE format('create index concurrently %I on t (a)', 'i'); END $x$", true)]
    [InlineData("DO 'BEGIN CREATE INDEX CONCURRENTLY i ON t (a); END'", true)]
    [InlineData("DO $$ BEGIN RAISE NOTICE 'create index concurrently'; END $$", false)]
    [InlineData("COMMENT ON TABLE t IS 'create index concurrently'", false)]
    public void Words_are_those_that_are_executed_and_no_others(string sql, bool says)
    {
        Assert.Equal(says, new StatementWords(sql).Says("index", "concurrently"));
    }

    [Theory]
    [InlineData("VACUUM", true)]
    [InlineData("CREATE INDEX CONCURRENTLY i ON t (a)", true)]
    [InlineData("DROP INDEX CONCURRENTLY i", true)]
    [InlineData("REINDEX (CONCURRENTLY) TABLE t", true)]
    [InlineData("REINDEX TABLE t", false)]
    [InlineData("ALTER TABLE p DETACH PARTITION q CONCURRENTLY", true)]
    [InlineData("ALTER TABLE p DETACH PARTITION q", false)]
    [InlineData("CREATE DATABASE x", true)]
    [InlineData("COMMENT ON DATABASE x IS ''", false)]
    [InlineData("DO $$ BEGIN UPDATE t SET a = 1; COMMIT; END $$", false)]
    [InlineData("REFRESH MATERIALIZED VIEW CONCURRENTLY m", false)]
    public void What_PostgreSQL_refuses_in_a_transaction_is_known(string sql, bool alone)
    {
        Assert.Equal(alone, ObservedRun.NeedsNoTransaction(new StatementWords(sql)));
    }
}
