using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using DarkTower.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace DarkTower.ServiceDefaults.Tests.Postgres;

public sealed class PoolUseTests
{
    [Fact]
    public async Task Use_of_the_pool_is_a_gauge_and_more_than_half_raises_one_alarm()
    {
        await using var database = await OwnDatabase.CreateAsync();
        await using var service = await TestService.StartAsync(
            settings: new() { ["ConnectionStrings:darktower"] = database.ConnectionString, ["Postgres:Pool:MaxSize"] = "4" },
            add: builder => builder.AddPostgres("darktower"));
        var seen = new ConcurrentDictionary<string, double>();
        using var listener = Listen(seen);
        var source = service.App.Services.GetRequiredService<NpgsqlDataSource>();

        await using (await source.OpenConnectionAsync())
        await using (await source.OpenConnectionAsync())
        {
            await Wait.UntilAsync(() => Read(listener, seen) == 0.5, "half of the pool to be in use");
            Assert.DoesNotContain("darktower.postgres.pool.alarms", seen.Keys);

            await using (await source.OpenConnectionAsync())
                await Wait.UntilAsync(() => seen.GetValueOrDefault("darktower.postgres.pool.alarms") == 1, "an alarm");
        }

        Assert.Equal(0.75, Read(listener, seen)); // the peak, although the third connection is back
        await Wait.UntilAsync(() => Read(listener, seen) == 0, "the pool to be idle");
        Assert.Single(service.Log.Lines, line => line.Contains("3 of 4 PostgreSQL connections are in use", StringComparison.Ordinal));
    }

    private static double Read(MeterListener listener, ConcurrentDictionary<string, double> seen)
    {
        listener.RecordObservableInstruments();
        return seen.GetValueOrDefault("darktower.postgres.pool.use", -1);
    }

    private static MeterListener Listen(ConcurrentDictionary<string, double> seen)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, meters) =>
            {
                if (instrument.Meter.Name == ServiceDefaults.Telemetry.Name)
                    meters.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => seen[instrument.Name] = value);
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) =>
            seen.AddOrUpdate(instrument.Name, value, (_, before) => before + value));
        listener.Start();
        return listener;
    }
}
