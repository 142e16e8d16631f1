using DarkTower.Fixtures;
using DarkTower.Migrator.Catalog;
using Npgsql;

namespace DarkTower.Migrator.Tests.Running.Stepwise;

/// <summary>A migration without a transaction, killed in the middle.</summary>
public sealed class KilledRunTests
{
    private static readonly Dictionary<string, string> Talkative = new() { ["Migrator:ProgressInterval"] = "00:00:00.1" };

    [Theory]
    [InlineData(15)]
    [InlineData(18)]
    public async Task In_a_concurrent_build_leaves_an_invalid_index_that_the_next_run_drops_and_builds_again(int major)
    {
        await using var database = await OwnDatabase.CreateAsync(major);
        await using var other = await Sql.OpenAsync(database.ConnectionString);
        await KillInConcurrentBuildAsync(database, other);

        Assert.Equal(["interrupted:up: 0 of 4 statements done"], await StatesAsync(database));
        var output = await Rehearsal.RunAsync(database.ConnectionString, "up");

        Assert.Contains("going on with applying 209901010002 NoteIndexes: 0 of 4 statements done", output);
        Assert.Contains("invalid index public.notes_body_idx dropped", output);
        await Rehearsal.AssertCompleteAsync(database.ConnectionString);
        Assert.Equal([], await StatesAsync(database));
    }

    [Fact]
    public async Task In_a_concurrent_build_can_be_reverted_and_nothing_of_it_stays()
    {
        await using var database = await OwnDatabase.CreateAsync();
        await using var other = await Sql.OpenAsync(database.ConnectionString);
        var before = await KillInConcurrentBuildAsync(database, other);

        var output = await Rehearsal.RunAsync(database.ConnectionString, "rollback", "--steps", "1");

        Assert.Contains("statement 1 of 3: what it removes is not there", output);
        Assert.Contains("done: 1 reverted", output);
        Assert.Equal(before, await CatalogSnapshot.OfAsync(other));
        Assert.Equal(["abandoned", "done"], await database.QueryAsync(
            $"SELECT state FROM migrations.history WHERE version = {Rehearsal.NoteIndexes} ORDER BY run_id"));
        await Rehearsal.RunAsync(database.ConnectionString, "up");
        await Rehearsal.AssertCompleteAsync(database.ConnectionString);
    }

    [Fact]
    public async Task In_a_backfill_keeps_the_rows_that_are_done_and_the_next_run_changes_only_the_others()
    {
        await using var database = await OwnDatabase.CreateAsync();
        await using var other = await Sql.OpenAsync(database.ConnectionString);
        await Rehearsal.RunAsync(database.ConnectionString, "up", "--to", $"{Rehearsal.NoteColumns}");
        await using (await other.BeginTransactionAsync())
        {
            await other.ExecuteAsync(
                "SELECT FROM notes WHERE org_id = '019a0000-0000-7000-8000-0000000000f2' AND note_id = 1300 FOR UPDATE");
            await using var migrator = await Rehearsal.StartAsync(
                database.ConnectionString, ["up"], new(Talkative) { ["Migrator:LockTimeout"] = "00:01:00" });
            await using var watching = await Sql.OpenAsync(database.ConnectionString);
            await Wait.UntilAsync(
                async () => await watching.MigratorsAsync("wait_event = 'transactionid'") == 1, "the backfill waiting for the row");
            migrator.Kill();
            await migrator.WaitForExitAsync();
            await Wait.UntilAsync(async () => await watching.MigratorsAsync() == 0, "the server noticing that the migrator is dead");
        }
        Assert.Equal(["4250:019a0000-0000-7000-8000-0000000000f1"], await database.QueryAsync(
            $"SELECT format('%s:%s', backfill_rows, backfill_org) FROM migrations.history WHERE version = {Rehearsal.NoteBackfill}"));
        Assert.Equal(["interrupted:up: 0 of 3 statements done, 4,250 rows of its backfill"], await StatesAsync(database));

        Assert.Contains("statement 1 of 3: 4,750 rows", await Rehearsal.RunAsync(database.ConnectionString, "up"));
        await Rehearsal.AssertCompleteAsync(database.ConnectionString);
    }

    [Fact]
    public async Task In_a_down_is_reverted_to_the_end_by_the_next_up_and_then_applied_again()
    {
        await using var database = await OwnDatabase.CreateAsync();
        await using var other = await Sql.OpenAsync(database.ConnectionString);
        await Rehearsal.RunAsync(database.ConnectionString, "up", "--to", $"{Rehearsal.NoteIndexes}");
        await using (await WriteAsync(other))
            await KillWaitingAsync(database, ["rollback", "--steps", "1"]);
        Assert.Equal(["interrupted:down: 0 of 3 statements done"], await StatesAsync(database));

        var output = await Rehearsal.RunAsync(database.ConnectionString, "up");

        Assert.Matches("going on with reverting 209901010002(?s).*reverted 209901010002(?s).*applied  209901010002", output);
        await using var connection = await Sql.OpenAsync(database.ConnectionString);
        Assert.Equal(["done", "done", "done"], await connection.QueryAsync(
            $"SELECT state FROM migrations.history WHERE version = {Rehearsal.NoteIndexes}"));
        Assert.Empty(await connection.QueryAsync("SELECT indexrelid::text FROM pg_index WHERE NOT indisvalid"));
    }

    /// <summary>A writer without a snapshot: the build does not wait for it before it begins, but in its middle.</summary>
    private static async Task<IReadOnlyList<string>> KillInConcurrentBuildAsync(OwnDatabase database, NpgsqlConnection other)
    {
        await Rehearsal.RunAsync(database.ConnectionString, "up", "--to", $"{Rehearsal.Notes}");
        var before = await CatalogSnapshot.OfAsync(other);
        await using (await WriteAsync(other))
        {
            Assert.Contains($"waiting for writers before build (process {other.ProcessID} on the server)",
                await KillWaitingAsync(database, ["up"]));
        }
        Assert.Equal(["False"], await other.QueryAsync("SELECT indisvalid FROM pg_index WHERE indexrelid = 'notes_body_idx'::regclass"));
        return before;
    }

    private static async Task<string> KillWaitingAsync(OwnDatabase database, string[] arguments)
    {
        await using var migrator = await Rehearsal.StartAsync(database.ConnectionString, arguments, Talkative);
        await using var watching = await Sql.OpenAsync(database.ConnectionString);
        await Wait.UntilAsync(
            async () => await watching.MigratorsAsync("wait_event = 'virtualxid'") == 1
                && (arguments[0] != "up" || migrator.Output.Contains("waiting for writers before build")),
            "the statement waiting for the writer");
        migrator.Kill();
        await migrator.WaitForExitAsync();
        await Wait.UntilAsync(async () => await watching.MigratorsAsync() == 0, "the server noticing that the migrator is dead");
        return migrator.Output;
    }

    private static async Task<NpgsqlTransaction> WriteAsync(NpgsqlConnection connection)
    {
        var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync("LOCK TABLE notes IN ROW EXCLUSIVE MODE");
        return transaction;
    }

    /// <summary>What `list` says of migrations that are neither applied nor pending.</summary>
    private static async Task<List<string>> StatesAsync(OwnDatabase database)
    {
        using var list = System.Text.Json.JsonDocument.Parse(await Rehearsal.RunAsync(database.ConnectionString, "list", "--json"));
        return [.. list.RootElement.GetProperty("migrations").EnumerateArray()
            .Select(row => $"{row.GetProperty("state").GetString()}:{row.GetProperty("progress").GetString()}")
            .Where(row => !row.StartsWith("applied", StringComparison.Ordinal) && !row.StartsWith("pending", StringComparison.Ordinal))];
    }
}
