namespace DarkTower.HttpSpeed;

/// <summary>A server that takes part.</summary>
/// <param name="Name">As the report shows it.</param>
/// <param name="About">What it is.</param>
/// <param name="Project">Whose assembly runs.</param>
/// <param name="Settings">Beside the connection string and the key.</param>
/// <param name="Far">Far enough from ours to show in half of the rounds.</param>
/// <param name="Wanted">Our throughput divided by its, at least; null when nothing is promised.</param>
internal sealed record Contestant(
    string Name, string About, string Project, IReadOnlyDictionary<string, string> Settings, bool Far = false,
    double? Wanted = null)
{
    public static Contestant Ours { get; } = new("gc-database", "this repository's service with its default settings",
        "DarkTower.GcDatabase", new Dictionary<string, string>());

    public static IReadOnlyList<Contestant> Others { get; } =
    [
        Ours with { Name = "gc-database again", About = "the control: a second process of the same service" },
        Ours with
        {
            Name = "gc-database, pool of 16",
            About = "with as many connections as there are clients, instead of cores × 2 + 1",
            Settings = new Dictionary<string, string> { ["Postgres:Pool:MaxSize"] = "16" },
            Far = true,
        },
        Peer("hand-written", "one Npgsql batch a request with typed positional parameters, auto-prepare, no reset, a pool of "
            + "cores × 2 + 1; the same ServiceDefaults around it (authentication, limits, problem documents), no telemetry of its queries",
            "HandWritten", wanted: 0.95),
        Peer("hand-written, bare", "the same data access in a slim minimal API that checks the key and has nothing else",
            "HandWritten", bare: true),
        Peer("Dapper", "begin, set_config, statements, commit; the driver's default pool; ServiceDefaults around it",
            "Dapper", far: true, wanted: 1.1),
        Peer("Dapper, batched", "set_config and one statement in one command, auto-prepare, no reset; ServiceDefaults around it",
            "DapperBatched", wanted: 1.1),
        Peer("EF Core", "pooled contexts, compiled queries, no tracking for reads; begin, set_config, commit; the driver's default "
            + "pool; ServiceDefaults around it", "EfCore", far: true, wanted: 1.5),
        Peer("EF Core, tuned pool", "the same with auto-prepare, no reset and our pool size", "EfCoreTuned", far: true),
    ];

    private static Contestant Peer(string name, string about, string flavour, bool bare = false, bool far = false, double? wanted = null) => new(
        name, about, "DarkTower.Peers",
        new Dictionary<string, string> { ["Peers:Flavour"] = flavour, ["Peers:Bare"] = bare ? "true" : "false" }, far, wanted);
}
