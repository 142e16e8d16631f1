using DarkTower.Fixtures;
using DarkTower.ServiceDefaults.Tests.Telemetry;

namespace DarkTower.Migrator.Tests;

public sealed class TracingTests
{
    [Fact]
    public async Task A_run_its_migrations_and_their_statements_are_spans_of_one_trace_and_no_value_is_in_them()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var server = await PostgresServer.StartAsync();
        await using var database = await OwnDatabase.CreateAsync(server: server);
        Dictionary<string, string> settings = receiver.Settings.ToDictionary(pair => pair.Key, pair => pair.Value!);
        settings["Roles:AppPassword"] = "tell-nobody";

        var (exitCode, output) = await Rehearsal.TryAsync(database.ConnectionString, ["up"], settings);
        Assert.True(exitCode == 0, output);

        var run = Assert.Single(receiver.Spans, span => span.Name == "up");
        Assert.Single(receiver.Spans.Select(span => span.TraceId).Distinct());
        var steps = new[] { ("Organizations", "alter table public"), ("NoteIndexes", "create index concurrently") };
        foreach (var (migration, statement) in steps)
        {
            var step = Assert.Single(receiver.Spans, span => span.Name.EndsWith(migration, StringComparison.Ordinal));
            Assert.Equal(run.Id, step.ParentId);
            Assert.Contains(receiver.Spans, span => span.ParentId == step.Id && span.Name == statement);
        }
        Assert.DoesNotContain("tell-nobody", receiver.Raw["traces"]);
        Assert.DoesNotContain("SCRAM-SHA", receiver.Raw["traces"]);

        await database.ExecuteAsync("DELETE FROM migrations.applied WHERE version > 202611200900");
        await Rehearsal.TryAsync(database.ConnectionString, ["up"], settings);
        Assert.Equal(["create function public", "up", "up 202611200910 UpdatedAt"],
            receiver.Spans.Where(span => span.Failed).Select(span => span.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("retain", true)]
    [InlineData("partitions", true)]
    [InlineData("partitions", false)]
    public async Task A_job_leaves_metrics_that_an_alarm_can_watch(string job, bool succeeds)
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var database = await MigratedDatabase.CreateAsync();
        var settings = receiver.Settings.ToDictionary(pair => pair.Key, pair => pair.Value!);
        var target = succeeds ? database.AdminConnectionString : database.AppConnectionString;

        var (exitCode, output) = await Migrate.TryAsync(target, [job], settings);

        Assert.True((exitCode == 0) == succeeds, output);
        var metrics = receiver.Raw["metrics"];
        Assert.Contains("darktower.jobs.runs", metrics, StringComparison.Ordinal);
        Assert.Contains(job, metrics, StringComparison.Ordinal);
        Assert.Equal(succeeds, metrics.Contains("darktower.jobs.last_success", StringComparison.Ordinal));
        Assert.Equal(!succeeds, metrics.Contains("darktower.jobs.failures", StringComparison.Ordinal));
    }
}
