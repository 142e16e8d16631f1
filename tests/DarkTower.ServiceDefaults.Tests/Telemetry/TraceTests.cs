using System.Net;
using DarkTower.Fixtures;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace DarkTower.ServiceDefaults.Tests.Telemetry;

public sealed class TraceTests
{
    private sealed class SelfClient(HttpClient http)
    {
        public HttpClient Http { get; } = http;
    }

    private static void Map(WebApplication app)
    {
        app.MapGet("/things/{id:int}", (int id) => id).RequireScope("things:read");
        app.MapGet("/fails", () => { throw new InvalidOperationException("bug"); }).AllowAnonymous();
        app.MapGet("/last", () => "last").AllowAnonymous();
        app.MapGet("/database", async ([FromServices] NpgsqlDataSource source) =>
        {
            await using var command = source.CreateCommand("SELECT 'a statement'");
            return await command.ExecuteScalarAsync();
        }).AllowAnonymous();
        app.MapGet("/calls", ([FromServices] SelfClient self) =>
            self.Http.GetStringAsync($"{Self(app)}things/7?secret=query")).AllowAnonymous();
    }

    private static string Self(WebApplication app) => app.Urls.Single() + "/";

    /// <summary>Spans are exported in order: what came before this one would be there.</summary>
    private static async Task<List<Span>> SpansBeforeAsync(TestService service, OtlpReceiver collector)
    {
        await service.Client.GetAsync("/last");
        await Wait.UntilAsync(() => collector.Spans.Any(span => span.Name == "GET /last"), "the last span");
        return [.. collector.Spans.Where(span => span.Name != "GET /last"
            && span.Tags.GetValueOrDefault("url.full")?.Contains("/last", StringComparison.Ordinal) != true)];
    }

    private static async Task<(OtlpReceiver Collector, TestService Service)> StartAsync(
        string? sampler = null, string? connectionString = null, string? ratio = null)
    {
        var collector = await OtlpReceiver.StartAsync();
        var settings = collector.Settings;
        settings["OTEL_TRACES_SAMPLER"] = sampler ?? settings["OTEL_TRACES_SAMPLER"];
        settings["OTEL_TRACES_SAMPLER_ARG"] = ratio;
        settings["ConnectionStrings:darktower"] = connectionString;
        settings["services:self:http:0"] = "http://127.0.0.1:1";
        return (collector, await TestService.StartAsync(Map, settings, builder =>
        {
            builder.Services.AddServiceClient<SelfClient>("self").ConfigureHttpClient(client =>
                client.DefaultRequestHeaders.Add("Authorization", "Bearer " + TestService.Key));
            if (connectionString is not null)
                builder.AddPostgres("darktower");
        }));
    }

    [Fact]
    public async Task A_request_is_a_span_named_by_method_and_route_with_status_and_no_query()
    {
        var (collector, service) = await StartAsync();
        await using var _ = collector;
        await using var __ = service;

        await service.Client.GetAsync("/things/42?token=secret-query");
        await service.Client.GetAsync("/things/nothing");
        await service.Client.GetAsync("/fails");
        service.Client.DefaultRequestHeaders.Authorization = null;
        await service.Client.GetAsync("/things/43");
        var spans = (await SpansBeforeAsync(service, collector)).Where(span => span.Tags.ContainsKey("url.path")).ToList();

        var read = spans.Single(span => span.Tags["url.path"] == "/things/42");
        Assert.Equal("GET /things/{id:int}", read.Name);
        Assert.Equal("/things/{id:int}", read.Tags["http.route"]);
        Assert.Equal("GET", read.Tags["http.request.method"]);
        Assert.Equal("200", read.Tags["http.response.status_code"]);
        Assert.False(read.Failed);

        var unknown = spans.Single(span => span.Tags["url.path"] == "/things/nothing");
        Assert.Equal(("GET", "404", false), (unknown.Name, unknown.Tags["http.response.status_code"], unknown.Failed));
        var failed = spans.Single(span => span.Name == "GET /fails");
        Assert.Equal(("500", "500", true), (failed.Tags["http.response.status_code"], failed.Tags["error.type"], failed.Failed));
        var refused = spans.Single(span => span.Tags["url.path"] == "/things/43");
        Assert.Equal(("401", false), (refused.Tags["http.response.status_code"], refused.Failed));
        Assert.DoesNotContain("secret-query", collector.Raw["traces"], StringComparison.Ordinal);
        Assert.DoesNotContain(TestService.Key, collector.Raw["traces"], StringComparison.Ordinal);
        Assert.Contains("gc-database", collector.Raw["traces"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_to_another_service_and_its_database_are_in_one_trace()
    {
        await using var database = await OwnDatabase.CreateAsync();
        var (collector, service) = await StartAsync(connectionString: database.ConnectionString);
        await using var _ = collector;
        await using var __ = service;

        await service.Client.GetAsync("/calls");
        await service.Client.GetAsync("/database");
        var spans = await SpansBeforeAsync(service, collector);

        var outer = spans.Single(span => span.Name == "GET /calls");
        var call = spans.Single(span => span.ParentId == outer.Id);
        var inner = spans.Single(span => span.ParentId == call.Id);
        Assert.Equal("GET /things/{id:int}", inner.Name);
        Assert.Equal(outer.TraceId, inner.TraceId);
        Assert.DoesNotContain("secret=query", collector.Raw["traces"], StringComparison.Ordinal);

        var asked = spans.Single(span => span.Name == "GET /database");
        Assert.Contains(spans, span => span.ParentId == asked.Id && span.Tags.GetValueOrDefault("db.query.text") == "SELECT 'a statement'");
    }

    [Fact]
    public async Task Probes_and_what_they_ask_are_in_no_trace()
    {
        await using var database = await OwnDatabase.CreateAsync();
        var (collector, service) = await StartAsync(connectionString: database.ConnectionString);
        await using var _ = collector;
        await using var __ = service;
        using var prober = new HttpClient(new SocketsHttpHandler { ActivityHeadersPropagator = null }) { BaseAddress = service.Address };

        Assert.Equal(HttpStatusCode.OK, (await prober.GetAsync("/health")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await prober.GetAsync("/alive")).StatusCode);
        await service.Client.GetAsync("/database");
        var spans = await SpansBeforeAsync(service, collector);

        Assert.Contains(spans, span => span.Name == "GET /database");
        Assert.DoesNotContain(spans, span => span.Tags.GetValueOrDefault("url.path") is "/health" or "/alive");
        Assert.DoesNotContain(spans, span => span.Tags.GetValueOrDefault("db.query.text") == "SELECT 1;");
    }

    [Theory]
    [InlineData("always_on", "00", 0)]
    [InlineData("always_on", "01", 1)]
    [InlineData("parentbased_always_off", "01", 1)]
    [InlineData("parentbased_always_off", "00", 0)]
    [InlineData("always_off", "01", 0)]
    public async Task A_caller_who_does_not_record_is_followed(string sampler, string flags, int recorded)
    {
        var (collector, service) = await StartAsync(sampler);
        await using var _ = collector;
        await using var __ = service;
        using var caller = new HttpClient(new SocketsHttpHandler { ActivityHeadersPropagator = null }) { BaseAddress = service.Address };
        const string trace = "0af7651916cd43dd8448eb211c80319c";

        foreach (var (path, flag) in new[] { ("/calls", flags), ("/last", "01") })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add("traceparent", $"00-{trace}-b7ad6b7169203331-{flag}");
            await caller.SendAsync(request);
        }
        if (sampler != "always_off")
            await Wait.UntilAsync(() => collector.Spans.Any(span => span.Name == "GET /last"), "the last span");
        await service.DisposeAsync();

        Assert.Equal(recorded * 3,
            collector.Spans.Count(span => span.Name != "GET /last" && span.TraceId.Equals(trace, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task Metrics_and_logs_are_exported_and_flushed_when_the_service_stops()
    {
        await using var collector = await OtlpReceiver.StartAsync();
        var settings = collector.Settings;
        settings["OTEL_METRIC_EXPORT_INTERVAL"] = settings["OTEL_BSP_SCHEDULE_DELAY"] = settings["OTEL_BLRP_SCHEDULE_DELAY"] = "600000";
        settings["services:self:http:0"] = "http://127.0.0.1:1";
        await using (var service = await TestService.StartAsync(Map, settings, builder =>
            builder.Services.AddServiceClient<SelfClient>("self")))
            await service.Client.GetAsync("/fails");

        Assert.Contains(collector.Spans, span => span.Name == "GET /fails");
        foreach (var name in (string[])["http.server.request.duration", "kestrel.active_connections", "dotnet.gc.collections"])
            Assert.Contains(name, collector.Raw["metrics"], StringComparison.Ordinal);
        Assert.Contains("Request failed", collector.Raw["logs"], StringComparison.Ordinal);
        Assert.Contains("gc-database", collector.Raw["logs"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_collector_that_is_away_disturbs_nobody()
    {
        await using var service = await TestService.StartAsync(
            app => app.MapGet("/last", () => "last").AllowAnonymous(), new() { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:9" });

        Assert.Equal("last", await service.Client.GetStringAsync("/last"));
    }
}
