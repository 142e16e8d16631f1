using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace DarkTower.ServiceDefaults.Tests.Configuration;

public sealed class StartTests
{
    private sealed record Widgets
    {
        public int Count { get; init; } = 3;

        public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(1);
    }

    [Theory]
    [InlineData("Requests:MaxBodyByte", "1000", "Unknown configuration key Requests:MaxBodyByte")]
    [InlineData("Requests:Timeout", "soon", "Requests:Timeout")]
    [InlineData("Requests:Timeout", "00:00:00", "Requests:Timeout")]
    [InlineData("Requests:MaxConcurrent", "0", "Requests:MaxConcurrent")]
    [InlineData("Authentication:PlatformKey", null, "Authentication:PlatformKey: is missing")]
    [InlineData("Authentication:PlatformKey", "too-short-a-secret", "Authentication:PlatformKey: is too short")]
    [InlineData("Authentication:PlatformKeys", "x", "Unknown configuration key Authentication:PlatformKeys")]
    [InlineData("Family:Widgets:Count", "x", "Family:Widgets:Count")]
    [InlineData("Family:Widgets:Kount", "3", "Unknown configuration key Family:Widgets:Kount. Family:Widgets has: Count, Pause.")]
    [InlineData("Family:Widget:Count", "3", "Unknown configuration key Family:Widget. Family has: Widgets.")]
    [InlineData("OTEL_TRACES_SAMPLER", "sometimes", "OTEL_TRACES_SAMPLER")]
    [InlineData("OTEL_TRACES_SAMPLER_ARG", "2", "OTEL_TRACES_SAMPLER_ARG")]
    public void A_configuration_that_cannot_be_used_ends_the_start_with_one_line_that_names_the_key(string key, string? value, string said)
    {
        var settings = new Dictionary<string, string?>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:9",
            ["OTEL_TRACES_SAMPLER"] = "traceidratio",
            [key] = value,
        };

        var (exitCode, error) = Run(builder => builder.Services.AddValidatedOptions<Widgets>("Family:Widgets"), settings);

        Assert.Equal(1, exitCode);
        Assert.Contains(" cannot start: ", error, StringComparison.Ordinal);
        Assert.Contains(said, error, StringComparison.Ordinal);
        Assert.DoesNotContain("too-short-a-secret", error, StringComparison.Ordinal);
        Assert.Single(error.Trim().Split('\n'));
    }

    [Fact]
    public void A_port_that_is_taken_ends_the_start_with_one_line()
    {
        using var other = new TcpListener(System.Net.IPAddress.Loopback, 0);
        other.Start();

        var (exitCode, error) = Run(builder => builder.WebHost.UseUrls($"http://{other.LocalEndpoint}"));

        Assert.Equal(1, exitCode);
        Assert.Contains($"{other.LocalEndpoint}: address already in use", error, StringComparison.Ordinal);
        Assert.Single(error.Trim().Split('\n'));
    }

    private static (int ExitCode, string Error) Run(Action<WebApplicationBuilder> add, Dictionary<string, string?>? settings = null)
    {
        var log = new LogLines();
        var app = TestService.Build(settings: settings, add: builder =>
        {
            builder.Logging.AddProvider(log);
            add(builder);
        });
        var console = Console.Error;
        using var error = new StringWriter();
        Console.SetError(error);
        try
        {
            var exitCode = app.RunService();
            Assert.DoesNotContain(log.Lines, line => line.StartsWith("Critical", StringComparison.Ordinal)
                || line.StartsWith("Error", StringComparison.Ordinal));
            return (exitCode, error.ToString());
        }
        finally
        {
            Console.SetError(console);
        }
    }
}
