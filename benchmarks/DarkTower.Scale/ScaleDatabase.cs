using System.Diagnostics;
using DarkTower.Fixtures;
using Npgsql;

namespace DarkTower.Scale;

/// <summary>One database with so many participants, made by the Migrator's own seed.</summary>
internal sealed class ScaleDatabase : IAsyncDisposable
{
    private const int PeopleOfMeeting = 5;

    // What a size needs on disk with its indexes, its part of the log and what sorting them takes: measured, with room.
    private const long BytesOfPerson = 3000;

    private readonly MigratedDatabase _database;

    private ScaleDatabase(MigratedDatabase database, int participants, TimeSpan seeding) =>
        (_database, Participants, Seeding) = (database, participants, seeding);

    public int Participants { get; }

    public TimeSpan Seeding { get; }

    public string AppConnectionString => _database.AppConnectionString;

    public string JobsConnectionString => _database.As("darktower_jobs");

    public static long BytesFor(IEnumerable<int> sizes) => sizes.Sum(size => size * BytesOfPerson) + (8L << 30);

    public static async Task<ScaleDatabase> CreateAsync(PostgresServer server, int participants)
    {
        var database = await MigratedDatabase.CreateAsync(server: server);
        var clock = Stopwatch.StartNew();
        var (exitCode, output) = await ServiceProcess.RunAsync("DarkTower.Migrator",
            ["seed", "--profile", "scale", "--participants", $"{participants}", "--meetings", $"{participants / PeopleOfMeeting}"],
            new Dictionary<string, string> { ["ConnectionStrings:darktower"] = database.AdminConnectionString }, TimeSpan.FromHours(1));
        if (exitCode != 0)
            throw new InvalidOperationException($"The Migrator exited with {exitCode}:\n{output}");
        var made = new ScaleDatabase(database, participants, clock.Elapsed);
        await made.PrepareAsync();
        return made;
    }

    /// <summary>The first column of the rows, as superuser.</summary>
    public async Task<List<string>> QueryAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(_database.AdminConnectionString) { CommandTimeout = 0 }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        List<string> rows = [];
        while (await reader.ReadAsync()) rows.Add(reader.GetValue(0).ToString()!);
        return rows;
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private async Task PrepareAsync()
    {
        // Seats for every join of the run: what a full meeting answers is not the question.
        await QueryAsync("UPDATE meetings SET max_participants = 1000000 WHERE status = 'active'");
        await QueryAsync("VACUUM (ANALYZE) meetings");
        // A service that runs for days has its indexes in memory; reading them in one by one would take most of a short run.
        await QueryAsync("CREATE EXTENSION IF NOT EXISTS pg_prewarm");
        await QueryAsync("""
            SELECT sum(pg_prewarm(oid::regclass))
            FROM pg_class
            WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'i')
            """);
        await QueryAsync("CHECKPOINT");
    }
}
