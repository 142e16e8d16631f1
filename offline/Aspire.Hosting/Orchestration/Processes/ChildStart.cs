namespace Aspire.Hosting.Orchestration.Processes;

internal sealed record ChildStart
{
    public required string Command { get; init; }

    public required string WorkingDirectory { get; init; }

    public required IReadOnlyList<string> Arguments { get; init; }

    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>The part of the environment that is not the AppHost's own.</summary>
    public IReadOnlyDictionary<string, string> Own { get; init; } = new Dictionary<string, string>();

    /// <summary>Called for each line of output, and whether it came from standard error.</summary>
    public required Action<string, bool> Output { get; init; }
}
