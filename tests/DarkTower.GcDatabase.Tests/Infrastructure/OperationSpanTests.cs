using System.Diagnostics;
using DarkTower.Fixtures;
using DarkTower.GcDatabase.Infrastructure;
using DarkTower.ServiceDefaults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace DarkTower.GcDatabase.Tests.Infrastructure;

public sealed class OperationSpanTests
{
    private static readonly Statement Works = new("Works", "none", "SELECT 1");
    private static readonly Statement Fails = new("Fails", "none", "SELECT 1 / (length(current_setting('app.org_id', true)) - 36)");

    [Fact]
    public async Task An_operation_is_one_span_that_says_which_with_its_statement()
    {
        await using var migrated = await MigratedDatabase.CreateAsync();
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration["ConnectionStrings:darktower"] = migrated.AppConnectionString;
        builder.AddServiceDefaults();
        builder.AddPostgres("darktower");
        using var host = builder.Build();
        var database = new TenantDatabase(host.Services.GetRequiredService<NpgsqlDataSource>());
        var org = new OrgId(Guid.NewGuid());
        // The first opens the connection, which is a span of the driver's.
        await database.QueryAsync(org, Works, row => row.GetInt32(0), default);
        var spans = new List<Activity>();
        using var root = new Activity("test").Start();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is Telemetry.Name or "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                if (span.TraceId == root.TraceId) spans.Add(span);
            },
        };
        ActivitySource.AddActivityListener(listener);

        await database.QueryAsync(org, Works, row => row.GetInt32(0), default);
        await Assert.ThrowsAsync<PostgresException>(() => database.QueryAsync(org, Fails, row => row.GetInt32(0), default));

        Assert.Equal(["Works none", "Fails none"], spans.Select(span => span.DisplayName));
        Assert.Equal(
            ("postgresql", "Works", "none", "Works none", Works.Sql),
            (Tag("db.system.name"), Tag("db.operation.name"), Tag("db.collection.name"), Tag("db.query.summary"), Tag("db.query.text")));
        Assert.Equal(new NpgsqlConnectionStringBuilder(migrated.AppConnectionString).Database, Tag("db.namespace"));
        Assert.Equal(
            (ActivityKind.Client, ActivityStatusCode.Unset, true), (spans[0].Kind, spans[0].Status, spans[0].Duration > TimeSpan.Zero));
        Assert.Equal((ActivityStatusCode.Error, "22012"), (spans[1].Status, spans[1].GetTagItem("error.type")));

        object? Tag(string name) => spans[0].GetTagItem(name);
    }
}
