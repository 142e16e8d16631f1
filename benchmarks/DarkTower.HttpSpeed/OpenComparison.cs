using DarkTower.Measuring;

namespace DarkTower.HttpSpeed;

internal sealed record OpenResult(Call Call, int PerSecond, Dictionary<string, Outcome> Outcomes);

/// <summary>The same offered rate for all, in turns of seconds, in another order in every round.</summary>
internal sealed class OpenComparison(Stage stage, int clients, int rounds, TimeSpan slice, Random random)
{
    public OpenResult Run(Call call, int perSecond, Counter next)
    {
        var result = new OpenResult(call, perSecond, stage.Running.ToDictionary(server => server.Name, _ => new Outcome()));
        for (var round = 0; round < rounds; round++)
        {
            var order = stage.Running.ToArray();
            random.Shuffle(order);
            foreach (var server in order)
            {
                using var connections = new Clients(server.Address, clients);
                // The first requests meet new connections.
                connections.Open([call], perSecond, TimeSpan.FromSeconds(0.3), next);
                result.Outcomes[server.Name].Add(connections.Open([call], perSecond, slice, next));
            }
        }
        foreach (var (name, outcome) in result.Outcomes) ClosedComparison.ThrowIfFailed(name, outcome);
        return result;
    }
}
