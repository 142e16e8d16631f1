namespace DarkTower.McState.Infrastructure;

/// <summary>What the last probe found. Until one has succeeded nothing is sent.</summary>
internal sealed class EngineState
{
    private volatile EngineReport _report = new() { Refusal = "the store has not been reached yet" };

    public EngineReport Report
    {
        get => _report;
        set => _report = value;
    }

    /// <summary>Why the engine must not be used, or null.</summary>
    public string? Refusal => _report.Refusal;
}

internal sealed record EngineReport
{
    public string Name { get; init; } = "unknown";

    public string Version { get; init; } = "unknown";

    /// <summary>Changes with every restart of the server.</summary>
    public string RunId { get; init; } = "";

    public string Lua { get; init; } = "unknown";

    public string Eviction { get; init; } = "unknown";

    /// <summary>In one line: what is wrong and which setting puts it right. Null: fit for use.</summary>
    public string? Refusal { get; init; }

    public IReadOnlyDictionary<string, object> ForHealth() => new Dictionary<string, object>
    {
        ["engine"] = Name, ["version"] = Version, ["lua"] = Lua, ["eviction"] = Eviction, ["refused"] = Refusal ?? "no",
    };
}
