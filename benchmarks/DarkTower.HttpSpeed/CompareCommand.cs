using System.CommandLine;
using DarkTower.Measuring;

namespace DarkTower.HttpSpeed;

internal static class CompareCommand
{
    private static readonly Option<int> Rounds = new("--rounds") { DefaultValueFactory = _ => 20, Description = "Rounds of a call." };

    private static readonly Option<int> Slice = new("--slice") { DefaultValueFactory = _ => 200, Description = "Milliseconds of a slice." };

    private static readonly Option<int> Clients = new("--clients") { DefaultValueFactory = _ => 16, Description = "Clients at once." };

    private static readonly Option<string[]> Calls = new("--call") { Description = "Only calls whose name holds this." };

    private static readonly Option<string[]> Peers = new("--peer") { Description = "Only peers whose name holds this." };

    private static readonly Option<string?> ReportPath = new("--report") { Description = "File to write the report to." };

    private static readonly IReadOnlyList<Call> Offered = [World.GetMeeting, World.ListMeetings, World.Join];

    public static Command Create()
    {
        var command = new Command("compare", "Throughput, latency, processor time and allocations of each call beside the peers'.")
            { Rounds, Slice, Clients, Calls, Peers, ReportPath };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task RunAsync(ParseResult given, CancellationToken cancellationToken)
    {
        var (rounds, slice, clients) = (given.GetValue(Rounds), given.GetValue(Slice), given.GetValue(Clients));
        var calls = Chosen(World.All, call => call.Name, given.GetValue(Calls));
        var peers = Chosen(Contestant.Others, peer => peer.Name, given.GetValue(Peers));

        await using var stage = await Stage.CreateAsync();
        await stage.StartAsync(Contestant.Ours);
        foreach (var peer in peers) await stage.StartAsync(peer);
        await new SameAnswers(stage).CheckAsync();
        Console.WriteLine("All answers are equal.");

        var random = new Random(1);
        var counters = World.All.ToDictionary(call => call.Name, _ => new Counter());
        foreach (var server in stage.Running) WarmUp(server, clients, counters);
        var closed = new List<CallResult>();
        var comparison = new ClosedComparison(stage, clients, rounds, TimeSpan.FromMilliseconds(slice), random);
        foreach (var call in calls)
        {
            closed.Add(comparison.Run(call, peers, counters[call.Name]));
            foreach (var pair in closed[^1].Pairs)
                Console.WriteLine($"{call.Name}: gc-database / {pair.Peer.Name} {pair.Throughput}, processor {pair.ServerCpu}");
        }

        var open = new List<OpenResult>();
        var offered = new OpenComparison(stage, clients * 2, Math.Max(1, rounds / 6), TimeSpan.FromMilliseconds(slice * 10), random);
        foreach (var result in closed.Where(result => Offered.Contains(result.Call)))
        {
            // What the slowest can answer with room to spare: a rate above that would measure its queue.
            var rate = (int)(result.Costs.Values.Min(costs => costs.Outcome.PerSecond) * 0.5);
            open.Add(offered.Run(result.Call, rate, counters[result.Call.Name]));
            Console.WriteLine($"{result.Call.Name} at {rate}/s done");
        }

        var report = CompareReport.Write(stage, closed, open, rounds, slice, clients);
        Console.WriteLine(report);
        if (given.GetValue(ReportPath) is { } path)
            await File.WriteAllTextAsync(path, report, cancellationToken);
    }

    private static List<T> Chosen<T>(IReadOnlyList<T> all, Func<T, string> name, string[]? parts) =>
        [.. all.Where(one => parts is null or [] || parts.Any(part => name(one).Contains(part, StringComparison.Ordinal)))];

    /// <summary>Until the code is compiled a second time, with what its first runs taught.</summary>
    private static void WarmUp(MeasuredServer server, int clients, Dictionary<string, Counter> counters)
    {
        using var connections = new Clients(server.Address, clients);
        foreach (var call in World.All)
            ClosedComparison.ThrowIfFailed(server.Name, connections.Closed([call], TimeSpan.FromSeconds(0.8), counters[call.Name]));
    }
}
