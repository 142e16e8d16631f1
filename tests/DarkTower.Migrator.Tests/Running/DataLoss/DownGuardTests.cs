using DarkTower.Fixtures;

namespace DarkTower.Migrator.Tests.Running.DataLoss;

public sealed class DownGuardTests
{
    [Fact]
    public async Task A_down_that_would_lose_rows_is_refused_for_every_login_and_done_when_told_to()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var database = await OwnDatabase.CreateAsync(server: server);
        await Migrate.TryAsync(database.ConnectionString, [], new() { ["Roles:MigratorPassword"] = "migrator" });
        await Migrate.Async(database.ConnectionString, "seed", "--profile", "demo");

        foreach (var login in new[] { database.ConnectionString, database.As("darktower_migrator", "migrator") })
        {
            var (exitCode, output) = await Migrate.TryAsync(login, "down", "--to", "202611200920");
            Assert.Equal(12, exitCode);
            Assert.StartsWith("Reverting would lose what is kept nowhere else: ", output);
            string[] lost = ["public.participants 4 rows", "public.meetings 3 rows", "public.meeting_codes 3 rows", "public.users 5 rows"];
            foreach (var held in lost)
                Assert.Contains(held, output);
            Assert.DoesNotContain("organizations", output);
            Assert.Single(output.Split('\n'));
        }
        Assert.Equal([$"{Migrate.Versions[^1]}"], await database.QueryAsync("SELECT max(version) FROM migrations.applied"));
        Assert.Equal(["True"], await database.QueryAsync("SELECT bool_and(relforcerowsecurity) FROM pg_class WHERE relrowsecurity"));

        await Migrate.Async(database.ConnectionString, "down", "--to", "202611200920", "--discard-data");
    }

    [Fact]
    public async Task A_complete_copy_in_the_archive_is_enough_and_an_incomplete_one_is_not()
    {
        await using var database = await OwnDatabase.CreateAsync();
        await Rehearsal.RunAsync(database.ConnectionString, "up");
        await database.ExecuteAsync("""
            CREATE SCHEMA archive;
            CREATE TABLE archive.notes AS SELECT org_id, note_id, length, touched FROM public.notes;
            """);

        await Rehearsal.RunAsync(database.ConnectionString, "down", "--to", $"{Rehearsal.NoteIndexes}");
        await Rehearsal.RunAsync(database.ConnectionString, "up");
        await database.ExecuteAsync("DELETE FROM archive.notes WHERE note_id = 17");

        var (exitCode, output) = await Rehearsal.TryAsync(database.ConnectionString, ["rollback", "--steps", "3"]);
        Assert.Equal(12, exitCode);
        Assert.Contains("public.notes.length more than 1000 values", output);
    }
}
