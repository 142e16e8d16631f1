using System.CommandLine;
using DarkTower.Fixtures;
using DarkTower.Measuring;
using DarkTower.Scale;

var participants = new Option<int[]>("--participants")
{
    DefaultValueFactory = _ => [10_000, 1_000_000, 10_000_000],
    AllowMultipleArgumentsPerToken = true,
    Description = "Sizes, smallest first.",
};
var rate = new Option<int>("--rate") { DefaultValueFactory = _ => 400, Description = "Requests offered a second." };
var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 6, Description = "Rounds; each size has one turn in a round." };
var seconds = new Option<double>("--seconds") { DefaultValueFactory = _ => 10, Description = "Of a turn." };
var clients = new Option<int>("--clients") { DefaultValueFactory = _ => 32, Description = "Requests at once at most." };
var report = new Option<string?>("--report") { Description = "File to write the report to." };

var command = new RootCommand("Reads and joins at a fixed offered rate on databases of growing size.")
    { participants, rate, rounds, seconds, clients, report };
command.SetAction(async given =>
{
    var wanted = given.GetValue(participants)!;
    var free = new DriveInfo(Path.GetTempPath()).AvailableFreeSpace;
    if (free < ScaleDatabase.BytesFor(wanted))
        throw new InvalidOperationException(
            $"{Path.GetTempPath()} has {free >> 30} GB free; it takes {ScaleDatabase.BytesFor(wanted) >> 30} GB.");

    // A quarter of the memory, as PostgreSQL's manual recommends.
    var buffers = Math.Max(1, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4 >> 30);
    var options = $"-c fsync=on -c synchronous_commit=on -c shared_buffers={buffers}GB -c max_wal_size=16GB {LockWaits.Options}";
    await using var server = await PostgresServer.StartAsync(options: options);
    List<Size> sizes = [];
    try
    {
        foreach (var size in wanted)
        {
            var database = await ScaleDatabase.CreateAsync(server, size);
            Console.WriteLine($"{size} participants in {database.Seeding.TotalSeconds:0} s");
            var service = await MeasuredServer.StartAsync($"{size}", "DarkTower.GcDatabase", new Dictionary<string, string>
            {
                ["ConnectionStrings:darktower"] = database.AppConnectionString,
                ["ConnectionStrings:darktower-jobs"] = database.JobsConnectionString,
                ["Authentication:PlatformKey"] = Traffic.Key,
            });
            sizes.Add(new Size(database, service, await Traffic.OfAsync(database), given.GetValue(clients)));
            await sizes[^1].BeginAsync();
        }

        await LockWaits.ProveAsync(sizes[0].Database, () => server.Output);
        var waits = LockWaits.Count(server.Output);
        for (var round = 0; round < given.GetValue(rounds); round++)
        {
            // Up and down: what the machine does meanwhile falls on all sizes.
            foreach (var size in round % 2 == 0 ? sizes : sizes.AsEnumerable().Reverse())
                size.Run(given.GetValue(rate), TimeSpan.FromSeconds(given.GetValue(seconds)));
            var cells = sizes.Select(size => size.Rounds[^1].Latencies["GET meeting"].Cells());
            Console.WriteLine($"round {round + 1}: {string.Join(", ", cells)}");
        }
        foreach (var size in sizes) await size.EndAsync();
        var version = (await sizes[0].Database.QueryAsync("SHOW server_version"))[0];
        var text = Report.Write(sizes, LockWaits.In(server.Output, waits), options, version, given.GetValue(rate));
        Console.WriteLine(text);
        if (given.GetValue(report) is { } path)
            await File.WriteAllTextAsync(path, text);
    }
    finally
    {
        foreach (var size in sizes) await size.DisposeAsync();
    }
});
return await command.Parse(args).InvokeAsync();
