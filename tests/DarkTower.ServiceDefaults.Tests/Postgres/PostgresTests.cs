using System.Net;
using DarkTower.Fixtures;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace DarkTower.ServiceDefaults.Tests.Postgres;

public sealed class PostgresTests
{
    private static Task<TestService> StartAsync(
        string connectionString, Dictionary<string, string?>? settings = null, Action<WebApplication>? map = null) =>
        TestService.StartAsync(map, new(settings ?? []) { ["ConnectionStrings:darktower"] = connectionString },
            builder => builder.AddPostgres("darktower"));

    private static async Task<string> AskAsync(TestService service, string sql)
    {
        await using var command = service.App.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        return $"{await command.ExecuteScalarAsync()}";
    }

    [Fact]
    public async Task Connections_carry_the_limits_and_the_name_of_the_service()
    {
        await using var database = await OwnDatabase.CreateAsync();
        await using var service = await StartAsync(database.ConnectionString, new()
        {
            ["OTEL_SERVICE_NAME"] = "gc-database",
            ["Postgres:Pool:StatementTimeout"] = "00:00:03",
            ["Postgres:Pool:LockTimeout"] = "00:00:00.7",
            ["Postgres:Pool:IdleInTransactionTimeout"] = "00:00:09",
        });

        Assert.Equal("gc-database", await AskAsync(service, "SHOW application_name"));
        Assert.Equal("3s", await AskAsync(service, "SHOW statement_timeout"));
        Assert.Equal("700ms", await AskAsync(service, "SHOW lock_timeout"));
        Assert.Equal("9s", await AskAsync(service, "SHOW idle_in_transaction_session_timeout"));
        Assert.Equal(HttpStatusCode.OK, (await service.Client.GetAsync("/health")).StatusCode);
    }

    [Fact]
    public async Task A_statement_past_its_time_is_cancelled_and_answered_with_503()
    {
        await using var database = await OwnDatabase.CreateAsync();
        await using var service = await StartAsync(database.ConnectionString,
            new() { ["Postgres:Pool:StatementTimeout"] = "00:00:00.1" }, app =>
            app.MapGet("/slow", async (NpgsqlDataSource source, CancellationToken cancelled) =>
            {
                await using var command = source.CreateCommand("SELECT pg_sleep(20)");
                await command.ExecuteNonQueryAsync(cancelled);
            }).AllowAnonymous());

        await service.RefusedAsync(new(HttpMethod.Get, "/slow"), HttpStatusCode.ServiceUnavailable, "dependency-unavailable");
    }

    [Fact]
    public async Task Statements_are_prepared_by_use_and_connections_are_not_reset()
    {
        await using var database = await OwnDatabase.CreateAsync();
        await using var service = await StartAsync(database.ConnectionString, new() { ["Postgres:Pool:MaxSize"] = "1" });

        for (var use = 0; use < 3; use++)
            await AskAsync(service, "SELECT 'prepared'");

        Assert.Equal("1", await AskAsync(service, "SELECT count(*) FROM pg_prepared_statements WHERE statement = 'SELECT ''prepared'''"));
    }

    [Fact]
    public async Task Pools_that_do_not_fit_on_the_server_stop_the_start_with_the_sum()
    {
        await using var database = await OwnDatabase.CreateAsync();

        var failure = await Assert.ThrowsAsync<StartupException>(() => StartAsync(database.ConnectionString, new()
        {
            ["OTEL_SERVICE_NAME"] = "gc-database",
            ["Postgres:Pool:MaxSize"] = "90",
            ["Postgres:Pool:Replicas"] = "2",
            ["Postgres:Pool:Others:migrator"] = "1x8",
        }));

        // The server of the tests has max_connections 200, and 3 for superusers.
        Assert.StartsWith(
            "Postgres pools add up to 2 × 90 (gc-database) + 1 × 8 (migrator) = 188 connections, but the server gives 200 - 3 - 10 = 187.",
            failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Postgres_15_has_no_reserved_connections_and_is_counted_all_the_same()
    {
        await using var database = await OwnDatabase.CreateAsync(major: 15);

        await Assert.ThrowsAsync<StartupException>(() =>
            StartAsync(database.ConnectionString, new() { ["Postgres:Pool:MaxSize"] = "188" }));
        await using var service = await StartAsync(database.ConnectionString, new() { ["Postgres:Pool:MaxSize"] = "187" });
    }

    [Theory]
    [InlineData("Postgres:Pool:MaxSize", "0", "Postgres:Pool:MaxSize")]
    [InlineData("Postgres:Pool:MinSize", "50", "Postgres:Pool:MinSize")]
    [InlineData("Postgres:Pool:Others:migrator", "five", "Postgres:Pool:Others:migrator")]
    [InlineData("Postgres:Pool:Size", "5", "Unknown configuration key Postgres:Pool:Size")]
    [InlineData("Postgres:Pools:MaxSize", "5", "Unknown configuration key Postgres:Pools")]
    [InlineData("ConnectionStrings:darktower", "", "ConnectionStrings:darktower is missing")]
    [InlineData("ConnectionStrings:darktower", "Hots=127.0.0.1", "ConnectionStrings:darktower")]
    [InlineData("ConnectionStrings:darktower", "no connection string", "ConnectionStrings:darktower")]
    public async Task A_setting_that_cannot_be_used_stops_the_start_and_is_named(string key, string value, string said)
    {
        var failure = await Assert.ThrowsAsync<StartupException>(() => TestService.StartAsync(
            settings: new() { ["ConnectionStrings:darktower"] = "Host=127.0.0.1;Port=1", [key] = value },
            add: builder => builder.AddPostgres("darktower")));

        Assert.Contains(said, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_the_server_does_not_accept_stops_the_start_without_being_shown()
    {
        await using var database = await OwnDatabase.CreateAsync();
        var wrong = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Password = "a-wrong-password" }.ConnectionString;

        var failure = await Assert.ThrowsAsync<StartupException>(() => StartAsync(wrong));

        Assert.Contains("ConnectionStrings:darktower", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("a-wrong-password", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_away_at_start_leaves_the_service_alive_and_unhealthy_until_it_is_back()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var database = await OwnDatabase.CreateAsync(server: server);
        await server.KillAsync();

        await using var service = await StartAsync(database.ConnectionString);
        Assert.Equal(HttpStatusCode.OK, (await service.Client.GetAsync("/alive")).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await service.Client.GetAsync("/health")).StatusCode);

        await server.StartAgainAsync();
        await Wait.UntilAsync(async () => (await service.Client.GetAsync("/health")).IsSuccessStatusCode, "the service to be healthy");
    }

    [Fact]
    public async Task A_server_that_comes_later_and_is_too_small_stops_the_service_with_the_sum()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var database = await OwnDatabase.CreateAsync(server: server);
        await server.KillAsync();
        await using var service = await StartAsync(database.ConnectionString, new() { ["Postgres:Pool:MaxSize"] = "500" });
        var stopping = service.App.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;

        await server.StartAgainAsync();
        await Wait.UntilAsync(() => stopping.IsCancellationRequested, "the service to stop itself");

        Assert.Contains(service.Log.Lines, line =>
            line.StartsWith("Critical: Stopping: Postgres pools add up to 1 × 500", StringComparison.Ordinal));
        Assert.Contains("= 500 connections", service.App.Services.GetRequiredService<Refusal>().Message, StringComparison.Ordinal);
    }
}
