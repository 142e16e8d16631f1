using System.Diagnostics.Metrics;
using DarkTower.Fixtures;
using DarkTower.GcDatabase.Jobs;
using DarkTower.ServiceDefaults;
using Microsoft.Extensions.Logging.Abstractions;

namespace DarkTower.GcDatabase.Tests.Jobs;

public sealed class JobRunnerTests
{
    [Theory]
    [InlineData(5, 0, 5)]
    [InlineData(5, 1, 10)]
    [InlineData(5, 3, 40)]
    [InlineData(5, 4, 60)]
    [InlineData(5, 4000, 60)]
    [InlineData(90, 3, 90)]
    public void The_pause_doubles_with_each_failure_up_to_the_longest(int every, int failures, int seconds) => Assert.Equal(
        TimeSpan.FromSeconds(seconds), JobRunner.PauseAfter(TimeSpan.FromSeconds(every), failures, TimeSpan.FromMinutes(1)));

    [Fact]
    public async Task A_job_that_fails_is_run_again_and_others_go_on_and_each_is_counted()
    {
        var (good, bad) = (new Counting("good", _ => 2), new Counting("bad", run => run < 3 ? throw new TimeoutException() : 0));
        using var metrics = new JobMetrics();
        using var seen = new Measurements();
        using var runner = new JobRunner(
            [good, bad], new JobOptions { LongestPause = TimeSpan.FromMilliseconds(100) }, metrics, TimeProvider.System,
            NullLogger<JobRunner>.Instance);

        await runner.StartAsync(default);
        await Wait.UntilAsync(() => good.Runs >= 5 && bad.Runs >= 5, "five runs of both jobs");
        await runner.StopAsync(default);

        seen.Collect();
        Assert.Equal((good.Runs, 0, good.Runs * 2), (seen["runs good"], seen["failures good"], seen["rows good"]));
        Assert.Equal((bad.Runs, 3, 0), (seen["runs bad"], seen["failures bad"], seen["rows bad"]));
        Assert.InRange(seen["last_success good"], DateTimeOffset.UtcNow.ToUnixTimeSeconds() - 60, DateTimeOffset.UtcNow.ToUnixTimeSeconds());
    }

    [Fact]
    public async Task When_they_are_turned_off_none_runs()
    {
        var job = new Counting("off", _ => 0);
        using var metrics = new JobMetrics();
        using var runner = new JobRunner(
            [job], new JobOptions { Enabled = false }, metrics, TimeProvider.System, NullLogger<JobRunner>.Instance);

        await runner.StartAsync(default);

        await runner.ExecuteTask!;
        Assert.Equal(0, job.Runs);
    }

    private sealed class Counting(string name, Func<int, long> run) : IJob
    {
        private int _runs;

        public int Runs => Volatile.Read(ref _runs);

        public string Name => name;

        public TimeSpan Every => TimeSpan.FromMilliseconds(10);

        public Task<long> RunAsync(CancellationToken cancellationToken) => Task.FromResult(run(Interlocked.Increment(ref _runs) - 1));
    }

    /// <summary>Of the jobs' instruments: the sum for each job, or the last value.</summary>
    private sealed class Measurements : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly Dictionary<string, long> _values = [];

        public Measurements()
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == Telemetry.Name && instrument.Name.StartsWith("darktower.jobs.", StringComparison.Ordinal))
                    listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            {
                var key = $"{instrument.Name["darktower.jobs.".Length..]} {tags[0].Value}";
                lock (_values) _values[key] = instrument.IsObservable ? value : _values.GetValueOrDefault(key) + value;
            });
            _listener.Start();
        }

        public long this[string key]
        {
            get { lock (_values) return _values.GetValueOrDefault(key); }
        }

        public void Collect() => _listener.RecordObservableInstruments();

        public void Dispose() => _listener.Dispose();
    }
}
