using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

// Activity listeners and meters are of the process: two services at once would see each other's spans.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace DarkTower.ServiceDefaults.Tests;

/// <summary>A service with the defaults and a test's own endpoints, on real Kestrel.</summary>
internal sealed class TestService : IAsyncDisposable
{
    public const string Key = "a-platform-key-of-the-tests-0123456789";

    private TestService(WebApplication app, LogLines log)
    {
        App = app;
        Log = log;
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
    }

    public WebApplication App { get; }

    public HttpClient Client { get; }

    public LogLines Log { get; }

    public Uri Address => Client.BaseAddress!;

    public static async Task<TestService> StartAsync(
        Action<WebApplication>? map = null, Dictionary<string, string?>? settings = null, Action<WebApplicationBuilder>? add = null)
    {
        var log = new LogLines();
        var app = Build(map, settings, builder =>
        {
            builder.Logging.AddProvider(log);
            add?.Invoke(builder);
        });
        try
        {
            await app.StartAsync();
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
        return new TestService(app, log);
    }

    public static WebApplication Build(
        Action<WebApplication>? map = null, Dictionary<string, string?>? settings = null, Action<WebApplicationBuilder>? add = null)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Authentication:PlatformKey"] = Key });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.AddServiceDefaults();
        add?.Invoke(builder);
        var app = builder.Build();
        app.UseServiceDefaults();
        app.MapDefaultEndpoints();
        map?.Invoke(app);
        return app;
    }

    /// <summary>Sends, and expects a problem document of this status and code with nothing of the inside in it.</summary>
    public async Task<JsonElement> RefusedAsync(HttpRequestMessage request, HttpStatusCode status, string code)
    {
        using var response = await Client.SendAsync(request);
        return await RefusedAsync(response, status, code);
    }

    public static async Task<JsonElement> RefusedAsync(HttpResponseMessage response, HttpStatusCode status, string code)
    {
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == status, $"{(int)response.StatusCode}: {body}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(body).RootElement;
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        foreach (var inside in (string[])["DarkTower", "System.", "Npgsql", "Microsoft.", "   at ", "secret"])
            Assert.DoesNotContain(inside, body, StringComparison.Ordinal);
        if (status is HttpStatusCode.ServiceUnavailable)
            Assert.Equal("1", Assert.Single(response.Headers.GetValues("Retry-After")));
        return problem;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await App.StopAsync(soon.Token);
        await App.DisposeAsync();
    }
}

internal sealed class LogLines : ILoggerProvider, ILogger
{
    public ConcurrentQueue<string> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter) =>
        Lines.Enqueue($"{logLevel}: {formatter(state, exception)} {exception?.GetType().Name}");

    public void Dispose()
    {
    }
}
