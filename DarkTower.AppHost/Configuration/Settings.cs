using Microsoft.Extensions.Configuration;

namespace DarkTower.AppHost.Configuration;

/// <summary>Everything the AppHost can be told, with its defaults; read from <c>DarkTower:*</c> of the configuration.</summary>
internal sealed record Settings
{
    /// <summary>Folder of the embedded stores' data and of the generated secrets; null takes <c>.data</c> beside AppHost.cs, or the user's state folder.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>Whether containers may be used when a container runtime answers.</summary>
    public bool Containers { get; init; } = true;

    /// <summary>Major version of the embedded PostgreSQL (15 to 18); null takes the newest.</summary>
    public int? PostgresMajor { get; init; }

    /// <summary>Folder with <c>initdb</c> and <c>postgres</c> to use instead of the embedded ones.</summary>
    public string? PostgresBinDirectory { get; init; }

    /// <summary><c>garnet</c>, <c>redis-server</c> or <c>valkey-server</c>.</summary>
    public string RedisEngine { get; init; } = "garnet";

    /// <summary>Replicas of gc-database.</summary>
    public int GcDatabaseReplicas { get; init; } = 1;

    /// <summary>Replicas of mc-state.</summary>
    public int McStateReplicas { get; init; } = 1;

    /// <summary>Connections a replica of gc-database may hold to PostgreSQL; null leaves it to the service.</summary>
    public int? GcDatabasePoolSize { get; init; }

    /// <summary>Journeys a second that demo-load drives.</summary>
    public double DemoLoadRate { get; init; } = 2;

    /// <summary>Hours between two runs of the upkeep jobs (retention, partitions); both also run at the start.</summary>
    public double UpkeepHours { get; init; } = 24;

    /// <exception cref="ConfigurationException">A key is unknown or a value cannot be used.</exception>
    public static Settings From(IConfiguration configuration)
    {
        Settings settings;
        try
        {
            settings = configuration.GetSection("DarkTower").Get<Settings>(o => o.ErrorOnUnknownConfiguration = true) ?? new Settings();
        }
        catch (InvalidOperationException e)
        {
            throw new ConfigurationException($"The configuration section DarkTower cannot be used: {e.Message.ReplaceLineEndings(" ")} Run with --help for the keys.", e);
        }

        Require(settings.GcDatabaseReplicas is >= 1 and <= 16, nameof(GcDatabaseReplicas), settings.GcDatabaseReplicas, "between 1 and 16");
        Require(settings.McStateReplicas is >= 1 and <= 16, nameof(McStateReplicas), settings.McStateReplicas, "between 1 and 16");
        Require(settings.PostgresMajor is null or (>= 15 and <= 18), nameof(PostgresMajor), settings.PostgresMajor, "between 15 and 18");
        Require(settings.GcDatabasePoolSize is null or (>= 1 and <= 500), nameof(GcDatabasePoolSize), settings.GcDatabasePoolSize, "between 1 and 500");
        Require(settings.DemoLoadRate is > 0 and <= 1000, nameof(DemoLoadRate), settings.DemoLoadRate, "above 0 and at most 1000 a second");
        Require(settings.UpkeepHours is > 0 and <= 1000, nameof(UpkeepHours), settings.UpkeepHours, "above 0 and at most 1000");
        Require(settings.RedisEngine is "garnet" or "redis-server" or "valkey-server", nameof(RedisEngine), settings.RedisEngine,
            "garnet, redis-server or valkey-server");
        return settings;
    }

    private static void Require(bool holds, string key, object? value, string range)
    {
        if (!holds)
        {
            throw new ConfigurationException($"DarkTower:{key} is '{value}'; it must be {range}.");
        }
    }
}
