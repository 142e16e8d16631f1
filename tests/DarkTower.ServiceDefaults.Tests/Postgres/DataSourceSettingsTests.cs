using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Npgsql;

namespace DarkTower.ServiceDefaults.Tests.Postgres;

/// <summary>What this project relies on in Aspire.Npgsql, whichever package set it comes from.</summary>
public sealed class DataSourceSettingsTests
{
    private static ServiceProvider Build(Dictionary<string, string?> settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(settings);
        builder.AddNpgsqlDataSource("darktower");
        return builder.Services.BuildServiceProvider();
    }

    [Theory]
    [InlineData("named", "Aspire:Npgsql:ConnectionString=Host=general", "Aspire:Npgsql:darktower:ConnectionString=Host=named")]
    [InlineData("given", "Aspire:Npgsql:darktower:ConnectionString=Host=named", "ConnectionStrings:darktower=Host=given")]
    [InlineData("general", "Aspire:Npgsql:ConnectionString=Host=general")]
    public void The_connection_string_comes_from_the_most_specific_place(string host, params string[] settings)
    {
        using var services = Build(settings.Select(setting => setting.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => (string?)pair[1]));

        Assert.Contains($"Host={host}", services.GetRequiredService<NpgsqlDataSource>().ConnectionString, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_connection_string_is_noticed_at_first_use()
    {
        using var services = Build([]);

        var failure = Assert.Throws<InvalidOperationException>(services.GetRequiredService<NpgsqlDataSource>);
        Assert.Contains("ConnectionStrings:darktower", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("false", 1)]
    [InlineData("true", 0)]
    public void The_health_check_is_called_PostgreSql_and_can_be_turned_off(string off, int checks)
    {
        using var services = Build(new() { ["Aspire:Npgsql:DisableHealthChecks"] = off });

        var registered = services.GetRequiredService<IOptions<HealthCheckServiceOptions>>().Value.Registrations;
        Assert.Equal(checks, registered.Count(check => check.Name == "PostgreSql"));
    }
}
