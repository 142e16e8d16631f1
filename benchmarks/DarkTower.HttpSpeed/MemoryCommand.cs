using System.CommandLine;
using System.Diagnostics;
using DarkTower.Measuring;

namespace DarkTower.HttpSpeed;

internal sealed record Sample(double Second, double ResidentMegabytes, Memory Memory);

/// <summary>One replica under full load for minutes: its memory must stay small and flat.</summary>
internal static class MemoryCommand
{
    private static readonly Option<double> Minutes = new("--minutes") { DefaultValueFactory = _ => 10, Description = "How long." };

    private static readonly Option<int> Clients = new("--clients") { DefaultValueFactory = _ => 32, Description = "Clients at once." };

    private static readonly Option<string?> ReportPath = new("--report") { Description = "File to write the report to." };

    /// <summary>More reads than writes, as the platform has them.</summary>
    private static readonly IReadOnlyList<Call> Mix =
    [
        World.GetMeeting, World.GetOrg, World.JoinAsGuest, World.GetMeeting, World.ListParticipants, World.Claim, World.GetMeeting,
        World.ListMeetings, World.JoinAsGuest, World.CreateMeeting, World.Heartbeat, World.GetMeeting,
    ];

    public static Command Create()
    {
        var command = new Command("memory", "Memory of one replica at full load, sampled each second.") { Minutes, Clients, ReportPath };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task RunAsync(ParseResult given, CancellationToken cancellationToken)
    {
        var time = TimeSpan.FromMinutes(given.GetValue(Minutes));
        await using var stage = await Stage.CreateAsync();
        await stage.StartAsync(Contestant.Ours, jobs: true);
        var server = stage.Running[0];
        using var clients = new Clients(server.Address, given.GetValue(Clients));

        var clock = Stopwatch.StartNew();
        var load = Task.Run(() => clients.Closed(Mix, time, new Counter()), cancellationToken);
        List<Sample> samples = [];
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (!load.IsCompleted && await timer.WaitForNextTickAsync(cancellationToken))
            samples.Add(new Sample(clock.Elapsed.TotalSeconds, server.ResidentMegabytes(), server.Memory()));
        var outcome = await load;
        ClosedComparison.ThrowIfFailed(server.Name, outcome);

        var report = MemoryReport.Write(stage, samples, outcome, clients.Count);
        Console.WriteLine(report);
        if (given.GetValue(ReportPath) is { } path)
            await File.WriteAllTextAsync(path, report, cancellationToken);
    }
}
