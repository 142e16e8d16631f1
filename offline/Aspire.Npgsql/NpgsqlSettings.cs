namespace Aspire.Npgsql;

/// <summary>Settings of one data source; section <c>Aspire:Npgsql</c>, then <c>Aspire:Npgsql:{name}</c>.</summary>
public class NpgsqlSettings
{
    public string? ConnectionString { get; set; }

    public bool DisableHealthChecks { get; set; }

    public bool DisableMetrics { get; set; }

    public bool DisableTracing { get; set; }
}
