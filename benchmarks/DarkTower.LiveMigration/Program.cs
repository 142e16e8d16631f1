using System.CommandLine;
using DarkTower.Fixtures;
using DarkTower.LiveMigration;
using DarkTower.Migrator.Seeds.Scale;

var meetings = new Option<int>("--meetings")
{     DefaultValueFactory = _ => ScaleSizes.DefaultMeetings, Description = "The seed's meetings.",
};
var participants = new Option<int>("--participants") { DefaultValueFactory = _ => 5_000_000, Description = "The seed's participants." };
var rate = new Option<int>("--rate") { DefaultValueFactory = _ => 400, Description = "Requests a second." };
var postgres = new Option<int?>("--postgres") { Description = "Major version; the newest when left out." };
var report = new Option<string?>("--report") { Description = "File to write the report to." };

var command = new RootCommand("Applies, reverts and applies every migration under a steady load; says what the load saw.")
    { meetings, participants, rate, postgres, report };
command.SetAction(async given =>
{
    // As a real server: every commit reaches the disk.
    await using var server = await PostgresServer.StartAsync(
        given.GetValue(postgres), "-c fsync=on -c shared_buffers=512MB -c max_wal_size=8GB");
    var sizes = ScaleSizes.Of(
        null, given.GetValue(meetings), given.GetValue(participants), 1, null, DateOnly.FromDateTime(DateTime.UtcNow));
    await using var database = await OwnDatabase.CreateAsync(server: server);
    var stage = new Stage(database.ConnectionString, sizes);
    var plan = new LivePlan(sizes, given.GetValue(rate), Connections: 8, Pause: TimeSpan.FromSeconds(2));
    var steps = await new LiveRun(stage, plan, Console.WriteLine).RunAsync();
    var text = Report.Write(plan, steps, await Invariants.BrokenAsync(stage), (await stage.QueryAsync("SHOW server_version"))[0]);
    Console.WriteLine(text);
    if (given.GetValue(report) is { } path)
        await File.WriteAllTextAsync(path, text);
    return steps.Any(step => step.Failures.Count > 0) ? 1 : 0;
});
return await command.Parse(args).InvokeAsync();
