using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DarkTower.ServiceDefaults.Tests.Health;

public sealed class HealthTests
{
    private static Task<TestService> StartAsync(params (string Name, Func<CancellationToken, Task<HealthCheckResult>> Check)[] checks) =>
        TestService.StartAsync(add: builder =>
        {
            foreach (var (name, check) in checks)
                builder.Services.AddHealthChecks().AddAsyncCheck(name, check);
        });

    private static async Task<(HttpStatusCode Status, string Body)> GetAsync(TestService service, string path)
    {
        using var anonymous = new HttpClient { BaseAddress = service.Address };
        using var response = await anonymous.GetAsync(path);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Healthy_dependencies_give_200_with_the_status_and_data_of_each()
    {
        await using var service = await StartAsync(
            ("one", _ => Task.FromResult(HealthCheckResult.Healthy("an inside"))),
            ("two", _ => Task.FromResult(HealthCheckResult.Healthy(data: new Dictionary<string, object> { ["engine"] = "garnet" }))));

        var (status, body) = await GetAsync(service, "/health");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(
            """{"status":"healthy","checks":{"one":{"status":"healthy"},"two":{"status":"healthy","data":{"engine":"garnet"}}}}""", body);
    }

    [Fact]
    public async Task A_failing_dependency_gives_503_without_its_reason_and_alive_stays_green()
    {
        await using var service = await StartAsync(
            ("good", _ => Task.FromResult(HealthCheckResult.Healthy())),
            ("bad", _ => throw new InvalidOperationException("secret host and password")));

        var (status, body) = await GetAsync(service, "/health");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Equal("""{"status":"unhealthy","checks":{"good":{"status":"healthy"},"bad":{"status":"unhealthy"}}}""", body);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(service, "/alive")).Status);
    }

    [Fact]
    public async Task A_dependency_that_hangs_and_ignores_cancellation_gives_503_within_a_second()
    {
        var never = new TaskCompletionSource<HealthCheckResult>();
        await using var service = await StartAsync(("hung", _ => never.Task), ("hung-too", _ => never.Task));
        await GetAsync(service, "/health");
        var clock = Stopwatch.StartNew();

        var (status, body) = await GetAsync(service, "/health");

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(1), $"{clock.Elapsed}");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("\"hung-too\":{\"status\":\"unhealthy\"}", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Alive_asks_no_check()
    {
        var asked = 0;
        await using var service = await StartAsync(("counted", _ =>
        {
            Interlocked.Increment(ref asked);
            return Task.FromResult(HealthCheckResult.Healthy());
        }));

        Assert.Equal(HttpStatusCode.OK, (await GetAsync(service, "/alive")).Status);
        Assert.Equal(0, asked);
    }
}
