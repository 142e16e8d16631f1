using System.Collections.Immutable;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Orchestration.Health;

/// <summary>Checks what runs: often until it is healthy, seldom after. The first time healthy in a run makes the resource ready.</summary>
internal sealed class HealthMonitor(
    ResourceNotificationService notifications, IDistributedApplicationEventing eventing, HealthCheckService checks,
    ResourceLoggerService logs, IServiceProvider services) : BackgroundService
{
    private static readonly TimeSpan WhileUnhealthy = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan WhileHealthy = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan CheckTimeout = TimeSpan.FromSeconds(15);

    private readonly Dictionary<string, Run> _monitored = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _running = new(StringComparer.OrdinalIgnoreCase);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var change in notifications.WatchAsync(stoppingToken))
            {
                await FollowAsync(change, stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task FollowAsync(ResourceEvent change, CancellationToken stoppingToken)
    {
        var (resource, name) = (change.Resource, change.Resource.Name);
        if (change.Snapshot.State?.Text == KnownResourceStates.Running)
        {
            _running.Add(change.ResourceId);
        }
        else
        {
            _running.Remove(change.ResourceId);
        }

        var monitored = _monitored.GetValueOrDefault(name);
        if (!resource.GetResolvedResourceNames().Any(_running.Contains))
        {
            _monitored.Remove(name);
            monitored?.Cancel();
        }
        else if (monitored is null)
        {
            var run = _monitored[name] = new Run(stoppingToken);
            run.Monitoring = MonitorAsync(resource, run);
        }
        else if (monitored.Ready is { } ready && _running.Contains(change.ResourceId) && change.Snapshot.ResourceReady is null)
        {
            // A replica that joins the others when they are ready already.
            await notifications.PublishUpdateAsync(resource, change.ResourceId, s => s with { ResourceReady = ready });
        }
    }

    private async Task MonitorAsync(IResource resource, Run run)
    {
        await Task.Yield();
        try
        {
            var keys = resource.HealthCheckKeys().ToHashSet();
            do
            {
                var healthy = keys.Count == 0 || await CheckAsync(resource, keys, run.Token);
                if (healthy && run.Ready is null)
                {
                    await BecomeReadyAsync(resource, run);
                }

                await Task.Delay(healthy ? WhileHealthy : WhileUnhealthy, run.Token);
            }
            while (keys.Count > 0);
        }
        catch (OperationCanceledException)
        {
            // The resource or the application has stopped.
        }
    }

    private async Task<bool> CheckAsync(IResource resource, HashSet<string> keys, CancellationToken cancellationToken)
    {
        HealthReport report;
        try
        {
            report = await checks.CheckHealthAsync(
                registration => keys.Contains(registration.Name), cancellationToken).WaitAsync(CheckTimeout, cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // A check that cannot even be made, or does not end.
            report = new(keys.ToDictionary(
                k => k, _ => new HealthReportEntry(HealthStatus.Unhealthy, failure.Message, default, failure, null)), default);
        }

        var now = DateTime.UtcNow;
        var reports = keys.Select(key => report.Entries.TryGetValue(key, out var entry)
            ? new HealthReportSnapshot(key, entry.Status, entry.Description, entry.Exception?.ToString()) { LastRunAt = now }
            : new HealthReportSnapshot(
                key, HealthStatus.Unhealthy, "No such health check is registered.", null) { LastRunAt = now }).ToImmutableArray();
        cancellationToken.ThrowIfCancellationRequested();
        await notifications.PublishUpdateAsync(resource, s => s with { HealthReports = reports });
        return reports.All(r => r.Status == HealthStatus.Healthy);
    }

    private Task BecomeReadyAsync(IResource resource, Run run)
    {
        run.Ready = Task.Run(() => eventing.PublishAsync(new ResourceReadyEvent(resource, services), run.Token), run.Token);
        _ = run.Ready.ContinueWith(
            failed => logs.GetLogger(resource).LogError(failed.Exception!.InnerException, "A handler of its readiness failed."),
            CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return notifications.PublishUpdateAsync(resource, s => s with { ResourceReady = run.Ready });
    }

    /// <summary>One stay of a resource in the running state.</summary>
    private sealed class Run(CancellationToken stoppingToken)
    {
        private readonly CancellationTokenSource _over = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);

        public CancellationToken Token => _over.Token;

        public Task? Ready { get; set; }

        public Task? Monitoring { get; set; }

        public void Cancel() => _over.Cancel();
    }
}
