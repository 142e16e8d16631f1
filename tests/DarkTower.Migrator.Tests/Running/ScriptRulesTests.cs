using DarkTower.Migrator.Running;
using DarkTower.Migrator.Scripts;
using DarkTower.Queries.Sql;

namespace DarkTower.Migrator.Tests.Running;

public sealed class ScriptRulesTests
{
    [Theory]
    [InlineData("CREATE INDEX CONCURRENTLY i ON t (a)")]
    [InlineData("create unique index concurrently i on t (a)")]
    [InlineData("DROP INDEX /* not */ CONCURRENTLY i")]
    [InlineData("REINDEX TABLE CONCURRENTLY t")]
    [InlineData("ALTER TABLE t DETACH PARTITION p CONCURRENTLY")]
    [InlineData("VACUUM t")]
    [InlineData("CREATE DATABASE d")]
    [InlineData("ALTER SYSTEM SET work_mem = '1GB'")]
    public void What_cannot_run_in_a_transaction_is_refused_there_and_taken_without_one(string sql)
    {
        Assert.Contains("cannot run in a transaction", FaultOf(sql, inTransaction: true));
        Assert.Null(FaultOf(sql, inTransaction: false));
    }

    [Theory]
    [InlineData("REFRESH MATERIALIZED VIEW CONCURRENTLY v")]
    [InlineData("COMMENT ON TABLE t IS 'built CONCURRENTLY'")]
    [InlineData("SELECT 1 -- CREATE INDEX CONCURRENTLY i ON t (a)")]
    public void What_only_looks_like_it_is_taken(string sql) => Assert.Null(FaultOf(sql, inTransaction: true));

    [Theory]
    [InlineData("-- backfill\nUPDATE t SET a = 1", true, "migration of its own")]
    [InlineData("-- backfill\nUPDATE t SET a = 1", false, null)]
    [InlineData("-- backfill: each org\nWITH x AS (SELECT 1) UPDATE t SET a = 1", false, null)]
    [InlineData("-- backfill: per org\nUPDATE t SET a = 1", false, "-- backfill: each org")]
    [InlineData("-- backfill: per org\nUPDATE t SET a = 1", true, "-- backfill: each org")]
    [InlineData("-- backfill\nALTER TABLE t ADD a int", false, "INSERT, UPDATE, DELETE or MERGE")]
    [InlineData("-- each partition\nCREATE INDEX CONCURRENTLY i ON t (a)", false, null)]
    [InlineData("-- each partition\nCREATE INDEX i ON t (a)", false, "is for CREATE INDEX CONCURRENTLY")]
    [InlineData("CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON t (a)", false, "invalid remain")]
    [InlineData("CREATE INDEX CONCURRENTLY i ON t (a) WHERE NOT EXISTS_ AND b", false, null)]
    [InlineData("CREATE UNIQUE INDEX CONCURRENTLY ON t (a)", false, "needs a name")]
    [InlineData("CREATE INDEX IF NOT EXISTS i ON t (a)", true, null)]
    public void Backfills_and_concurrent_indexes_are_written_so_that_they_can_be_resumed(string sql, bool inTransaction, string? fault)
    {
        if (fault is null)
            Assert.Null(FaultOf(sql, inTransaction));
        else
            Assert.Contains(fault, FaultOf(sql, inTransaction));
    }

    private static string? FaultOf(string script, bool inTransaction)
    {
        try
        {
            ScriptRules.Check(StatementSplitter.Split(script), inTransaction);
            return null;
        }
        catch (ScriptException error)
        {
            return error.Message;
        }
    }
}
