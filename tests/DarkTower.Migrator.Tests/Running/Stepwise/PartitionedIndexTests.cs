using DarkTower.Fixtures;

namespace DarkTower.Migrator.Tests.Running.Stepwise;

/// <summary>Shown with the indexes of the audit trail, the migration that needed it.</summary>
public sealed class PartitionedIndexTests
{
    private const long Before = 202611202020;
    private const long Indexes = 202611202022;

    private static readonly string ThisMonth = $"audit_logs_{DateTime.UtcNow:yyyy_MM}";

    /// <summary>For each of the three indexes: is it valid, and on how many partitions it is attached, valid and commented alike.</summary>
    private const string State = """
        SELECT format('%s %s %s', c.relname, x.indisvalid, (
            SELECT count(*) FROM pg_inherits AS h JOIN pg_index AS own ON own.indexrelid = h.inhrelid
            WHERE h.inhparent = c.oid AND own.indisvalid
                AND obj_description(own.indexrelid, 'pg_class') = obj_description(c.oid, 'pg_class')))
        FROM pg_class AS c JOIN pg_index AS x ON x.indexrelid = c.oid
        WHERE c.relname IN ('audit_logs_action_idx', 'audit_logs_actor_idx', 'audit_logs_target_idx')
        ORDER BY c.relname
        """;

    private static readonly string[] Complete =
        ["audit_logs_action_idx t 6", "audit_logs_actor_idx t 6", "audit_logs_target_idx t 6"];

    [Theory]
    [InlineData(15)]
    [InlineData(18)]
    public async Task What_a_killed_build_left_is_taken_up_dropped_or_built_again(int major)
    {
        await using var database = await OwnDatabase.CreateAsync(major);
        await Migrate.Async(database.ConnectionString, "up", "--to", $"{Before}");
        // As a build leaves it that was killed: the table's index, one that is attached, one that is built, one that is invalid.
        await database.ExecuteAsync($"""
            SET ROLE darktower_owner;
            CREATE INDEX audit_logs_action_idx ON ONLY audit_logs (org_id, action, created_at, audit_id);
            CREATE INDEX attached ON audit_logs_default (org_id, action, created_at, audit_id);
            ALTER INDEX audit_logs_action_idx ATTACH PARTITION attached;
            CREATE INDEX built ON {ThisMonth} (org_id, action, created_at, audit_id);
            CREATE INDEX other ON {ThisMonth} (org_id, action, created_at);
            CREATE INDEX broken ON {ThisMonth} (org_id, target_id, created_at, audit_id);
            RESET ROLE;
            UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'broken'::regclass;
            """);

        var output = await Migrate.Async(database.ConnectionString, "up");

        Assert.Equal(Complete, await database.QueryAsync(State));
        Assert.Contains("ATTACH PARTITION built", output);
        Assert.Contains("DROP INDEX CONCURRENTLY broken", output);
        Assert.Equal(["attached", "built", "other"], await database.QueryAsync(
            "SELECT relname FROM pg_class WHERE relname IN ('attached', 'broken', 'built', 'other') ORDER BY 1"));
        Assert.Empty(await database.QueryAsync("SELECT indexrelid::regclass::text FROM pg_index WHERE NOT (indisvalid AND indisready)"));
    }

    [Fact]
    public async Task Writes_of_the_trail_go_on_while_the_build_waits_for_an_older_one()
    {
        await using var database = await OwnDatabase.CreateAsync();
        await Migrate.Async(database.ConnectionString, "up", "--to", $"{Before}");
        await using var older = await Sql.OpenAsync(database.ConnectionString);
        await using var writer = await Sql.OpenAsync(database.ConnectionString);
        await using var watching = await Sql.OpenAsync(database.ConnectionString);
        await older.ExecuteAsync($"BEGIN; {Insert}");

        // Too short for the moments' locks to wait for the open transaction: the first statement is retried until it is over.
        await using var migrator = await Migrate.StartAsync(database.ConnectionString, ["up"], new() { ["Migrator:LockTimeout"] = "00:00:00.2" });
        await Wait.UntilAsync(
            async () => (await watching.QueryAsync("SELECT 1 WHERE EXISTS (SELECT FROM pg_locks AS l JOIN pg_stat_activity AS a USING (pid) "
                + "WHERE NOT l.granted AND a.application_name = 'darktower-migrator')")).Count == 1,
            "the migrator waiting for a lock");
        for (var i = 0; i < 20; i++) await writer.ExecuteAsync(Insert);
        await older.ExecuteAsync("COMMIT");

        await migrator.WaitForExitAsync();
        Assert.True(migrator.ExitCode == 0, migrator.Output);
        Assert.Equal(Complete, await database.QueryAsync(State));
        Assert.Equal(["21"], await database.QueryAsync("SELECT count(*) FROM audit_logs WHERE action = 'test.done'"));
    }

    [Fact]
    public async Task A_new_partition_has_them_by_itself_and_down_takes_all_away()
    {
        await using var database = await OwnDatabase.CreateAsync();
        await Migrate.Async(database.ConnectionString, "up", "--to", $"{Indexes}");
        await database.ExecuteAsync($"DROP TABLE {ThisMonth}");
        Assert.Equal($"created {ThisMonth}", await Migrate.Async(database.ConnectionString, "partitions"));
        Assert.Equal(Complete, await database.QueryAsync(State));

        await Migrate.Async(database.ConnectionString, "down", "--to", $"{Before}");

        Assert.Empty(await database.QueryAsync(State));
        Assert.Equal(["6"], await database.QueryAsync("""
            SELECT count(*) FROM pg_index AS x JOIN pg_inherits AS h ON h.inhrelid = x.indrelid WHERE h.inhparent = 'audit_logs'::regclass
            """));
    }

    private const string Insert = """
        INSERT INTO audit_logs (org_id, audit_id, actor_type, action, target_type, target_id, request_id)
        VALUES (gen_random_uuid(), gen_random_uuid(), 'platform', 'test.done', 'test', 't', 'r')
        """;
}
