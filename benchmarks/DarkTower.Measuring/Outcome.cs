namespace DarkTower.Measuring;

/// <summary>What a loop of requests gave.</summary>
public sealed class Outcome
{
    public long Requests { get; private set; }

    public long Failed { get; private set; }

    public string? FirstFailure { get; private set; }

    public double Seconds { get; set; }

    public double PerSecond => Requests / Seconds;

    public Dictionary<string, Latencies> Latencies { get; } = [];

    public void Succeeded(Call call, long ticks)
    {
        Requests++;
        Of(call.Name).Add(ticks);
    }

    /// <summary>A failure has no latency: it must not make the rest look faster.</summary>
    public void Fail(Call call, string answer)
    {
        Requests++;
        Failed++;
        FirstFailure ??= $"{call.Name}: {answer}";
    }

    public void Add(Outcome other)
    {
        Requests += other.Requests;
        Failed += other.Failed;
        FirstFailure ??= other.FirstFailure;
        Seconds += other.Seconds;
        foreach (var (name, latencies) in other.Latencies)
            Of(name).Add(latencies);
    }

    private Latencies Of(string name) => Latencies.TryGetValue(name, out var latencies) ? latencies : Latencies[name] = new Latencies();
}
