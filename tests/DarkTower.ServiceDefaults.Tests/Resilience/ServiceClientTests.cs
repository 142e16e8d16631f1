using System.Collections.Concurrent;
using System.Net;
using DarkTower.Fixtures;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace DarkTower.ServiceDefaults.Tests.Resilience;

public sealed class ServiceClientTests : IAsyncLifetime
{
    private sealed class OtherClient(HttpClient http)
    {
        public HttpClient Http { get; } = http;
    }

    private readonly ConcurrentDictionary<string, int> _arrived = new();
    private TestService _other = null!;

    public async Task InitializeAsync() =>
        _other = await TestService.StartAsync(app => app.Map("/{name}/{how}", async (string name, string how, HttpContext context) =>
    {
        var nth = _arrived.AddOrUpdate(name, 1, (_, before) => before + 1);
        switch (how)
        {
            case "503-once" when nth == 1:
            case "503":
                return Results.StatusCode(503);
            case "404":
                return Results.NotFound();
            case "breaks-off-once" when nth == 1:
                context.Abort();
                break;
            case "hangs-once" when nth == 1:
            case "hangs":
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
                break;
        }
        return Results.Text("done");
    }).AllowAnonymous());

    public async Task DisposeAsync() => await _other.DisposeAsync();

    private async Task<(ServiceProvider Provider, HttpClient Client)> ClientAsync(
        Dictionary<string, string?>? settings = null, string? address = null)
    {
        var service = TestService.Build(
            settings: new(settings ?? [])
            {
                ["services:other:http:0"] = address ?? _other.Address.ToString(),
                ["Clients:other:RetryDelay"] = "00:00:00.005",
            },
            add: builder => builder.Services.AddServiceClient<OtherClient>("other"));
        var provider = (ServiceProvider)service.Services;
        var client = provider.GetRequiredService<OtherClient>().Http;
        if (address is null)
            await client.GetAsync("/first/200"); // the first call connects, and an attempt's time is short here
        return (provider, client);
    }

    [Theory]
    [InlineData("GET", "503-once", false, 200, 2)]
    [InlineData("PUT", "503-once", false, 200, 2)]
    [InlineData("DELETE", "breaks-off-once", false, 200, 2)]
    [InlineData("GET", "hangs-once", false, 200, 2)]
    [InlineData("POST", "503-once", true, 200, 2)]
    [InlineData("GET", "503", false, 503, 3)]
    [InlineData("GET", "404", false, 404, 1)]
    [InlineData("POST", "503-once", false, 503, 1)]
    [InlineData("PATCH", "503-once", false, 503, 1)]
    public async Task Only_what_may_be_repeated_is_repeated(string method, string how, bool idempotencyKey, int status, int arrived)
    {
        var (provider, client) = await ClientAsync(new() { ["Clients:other:AttemptTimeout"] = "00:00:01" });
        await using var _ = provider;
        var name = $"{method}-{how}-{idempotencyKey}";
        var request = new HttpRequestMessage(new HttpMethod(method), $"/{name}/{how}");
        if (idempotencyKey)
            request.Headers.Add("Idempotency-Key", "1");

        using var response = await client.SendAsync(request);

        Assert.Equal((HttpStatusCode)status, response.StatusCode);
        Assert.Equal(arrived, _arrived[name]);
    }

    [Theory]
    [InlineData("breaks-off-once")]
    [InlineData("hangs-once")]
    public async Task A_post_that_may_have_arrived_is_sent_once_and_fails(string how)
    {
        var (provider, client) = await ClientAsync(new() { ["Clients:other:AttemptTimeout"] = "00:00:01" });
        await using var _ = provider;

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => client.PostAsync($"/post-{how}/{how}", new StringContent("x")));

        Assert.True(failure is HttpRequestException or TimeoutRejectedException, failure.ToString());
        Assert.Equal(1, _arrived[$"post-{how}"]);
    }

    [Fact]
    public async Task A_post_whose_connection_was_refused_is_sent_again_with_its_body()
    {
        var port = ChildProcess.FreePort();
        var (provider, client) = await ClientAsync(
            new() { ["Clients:other:MaxRetries"] = "10", ["Clients:other:RetryDelay"] = "00:00:00.05" }, $"http://127.0.0.1:{port}");
        await using var _ = provider;

        var call = client.PostAsync("/echo", new StringContent("the body"));
        await using var late = TestService.Build(add: builder => builder.WebHost.UseSetting("urls", $"http://127.0.0.1:{port}"), map: app =>
            app.MapPost("/echo", async (HttpContext context, CancellationToken cancelled) =>
                await new StreamReader(context.Request.Body).ReadToEndAsync(cancelled)).AllowAnonymous());
        await late.StartAsync();

        Assert.Equal("the body", await (await call).Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task The_whole_call_ends_by_its_total_timeout()
    {
        var (provider, client) = await ClientAsync(new()
        {
            ["Clients:other:TotalTimeout"] = "00:00:00.5",
            ["Clients:other:AttemptTimeout"] = "00:01:00",
        });
        await using var _ = provider;

        await Assert.ThrowsAsync<TimeoutRejectedException>(() => client.GetAsync("/total/hangs"));
    }

    [Fact]
    public async Task An_open_breaker_refuses_without_sending()
    {
        var (provider, client) = await ClientAsync(new()
        {
            ["Clients:other:BreakerMinimumThroughput"] = "5",
            ["Clients:other:BreakDuration"] = "00:01:00",
        });
        await using var _ = provider;
        for (var call = 0; call < 4; call++)
            await client.PostAsync("/breaker/503", null);

        await Assert.ThrowsAsync<BrokenCircuitException>(() => client.PostAsync("/breaker/503", null));

        Assert.Equal(4, _arrived["breaker"]);
    }

    [Fact]
    public async Task Above_the_bulkhead_calls_are_refused_at_once()
    {
        var (provider, client) = await ClientAsync(new() { ["Clients:other:MaxConcurrent"] = "2" });
        await using var _ = provider;
        using var end = new CancellationTokenSource();
        var running = Enumerable.Range(0, 2).Select(_ => client.PostAsync("/bulkhead/hangs", null, end.Token)).ToList();
        await Wait.UntilAsync(() => _arrived.GetValueOrDefault("bulkhead") == 2, "two calls to arrive");

        await Assert.ThrowsAsync<OverloadedException>(() => client.PostAsync("/bulkhead/200", null));

        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(running));
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync("/bulkhead/200", null)).StatusCode);
    }

    [Theory]
    [InlineData("services:other:http:0", null, "services:other:http:0 is missing")]
    [InlineData("services:other:http:0", "somewhere", "services:other:http:0")]
    [InlineData("Clients:other:Retries", "3", "Unknown configuration key Clients:other:Retries")]
    [InlineData("Clients:another:MaxRetries", "3", "Unknown configuration key Clients:another")]
    public async Task What_cannot_be_discovered_or_used_stops_the_start_and_is_named(string key, string? value, string said)
    {
        var failure = await Assert.ThrowsAsync<StartupException>(() => TestService.StartAsync(
            settings: new() { ["services:other:http:0"] = "http://127.0.0.1:1", [key] = value },
            add: builder => builder.Services.AddServiceClient<OtherClient>("other")));

        Assert.Contains(said, failure.Message, StringComparison.Ordinal);
    }
}
