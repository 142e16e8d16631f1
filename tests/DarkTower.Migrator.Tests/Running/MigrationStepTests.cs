using DarkTower.Fixtures;
using Npgsql;

namespace DarkTower.Migrator.Tests.Running;

public sealed class MigrationStepTests
{
    private const string BlockMeetings = """
        CREATE FUNCTION public.block() RETURNS event_trigger LANGUAGE plpgsql AS $$
            BEGIN IF current_query() LIKE 'CREATE INDEX meetings_created_by_idx%' THEN PERFORM pg_advisory_xact_lock(4711); END IF; END $$;
        CREATE EVENT TRIGGER block ON ddl_command_start EXECUTE FUNCTION public.block();
        """;

    [Fact]
    public async Task A_migrator_killed_in_the_middle_leaves_nothing_half_done_and_the_next_one_goes_on()
    {
        await using var database = await OwnDatabase.CreateAsync();
        await using var other = await Sql.OpenAsync(database.ConnectionString);
        await using var migrator = await StartBlockedAsync(database, other);

        migrator.Kill();
        await migrator.WaitForExitAsync();
        await Wait.UntilAsync(async () => await other.MigratorsAsync() == 0, "the server noticing that the migrator is dead");
        Assert.Equal(["202611200930"], await other.QueryAsync("SELECT max(version) FROM migrations.applied"));
        Assert.Empty(await other.QueryAsync("SELECT 1 WHERE to_regclass('public.meetings') IS NOT NULL"));

        await other.ExecuteAsync("SELECT pg_advisory_unlock_all()");
        var left = Migrate.Versions.Count(version => version > 202611200930);
        Assert.Contains($"done: {left} applied", await Migrate.Async(database.ConnectionString));
    }

    [Fact]
    public async Task A_lost_connection_ends_with_3_and_says_during_what()
    {
        await using var database = await OwnDatabase.CreateAsync();
        await using var other = await Sql.OpenAsync(database.ConnectionString);
        await using var migrator = await StartBlockedAsync(database, other);

        await other.ExecuteAsync(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event = 'advisory' AND datname = current_database()");

        Assert.Equal(3, await migrator.WaitForExitAsync());
        Assert.Contains("The connection was lost during 202611200940 Meetings", migrator.Output);
    }

    [Fact]
    public async Task A_locked_table_is_tried_again_and_given_up_in_time_with_8()
    {
        await using var database = await OwnDatabase.CreateAsync();
        await Migrate.Async(database.ConnectionString, "up", "--to", "202611200920");
        await using var writer = await Sql.OpenAsync(database.ConnectionString);
        await using (await WriteAsync(writer))
        {
            var (exitCode, output) = await Migrate.TryAsync(
                database.ConnectionString, [], new() { ["Migrator:LockTimeout"] = "00:00:00.1", ["Migrator:LockAttempts"] = "3" });
            Assert.Equal((8, 2), (exitCode, output.Split('\n').Count(line => line.StartsWith("again in ", StringComparison.Ordinal))));
            Assert.Contains(", 202611200930_Users.up.sql line 1: 55P03", output);
        }
    }

    [Fact]
    public async Task A_table_that_becomes_free_is_migrated()
    {
        await using var database = await OwnDatabase.CreateAsync();
        await Migrate.Async(database.ConnectionString, "up", "--to", "202611200920");
        await using var writer = await Sql.OpenAsync(database.ConnectionString);
        var transaction = await WriteAsync(writer);
        await using var migrator = await Migrate.StartAsync(
            database.ConnectionString, ["up"], new() { ["Migrator:LockTimeout"] = "00:00:00.05", ["Migrator:LockAttempts"] = "100" });
        await Wait.UntilAsync(() => migrator.Output.Contains("again in "), "the migrator giving way");

        await transaction.DisposeAsync();

        Assert.Equal(0, await migrator.WaitForExitAsync());
    }

    private static async Task<NpgsqlTransaction> WriteAsync(NpgsqlConnection connection)
    {
        var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync("LOCK TABLE organizations IN ROW EXCLUSIVE MODE");
        return transaction;
    }

    private static async Task<ChildProcess> StartBlockedAsync(OwnDatabase database, NpgsqlConnection other)
    {
        await Migrate.Async(database.ConnectionString, "up", "--to", "202611200920");
        await database.ExecuteAsync(BlockMeetings);
        await other.ExecuteAsync("SELECT pg_advisory_lock(4711)");
        // Longer than the test: what is waited for here is no table.
        var migrator = await Migrate.StartAsync(database.ConnectionString, ["up"], new() { ["Migrator:LockTimeout"] = "00:01:00" });
        await Wait.UntilAsync(
            async () => await other.MigratorsAsync("wait_event = 'advisory'") == 1, "the migrator being in the middle of Meetings");
        return migrator;
    }
}
