using System.Globalization;
using System.Text;
using DarkTower.Measuring;

namespace DarkTower.HttpSpeed;

internal static class CompareReport
{
    public static string Write(
        Stage stage, List<CallResult> closed, List<OpenResult> open, int rounds, int slice, int clients)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            # gc-database through HTTP beside its peers

            `dotnet run -c Release --project benchmarks/DarkTower.HttpSpeed -- compare --report benchmarks/reports/http-speed.md`

            {Machine.Describe(stage.Version)}

            One PostgreSQL server started as the tests start it, with `{Stage.Options}`; one migrated database of
            {World.Orgs} organizations, each with {World.Users} users and {World.Meetings} meetings; every server as its own process, as
            `darktower_app`, row security on. Before anything is timed each peer's answers, refusals and audit rows are compared with ours.

            {Contestants(closed)}

            {clients} clients, each a thread with one kept-alive connection and blocking calls. Ratios are of {rounds} rounds, each
            A B B A or B A A B in slices of {slice} ms, the pairs in random order (of half the rounds for who is far away): median
            [first, third quartile].
            A difference inside the control's quartiles is noise.

            ## Ratio of throughput: gc-database / peer, above 1 we are faster


            """);
        Ratios(text, closed, pair => pair.Throughput);
        Verdicts(text, closed);
        text.Append("""

            ## Ratio of processor time of the server per request: gc-database / peer, below 1 we need less

            On a machine that servers, PostgreSQL and clients share, throughput hides differences of the server in the time of the others;
            this ratio does not.


            """);
        Ratios(text, closed, pair => pair.ServerCpu);
        Details(text, closed);
        OpenLoop(text, open);
        return text.ToString();
    }

    private static string Contestants(List<CallResult> closed) => string.Join('\n', closed[0].Pairs.Select(pair => pair.Peer)
        .Prepend(Contestant.Ours).Select(contestant => $"- **{contestant.Name}**: {contestant.About}."));

    private static void Ratios(StringBuilder text, List<CallResult> closed, Func<Pair, Quartiles> ratio)
    {
        List<Contestant> peers = [.. closed[0].Pairs.Select(pair => pair.Peer)];
        text.Append("| call | ").AppendJoin(" | ", peers.Select(peer => peer.Name)).Append(" |\n");
        text.Append("|---|").Insert(text.Length, "---|", peers.Count).Append('\n');
        foreach (var result in closed)
            text.Append("| ").Append(result.Call.Name).Append(" | ")
                .AppendJoin(" | ", result.Pairs.Select(pair => ratio(pair).ToString())).Append(" |\n");
        text.Append("| geometric mean | ").AppendJoin(" | ", peers.Select(peer =>
            Mean(closed, peer, ratio).ToString("0.00", CultureInfo.InvariantCulture))).Append(" |\n");
    }

    private static double Mean(List<CallResult> closed, Contestant peer, Func<Pair, Quartiles> ratio) => Math.Exp(closed.Average(result =>
        Math.Log(ratio(result.Pairs.Single(pair => pair.Peer == peer)).Median)));

    private static void Verdicts(StringBuilder text, List<CallResult> closed)
    {
        text.Append('\n');
        foreach (var peer in closed[0].Pairs.Select(pair => pair.Peer).Where(peer => peer.Wanted is not null))
        {
            var missed = closed.Where(result => result.Pairs.Single(pair => pair.Peer == peer).Throughput.Median < peer.Wanted)
                .Select(result => result.Call.Name).ToList();
            text.Append(CultureInfo.InvariantCulture, $"Wanted {peer.Wanted:0.00} × {peer.Name}: mean ")
                .Append(CultureInfo.InvariantCulture, $"{Mean(closed, peer, pair => pair.Throughput):0.00}; ")
                .Append(missed.Count == 0 ? "reached by every call." : $"not reached by {string.Join(", ", missed)}.")
                .Append('\n');
        }
    }

    private static void Details(StringBuilder text, List<CallResult> closed)
    {
        text.Append("""

            ## Each server

            Latency in ms under full load of all clients; processor time in seconds per 1,000 requests; bytes that the server allocates for
            a request. Failed requests: 0, else there is no report.

            | call | server | requests/s | p50 | p95 | p99 | server CPU | PostgreSQL CPU | driver CPU | bytes/request | RSS MB | heap MB |
            |---|---|---|---|---|---|---|---|---|---|---|---|

            """);
        foreach (var result in closed)
        {
            foreach (var (name, costs) in result.Costs)
            {
                text.Append(CultureInfo.InvariantCulture, $"| {result.Call.Name} | {name} | {costs.Outcome.PerSecond:0} | ")
                    .Append(costs.Outcome.Latencies[result.Call.Name].Cells())
                    .Append(CultureInfo.InvariantCulture, $" | {costs.PerThousand(costs.ServerCpu):0.000} | ")
                    .Append(CultureInfo.InvariantCulture, $"{costs.PerThousand(costs.PostgresCpu):0.000} | ")
                    .Append(CultureInfo.InvariantCulture, $"{costs.PerThousand(costs.DriverCpu):0.000} | ")
                    .Append(CultureInfo.InvariantCulture, $"{costs.AllocatedBytes / costs.Outcome.Requests} | ")
                    .Append(CultureInfo.InvariantCulture, $"{costs.ResidentMegabytes:0} | {costs.Memory.HeapBytes / 1048576.0:0} |\n");
            }
        }
        var all = closed.SelectMany(result => result.Costs.Values).ToList();
        var used = all.Sum(costs => costs.ServerCpu + costs.PostgresCpu + costs.DriverCpu);
        text.Append(CultureInfo.InvariantCulture, $"""

            The clients took {all.Sum(costs => costs.DriverCpu) / used:P0} of the processor time of clients, servers and PostgreSQL together
            ({all.Sum(costs => costs.DriverCpu) * 1e6 / all.Sum(costs => costs.Outcome.Requests):0} µs a request), and all three together
            {used / all.Sum(costs => costs.Outcome.Seconds) / Environment.ProcessorCount:P0} of the machine's processors.

            """);
    }

    private static void OpenLoop(StringBuilder text, List<OpenResult> open)
    {
        text.Append("""

            ## At a fixed offered rate

            Requests are due at a fixed rate, half of what the slowest server answers under full load, and a latency counts from when the
            request was due (no coordinated omission). Milliseconds.

            | call | offered/s | server | requests | p50 | p95 | p99 |
            |---|---|---|---|---|---|---|

            """);
        foreach (var result in open)
        {
            foreach (var (name, outcome) in result.Outcomes)
                text.Append(CultureInfo.InvariantCulture, $"| {result.Call.Name} | {result.PerSecond} | {name} | {outcome.Requests} | ")
                    .Append(outcome.Latencies[result.Call.Name].Cells()).Append(" |\n");
        }
    }
}
