using System.Diagnostics;
using DarkTower.ServiceDefaults;

namespace DarkTower.GcDatabase.Jobs;

/// <summary>Runs each job again and again, one run of it at a time, until the service stops; a failure of one is none of another's.</summary>
internal sealed partial class JobRunner(
    IEnumerable<IJob> jobs, JobOptions options, JobMetrics metrics, TimeProvider time, ILogger<JobRunner> logger) : BackgroundService
{
    private const double Jitter = 0.2;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        options.Enabled ? Task.WhenAll(jobs.Select(job => RepeatAsync(job, stoppingToken))) : Task.CompletedTask;

    private async Task RepeatAsync(IJob job, CancellationToken stopping)
    {
        // At once, but not all jobs of all replicas at the same moment.
        var pause = job.Every * Random.Shared.NextDouble();
        var failures = 0;
        while (true)
        {
            try
            {
                await PauseAsync(job, pause, stopping);
                failures = await RunAsync(job, stopping) ? 0 : failures + 1;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            pause = PauseAfter(job.Every, failures, options.LongestPause) * (1 + (Jitter * (Random.Shared.NextDouble() - 0.5)));
        }
    }

    private async Task PauseAsync(IJob job, TimeSpan pause, CancellationToken stopping)
    {
        if (job is not IWokenJob woken)
        {
            await Task.Delay(pause, time, stopping);
            return;
        }
        // Whichever loses is stopped: a wait left behind would take the next call for itself.
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await Task.WhenAny(Task.Delay(pause, time, over.Token), woken.WokenAsync(over.Token));
        await over.CancelAsync();
        stopping.ThrowIfCancellationRequested();
    }

    /// <summary>The job's own pause, doubled by each failure in a row.</summary>
    internal static TimeSpan PauseAfter(TimeSpan every, int failures, TimeSpan longest) =>
        failures == 0 || every >= longest ? every : TimeSpan.FromTicks((long)Math.Min(every.Ticks * Math.Pow(2, failures), longest.Ticks));

    private async Task<bool> RunAsync(IJob job, CancellationToken stopping)
    {
        Activity.Current = null; // a run is a trace of its own
        using var span = Telemetry.Source.StartActivity($"job {job.Name}");
        var start = time.GetTimestamp();
        try
        {
            var rows = await job.RunAsync(stopping);
            span?.SetTag("darktower.job.rows", rows);
            metrics.Succeeded(job.Name, rows, time.GetElapsedTime(start), time.GetUtcNow());
            if (rows > 0) Changed(logger, job.Name, rows);
            return true;
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            span?.SetStatus(ActivityStatusCode.Error).SetTag("error.type", e.GetType().FullName);
            metrics.Failed(job.Name, time.GetElapsedTime(start));
            Failed(logger, job.Name, e);
            return false;
        }
    }

    [LoggerMessage(131, LogLevel.Information, "{Job} changed {Rows} rows")]
    private static partial void Changed(ILogger logger, string job, long rows);

    [LoggerMessage(132, LogLevel.Warning, "{Job} failed; it will be run again")]
    private static partial void Failed(ILogger logger, string job, Exception error);
}
