using DarkTower.Fixtures;

namespace DarkTower.Migrator.Tests.Running.Stepwise;

public sealed class IndexBuildTests
{
    private static readonly string ForgetSecondBuild = $"""
        UPDATE migrations.history SET state = 'running', statements_done = 2 WHERE version = {Rehearsal.NoteIndexes};
        DELETE FROM migrations.applied WHERE version = {Rehearsal.NoteIndexes};
        """;

    [Fact]
    public async Task An_index_that_is_there_without_its_progress_counts_as_done_when_it_is_the_wanted_one_and_is_refused_when_not()
    {
        await using var database = await OwnDatabase.CreateAsync();
        await Rehearsal.RunAsync(database.ConnectionString, "up", "--to", $"{Rehearsal.NoteIndexes}");
        await database.ExecuteAsync(ForgetSecondBuild);

        Assert.Contains("index public.notes_note_key is there and valid", await Rehearsal.RunAsync(database.ConnectionString, "up"));
        await Rehearsal.AssertCompleteAsync(database.ConnectionString);

        foreach (var other in new[]
        {
            "CREATE INDEX notes_note_key ON notes (org_id, note_id) INCLUDE (body)",
            "CREATE UNIQUE INDEX notes_note_key ON notes (org_id, note_id)",
        })
        {
            await database.ExecuteAsync("DROP INDEX notes_note_key");
            await database.ExecuteAsync(other);
            await database.ExecuteAsync(ForgetSecondBuild);
            var (exitCode, output) = await Rehearsal.TryAsync(database.ConnectionString, ["up"]);
            Assert.Equal(6, exitCode);
            Assert.Contains("index public.notes_note_key is there with another definition", output);
        }
    }

    [Fact]
    public async Task A_build_that_fails_leaves_no_index_and_goes_on_when_the_cause_is_gone()
    {
        await using var database = await OwnDatabase.CreateAsync();
        await Rehearsal.RunAsync(database.ConnectionString, "up", "--to", $"{Rehearsal.Notes}");
        await database.ExecuteAsync("""
            ALTER TABLE notes DROP CONSTRAINT notes_pkey;
            INSERT INTO notes SELECT org_id, note_id, body FROM notes WHERE note_id = 7 LIMIT 1;
            """);

        var (exitCode, output) = await Rehearsal.TryAsync(database.ConnectionString, ["up"]);
        Assert.Equal(6, exitCode);
        Assert.Contains("failed at statement 3 of 4, 209901010002_NoteIndexes.up.sql line 5: 23505", output);
        Assert.Contains("the statements before it stay", output);
        Assert.Contains("invalid index public.notes_note_key dropped", output);
        Assert.DoesNotContain("Key (", output);

        await database.ExecuteAsync("DELETE FROM notes WHERE ctid = (SELECT max(ctid) FROM notes WHERE note_id = 7)");
        Assert.Contains("2 of 4 statements done", await Rehearsal.RunAsync(database.ConnectionString, "up"));
        await Rehearsal.AssertCompleteAsync(database.ConnectionString);
    }

    [Fact]
    public async Task An_older_transaction_is_waited_for_before_the_build_begins_and_named()
    {
        await using var database = await OwnDatabase.CreateAsync();
        await Rehearsal.RunAsync(database.ConnectionString, "up", "--to", $"{Rehearsal.Notes}");
        await using var reader = await Sql.OpenAsync(database.ConnectionString);
        await using var watching = await Sql.OpenAsync(database.ConnectionString);
        var transaction = await reader.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead);
        await reader.QueryAsync("SELECT 'tell-nobody'");

        var (exitCode, output) = await Rehearsal.TryAsync(
            database.ConnectionString, ["up"], new() { ["Migrator:SnapshotWait"] = "00:00:00" });
        Assert.Equal(8, exitCode);
        Assert.Contains($"An older transaction is still open", output);
        Assert.Contains($"process {reader.ProcessID} on the server", output);

        await using var migrator = await Rehearsal.StartAsync(database.ConnectionString, ["up"]);
        await Wait.UntilAsync(() => migrator.Output.Contains("waiting for an older transaction"), "the migrator waiting");
        Assert.Matches($@"process {reader.ProcessID} on the server \(.*, its transaction is open since \d+ s\)", migrator.Output);
        Assert.DoesNotContain("tell-nobody", migrator.Output);
        Assert.Empty(await watching.QueryAsync("SELECT 1 WHERE to_regclass('notes_body_idx') IS NOT NULL"));

        await transaction.DisposeAsync();
        Assert.Equal(0, await migrator.WaitForExitAsync());
        await Rehearsal.AssertCompleteAsync(database.ConnectionString);
    }
}
