using System.CommandLine;
using DarkTower.Fixtures;
using DarkTower.Migrator.Seeds.Scale;
using DarkTower.SeedScale;
using Npgsql;

var meetings = new Option<int>("--meetings") { DefaultValueFactory = _ => 100_000, Description = "Meetings; five participants for each." };
var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 7, Description = "Rounds; each seeds twice and copies twice." };
var report = new Option<string?>("--report") { Description = "File to write the report to." };

var command = new RootCommand("Compares `seed --profile scale` with a plain COPY of the same rows into the same tables.")
    { meetings, rounds, report };
command.SetAction(async given =>
{
    var sizes = ScaleSizes.Of(null, given.GetValue(meetings), null, 1, null, DateOnly.FromDateTime(DateTime.UtcNow));
    // As a real server: what is committed has reached the disk.
    await using var server = await PostgresServer.StartAsync(options: "-c fsync=on -c shared_buffers=512MB -c max_wal_size=8GB");

    Tables tables;
    string version;
    await using (var prepared = await MigratedDatabase.CreateAsync(server: server))
    {
        await using var connection = new NpgsqlConnection(prepared.AdminConnectionString);
        await connection.OpenAsync();
        version = connection.ServerVersion;
        var seeded = await SeedAsync(connection);
        tables = await Tables.OfAsync(prepared.AdminConnectionString, seeded.Select(table => (table.Name, table.Rows)));
    }

    List<Round> measured = [];
    for (var round = 1; round <= given.GetValue(rounds); round++)
    {
        measured.Add(new Round(await EmptyAsync(MeasureSeedAsync), await EmptyAsync(tables.CopyAsync),
            await EmptyAsync(tables.CopyAsync), await EmptyAsync(MeasureSeedAsync)));
        Console.WriteLine($"round {round}: {measured[^1]}");
    }
    var text = Report.Write(sizes, measured, version);
    Console.WriteLine(text);
    if (given.GetValue(report) is { } path)
        await File.WriteAllTextAsync(path, text);

    // A database without rows for each, and nothing left to write of the one before.
    async Task<Measured> EmptyAsync(Func<string, Task<Measured>> measure)
    {
        await using var database = await MigratedDatabase.CreateAsync(server: server);
        await using (var connection = new NpgsqlConnection(database.AdminConnectionString))
        {
            await connection.OpenAsync();
            await using var checkpoint = new NpgsqlCommand("CHECKPOINT", connection) { CommandTimeout = 0 };
            await checkpoint.ExecuteNonQueryAsync();
        }
        return await measure(database.AdminConnectionString);
    }

    async Task<Measured> MeasureSeedAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(connectionString) { CommandTimeout = 0, Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        return await Measured.OfAsync(async () =>
        {
            var copied = await SeedAsync(connection);
            var participants = copied.Single(table => table.Name == Measured.Table);
            return (copied.Sum(table => table.Rows), participants.Rows, participants.Time);
        });
    }

    Task<IReadOnlyList<CopiedTable>> SeedAsync(NpgsqlConnection connection) => new ScaleSeed(connection, sizes)
        .RunAsync(TimeSpan.FromSeconds(2), new SeedProgress(TextWriter.Null, terminal: false), CancellationToken.None);
});
return await command.Parse(args).InvokeAsync();
