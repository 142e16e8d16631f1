using DarkTower.Fixtures;

namespace DarkTower.Migrator.Tests;

/// <summary>The Migrator with further migrations: a table with rows, concurrent indexes, backfills, a validated check.</summary>
internal static class Rehearsal
{
    public const string Project = "DarkTower.Migrator.Rehearsal";
    public const long Notes = 209901010001;
    public const long NoteIndexes = 209901010002;
    public const long NoteColumns = 209901010003;
    public const long NoteBackfill = 209901010004;

    /// <summary>Rows of the two backfills together.</summary>
    public const int BackfillRows = 11000;

    public static Task<(int ExitCode, string Output)> TryAsync(
        string connectionString, string[] arguments, Dictionary<string, string>? settings = null) =>
        ServiceProcess.RunAsync(Project, arguments, Migrate.With(settings ?? [], connectionString));

    public static async Task<string> RunAsync(string connectionString, params string[] arguments)
    {
        var (exitCode, output) = await TryAsync(connectionString, arguments);
        Assert.True(exitCode == 0, $"{string.Join(' ', arguments)} exited with {exitCode}:\n{output}");
        return output;
    }

    public static Task<ChildProcess> StartAsync(
        string connectionString, string[] arguments, Dictionary<string, string>? settings = null) =>
        ChildProcess.StartAsync(["dotnet", Repository.AssemblyOf(Project), .. arguments], Migrate.With(settings ?? [], connectionString));

    /// <summary>Everything is there, recorded once, executed once.</summary>
    public static async Task AssertCompleteAsync(string connectionString)
    {
        await using var connection = await Sql.OpenAsync(connectionString);
        await connection.ExecuteAsync("SET row_security = off");
        Assert.Equal(["between the backfills", "between the indexes"],
            await connection.QueryAsync("SELECT mark FROM note_marks ORDER BY 1"));
        Assert.Equal(["9000:1:1"], await connection.QueryAsync(
            "SELECT format('%s:%s:%s', count(*), min(touched), max(touched)) FROM notes WHERE length = char_length(body)"));
        Assert.Equal(["2000:1:1"], await connection.QueryAsync(
            "SELECT format('%s:%s:%s', count(*), min(touched), max(touched)) FROM note_words WHERE shouted = upper(word)"));
        Assert.Empty(await connection.QueryAsync("SELECT indexrelid::regclass::text FROM pg_index WHERE NOT (indisvalid AND indisready)"));
        Assert.Equal(["0"], await connection.QueryAsync("SELECT count(*) FROM migrations.history WHERE state = 'running'"));
        Assert.Empty(await connection.QueryAsync("""
            SELECT version FROM migrations.applied FULL JOIN (
                SELECT version, count(*) FROM migrations.history
                WHERE direction = 'up' AND state = 'done' GROUP BY version) AS done USING (version)
            WHERE count IS DISTINCT FROM 1 OR applied_on IS NULL
            """));
        Assert.Equal([$"{BackfillRows}"],
            await connection.QueryAsync("SELECT sum(backfill_rows) FROM migrations.history WHERE state = 'done'"));
    }
}
