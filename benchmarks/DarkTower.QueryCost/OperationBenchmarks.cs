using BenchmarkDotNet.Attributes;

namespace DarkTower.QueryCost;

/// <summary>Every contestant in one BenchmarkDotNet run, in this process: they share the server and its caches.</summary>
[MemoryDiagnoser(displayGenColumns: false)]
public class OperationBenchmarks
{
    internal static Stage Stage { get; set; } = null!;

    public static IEnumerable<string> Contestants => Stage.Contestants.Select(contestant => contestant.Name);

    public static IEnumerable<string> Operations => Operation.All.Select(operation => operation.Name);

    private Operation _operation = null!;
    private IOperations _contestant = null!;

    [ParamsSource(nameof(Operations), Priority = 0)]
    public string What { get; set; } = "";

    [ParamsSource(nameof(Contestants), Priority = 1)]
    public string Contestant { get; set; } = "";

    [GlobalSetup]
    public void Choose()
    {
        _operation = Operation.All.Single(operation => operation.Name == What);
        _contestant = Stage.Contestants.Single(contestant => contestant.Name == Contestant);
    }

    [Benchmark]
    public Task Run() => _operation.RunAsync(_contestant, Stage);
}
