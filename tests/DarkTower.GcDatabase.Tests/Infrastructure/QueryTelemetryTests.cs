using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using DarkTower.Fixtures;
using DarkTower.GcDatabase.Infrastructure;
using DarkTower.GcDatabase.Tests.Harness;
using DarkTower.Queries;
using DarkTower.ServiceDefaults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace DarkTower.GcDatabase.Tests.Infrastructure;

/// <summary>With the data source and the host of a service, so that the driver's own spans would show too.</summary>
public sealed class QueryTelemetryTests : IAsyncLifetime
{
    private readonly OrgId _org = new(Guid.NewGuid());
    private readonly Lines _lines = new();
    private MigratedDatabase _migrated = null!;
    private IHost _host = null!;

    private Database Database => _host.Services.GetRequiredService<Database>();

    public async Task InitializeAsync()
    {
        _migrated = await MigratedDatabase.CreateAsync();
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration["ConnectionStrings:darktower"] = _migrated.AppConnectionString;
        builder.AddServiceDefaults();
        builder.AddPostgres("darktower");
        // The plan of a slow query would be asked on another connection, whose opening is a span of the driver's.
        builder.Services.AddSingleton(new QueryOptions { SlowAfter = TimeSpan.FromHours(1) });
        builder.AddCheckedQueries();
        builder.Logging.AddProvider(_lines);
        _host = builder.Build();
        await _host.StartAsync();
        // The first opens the connection, which is a span of the driver's.
        await TestQueries.WhoseAsync(Database, _org, default);
    }

    [Fact]
    public async Task A_query_is_one_span_that_says_which_with_its_statement()
    {
        var spans = new List<Activity>();
        using var root = new Activity("test").Start();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is QueryMetrics.Name or Telemetry.Name or "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                if (span.TraceId == root.TraceId) spans.Add(span);
            },
        };
        ActivitySource.AddActivityListener(listener);

        await TestQueries.WhoseAsync(Database, _org, default);
        await Assert.ThrowsAsync<PostgresException>(() => TestQueries.FailAsync(Database, _org, default));

        Assert.Equal(["Whose none", "Fail none"], spans.Select(span => span.DisplayName));
        Assert.Equal(
            ("postgresql", "Whose", "none", "Whose none",
                """SELECT current_setting('app.org_id', true) AS "whose!", $1::uuid AS org_id"""),
            (Tag("db.system.name"), Tag("db.operation.name"), Tag("db.collection.name"), Tag("db.query.summary"), Tag("db.query.text")));
        Assert.Equal(new NpgsqlConnectionStringBuilder(_migrated.AppConnectionString).Database, Tag("db.namespace"));
        Assert.Equal(
            (ActivityKind.Client, ActivityStatusCode.Unset, true), (spans[0].Kind, spans[0].Status, spans[0].Duration > TimeSpan.Zero));
        Assert.Equal((ActivityStatusCode.Error, "22012", "22012"),
            (spans[1].Status, spans[1].GetTagItem("error.type"), spans[1].GetTagItem("db.response.status_code")));

        object? Tag(string name) => spans[0].GetTagItem(name);
    }

    [Fact]
    public async Task Every_run_is_in_the_histogram_of_its_query_and_every_violation_in_a_counter()
    {
        var measured = new ConcurrentQueue<(string Instrument, double Value, Dictionary<string, object?> Tags)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (instrument.Meter.Name == QueryMetrics.Name) listening.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) =>
            measured.Enqueue((instrument.Name, value, new(tags.ToArray()))));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            measured.Enqueue((instrument.Name, value, new(tags.ToArray()))));
        listener.Start();

        await TestQueries.DozeAsync(Database, _org, default);
        await Assert.ThrowsAsync<PostgresException>(
            () => TestQueries.InsertUserAsync(Database, _org, new UserId(Guid.NewGuid()), "NOT LOWER", default));

        var runs = measured.Where(each => each.Instrument == "db.client.operation.duration").ToList();
        var slept = Assert.Single(runs, run => run.Tags["db.operation.name"] is "Doze");
        Assert.InRange(slept.Value, 0.02, 10);
        var failed = Assert.Single(runs, run => run.Tags.ContainsKey("error.type") && run.Tags["db.operation.name"] is "InsertUser");
        Assert.Equal("23514", failed.Tags["error.type"]);
        var violation = Assert.Single(measured, each => each.Instrument == "darktower.postgres.constraint_violations");
        Assert.Equal(("InsertUser", "23514", "users_email_check"), (violation.Tags["db.operation.name"],
            violation.Tags["db.response.status_code"], violation.Tags["darktower.constraint"]));
    }

    [Fact]
    public void Neighbouring_buckets_of_the_histogram_are_at_most_a_tenth_apart()
    {
        var bounds = QueryMetrics.Boundaries;

        Assert.Equal((0.0001, 10), (bounds[0], bounds[^1]));
        Assert.All(bounds.Zip(bounds.Skip(1)), pair => Assert.InRange(pair.Second / pair.First, 1.0001, 1.1 + 1e-9));
    }

    [Theory]
    [InlineData(15)]
    [InlineData(18)]
    public async Task A_slow_query_is_logged_once_with_its_generic_plan_and_no_value(int major)
    {
        await using var migrated = await MigratedDatabase.CreateAsync(major);
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders().AddProvider(_lines);
        await using var source = NpgsqlDataSource.Create(migrated.AppConnectionString);
        builder.Services.AddSingleton(source);
        builder.Services.AddSingleton(new QueryOptions { SlowAfter = TimeSpan.FromMilliseconds(1) });
        builder.AddCheckedQueries();
        using var host = builder.Build();
        await host.StartAsync();
        var database = host.Services.GetRequiredService<Database>();
        // Held up by somebody's lock, so that it is slow and has a tenant's argument in its plan.
        await using (var admin = new NpgsqlConnection(migrated.AdminConnectionString))
        {
            await admin.OpenAsync();
            await using var transaction = await admin.BeginTransactionAsync();
            await using (var hold = new NpgsqlCommand("LOCK TABLE organizations IN ACCESS EXCLUSIVE MODE", admin))
                await hold.ExecuteNonQueryAsync();
            var waiting = TestQueries.CountOrgsAsync(database, _org, default);
            await using (var waits = new NpgsqlCommand("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)", admin))
                await Wait.UntilAsync(async () => await waits.ExecuteScalarAsync() is true, "the query waiting for the lock");
            await transaction.RollbackAsync();
            await waiting;
        }
        for (var i = 0; i < 3; i++) await TestQueries.DozeAsync(database, _org, default);

        await Wait.UntilAsync(
            () => Task.FromResult(_lines.Of("CountOrgs").Count > 0 && _lines.Of("Doze").Count > 0), "the slow queries' lines");

        var line = Assert.Single(_lines.Of("CountOrgs"));
        Assert.Contains("organizations", line, StringComparison.Ordinal);
        Assert.Contains("$1", line, StringComparison.Ordinal);
        Assert.DoesNotContain(_org.ToString(), line, StringComparison.Ordinal);
        Assert.Contains("Result", Assert.Single(_lines.Of("Doze")), StringComparison.Ordinal);
        await host.StopAsync();
    }

    public async Task DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        await _migrated.DisposeAsync();
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> _lines = new();

        public List<string> Of(string query) => [.. _lines.Where(line => line.StartsWith(query + " took", StringComparison.Ordinal))];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _lines.Enqueue(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
