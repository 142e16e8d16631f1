using System.Text.Json;
using DarkTower.Fixtures;

namespace DarkTower.Migrator.Tests.Running.History;

public sealed class HistoryTests
{
    [Fact]
    public async Task Each_run_leaves_a_row_and_no_service_may_read_it()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var database = await OwnDatabase.CreateAsync(server: server);
        Dictionary<string, string> passwords = new() { ["Roles:AppPassword"] = "app", ["Roles:JobsPassword"] = "jobs" };
        Assert.Equal(0, (await Migrate.TryAsync(database.ConnectionString, [], passwords)).ExitCode);
        await Migrate.Async(database.ConnectionString, "rollback", "--steps", "2");

        var ups = Migrate.Versions.Select(version => $"{version} up");
        var downs = Migrate.Versions.Reverse().Take(2).Select(version => $"{version} down");
        Assert.Equal([.. ups, .. downs],
            await database.QueryAsync("SELECT version || ' ' || direction FROM migrations.history ORDER BY run_id"));
        Assert.Empty(await database.QueryAsync($"""
            SELECT history::text FROM migrations.history
            WHERE NOT (state = 'done' AND statements_done = statements AND duration > '0'
                AND abs(extract(epoch FROM started_at - now())) < 120
                AND login = 'postgres' AND client = '{Environment.UserName}@{Environment.MachineName}' AND tool_version LIKE '1.%'
                AND up_checksum ~ '^[0-9a-f]+$' AND length(up_checksum) = 64 AND length(down_checksum) = 64
                AND up_checksum <> down_checksum)
            """));
        Assert.Equal(["darktower_owner"], await database.QueryAsync(
            "SELECT tableowner FROM pg_tables WHERE schemaname = 'migrations' GROUP BY 1"));
        foreach (var (role, password) in new[] { ("darktower_app", "app"), ("darktower_jobs", "jobs") })
        {
            var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(
                () => Sql.QueryAsync(database.As(role, password), "SELECT state FROM migrations.history"));
            Assert.Equal("42501", refused.SqlState);
        }
    }

    [Theory]
    [InlineData("up_checksum", "202611200940_Meetings.up.sql")]
    [InlineData("down_checksum", "202611200940_Meetings.down.sql")]
    public async Task A_landed_script_that_was_changed_is_refused_by_every_change_and_shown_by_list_and_status(string column, string script)
    {
        await using var database = await OwnDatabase.CreateAsync();
        await Migrate.Async(database.ConnectionString, "up", "--to", "202611200950");
        await database.ExecuteAsync($"UPDATE migrations.history SET {column} = repeat('0', 64) WHERE version = 202611200940");

        foreach (var verb in new[] { "up", "down --to 202611200900", "rollback --steps 1" })
        {
            var (exitCode, output) = await Migrate.TryAsync(database.ConnectionString, verb.Split(' '));
            Assert.Equal(11, exitCode);
            Assert.StartsWith($"{script} was changed after it was applied", output);
            Assert.Single(output.Split('\n'));
        }
        Assert.Equal(["202611200950"], await database.QueryAsync("SELECT max(version) FROM migrations.applied"));
        Assert.Contains($"{script} was changed after it was applied", await Migrate.Async(database.ConnectionString, "list"));
        Assert.Contains($"applied: 202611200940 Meetings: {script} was changed", await Migrate.Async(database.ConnectionString, "status"));
        using var list = JsonDocument.Parse(await Migrate.Async(database.ConnectionString, "list", "--json"));
        Assert.Equal(["changed"], list.RootElement.GetProperty("migrations").EnumerateArray()
            .Where(row => row.GetProperty("version").GetInt64() == 202611200940).Select(row => row.GetProperty("checksum").GetString()!));
    }

    [Fact]
    public async Task A_database_of_an_earlier_build_is_taken_over_with_the_scripts_of_this_one()
    {
        await using var database = await OwnDatabase.CreateAsync();
        await Migrate.Async(database.ConnectionString, "up", "--to", "202611200930");
        await database.ExecuteAsync("DROP TABLE migrations.history");
        Assert.Contains("applied by an earlier build", await Migrate.Async(database.ConnectionString, "status"));

        Assert.Contains("adopted 4 migrations that an earlier build applied", await Migrate.Async(database.ConnectionString, "up"));

        Assert.Equal(["adopted:4", $"done:{Migrate.Versions.Length - 4}"], await database.QueryAsync(
            "SELECT state || ':' || count(*) FROM migrations.history GROUP BY state ORDER BY 1"));
        Assert.Equal(["True"], await database.QueryAsync(
            "SELECT bool_and(started_at AT TIME ZONE 'UTC' = applied_on) FROM migrations.history "
            + "JOIN migrations.applied USING (version) WHERE state = 'adopted'"));
        Assert.Equal("nothing to do", await Migrate.Async(database.ConnectionString, "up"));
        await Migrate.Async(database.ConnectionString, "down", "--to", "0");
    }

    [Fact]
    public async Task An_interrupted_up_whose_script_was_changed_is_refused_and_can_be_reverted()
    {
        await using var database = await OwnDatabase.CreateAsync();
        await Rehearsal.RunAsync(database.ConnectionString, "up", "--to", $"{Rehearsal.NoteIndexes}");
        await database.ExecuteAsync($"""
            UPDATE migrations.history SET state = 'running', statements_done = 2, up_checksum = 'other'
            WHERE version = {Rehearsal.NoteIndexes};
            DELETE FROM migrations.applied WHERE version = {Rehearsal.NoteIndexes};
            """);

        var (exitCode, output) = await Rehearsal.TryAsync(database.ConnectionString, ["up"]);
        Assert.Equal(11, exitCode);
        Assert.Contains("209901010002_NoteIndexes.up.sql was changed after an up of it was interrupted (2 of 4 statements done)", output);

        await Rehearsal.RunAsync(database.ConnectionString, "rollback", "--steps", "1");
        await Rehearsal.RunAsync(database.ConnectionString, "up");
        await Rehearsal.AssertCompleteAsync(database.ConnectionString);
    }
}
