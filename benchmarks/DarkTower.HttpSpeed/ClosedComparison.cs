using DarkTower.Measuring;

namespace DarkTower.HttpSpeed;

/// <summary>One peer against ours on one call: our throughput divided by its, of every round.</summary>
internal sealed record Pair(Contestant Peer, List<double> Ratios, List<double> CpuRatios)
{
    public Quartiles Throughput => Quartiles.Of(Ratios);

    public Quartiles ServerCpu => Quartiles.Of(CpuRatios);
}

internal sealed record CallResult(Call Call, Dictionary<string, Costs> Costs, List<Pair> Pairs);

/// <summary>
/// Clients that send their next request when the last is answered. A pair is measured in four short slices, A B B A or B A A B, so that
/// what the machine does meanwhile falls on both; the pairs come in another order in every round.
/// </summary>
internal sealed class ClosedComparison(Stage stage, int clients, int rounds, TimeSpan slice, Random random)
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);

    public CallResult Run(Call call, IReadOnlyList<Contestant> peers, Counter next)
    {
        var connections = stage.Running.ToDictionary(server => server.Name, server => new Clients(server.Address, clients));
        try
        {
            foreach (var server in stage.Running)
                ThrowIfFailed(server.Name, connections[server.Name].Closed([call], WarmUp, next));
            var result = new CallResult(
                call, stage.Running.ToDictionary(server => server.Name, _ => new Costs()),
                [.. peers.Select(peer => new Pair(peer, [], []))]);
            for (var round = 0; round < rounds; round++)
            {
                stage.FindBackends();
                var order = result.Pairs.Where(pair => !pair.Peer.Far || round % 2 == 0).ToArray();
                random.Shuffle(order);
                foreach (var pair in order) Round(pair);
            }
            foreach (var (name, costs) in result.Costs) ThrowIfFailed(name, costs.Outcome);
            return result;

            void Round(Pair pair)
            {
                var oursFirst = random.Next(2) == 0;
                var (ours, peer) = (new Sum(), new Sum());
                Sum[] slices = oursFirst ? [ours, peer, peer, ours] : [peer, ours, ours, peer];
                foreach (var one in slices)
                {
                    var name = one == ours ? Contestant.Ours.Name : pair.Peer.Name;
                    var server = stage.Running.First(running => running.Name == name);
                    var costs = result.Costs[server.Name];
                    var (cpu, requests) = (costs.ServerCpu, costs.Outcome.Requests);
                    one.PerSecond += costs.Measure(stage, server, () => connections[server.Name].Closed([call], slice, next));
                    one.Cpu += costs.ServerCpu - cpu;
                    one.Requests += costs.Outcome.Requests - requests;
                }
                pair.Ratios.Add(ours.PerSecond / peer.PerSecond);
                pair.CpuRatios.Add(ours.Cpu / ours.Requests / (peer.Cpu / peer.Requests));
            }
        }
        finally
        {
            foreach (var connection in connections.Values) connection.Dispose();
        }
    }

    internal static void ThrowIfFailed(string server, Outcome outcome)
    {
        if (outcome.Failed > 0)
            throw new InvalidOperationException(
                $"{server}: {outcome.Failed} of {outcome.Requests} requests failed; {outcome.FirstFailure}");
    }

    private sealed class Sum
    {
        public double PerSecond { get; set; }

        public double Cpu { get; set; }

        public long Requests { get; set; }
    }
}
