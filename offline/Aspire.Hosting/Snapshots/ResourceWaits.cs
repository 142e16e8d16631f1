using Aspire.Hosting.Orchestration;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.ApplicationModel;

public partial class ResourceNotificationService
{
    // With a dashboard somebody can see and restart what a resource waits for; without one a wait on something dead would be for ever.
    private WaitBehavior DefaultWaitBehavior => serviceProvider.GetRequiredService<DashboardSettings>().Enabled
        ? WaitBehavior.WaitOnResourceUnavailable
        : WaitBehavior.StopOnResourceUnavailable;

    public Task WaitForResourceAsync(string resourceName, string? targetState = null, CancellationToken cancellationToken = default) =>
        WaitForResourceAsync(resourceName, [string.IsNullOrEmpty(
            targetState) ? KnownResourceStates.Running : targetState], cancellationToken);

    public async Task<string> WaitForResourceAsync(
        string resourceName, IEnumerable<string> targetStates, CancellationToken cancellationToken = default)
    {
        string[] states = [.. targetStates];
        var reached = await FirstAsync(resourceName, e => states.Contains(e.Snapshot.State?.Text, StringComparer.OrdinalIgnoreCase),
            $"to be {string.Join(" or ", states)}", cancellationToken);
        return reached.Snapshot.State!.Text;
    }

    public Task<ResourceEvent> WaitForResourceAsync(
        string resourceName, Func<ResourceEvent, bool> predicate, CancellationToken cancellationToken = default) =>
        FirstAsync(resourceName, predicate, "to satisfy the given condition", cancellationToken);

    public Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, CancellationToken cancellationToken = default) =>
        WaitForResourceHealthyAsync(resourceName, DefaultWaitBehavior, cancellationToken);

    public async Task<ResourceEvent> WaitForResourceHealthyAsync(
        string resourceName, WaitBehavior waitBehavior, CancellationToken cancellationToken = default)
    {
        var reached = await FirstAsync(
            resourceName, e => IsHealthy(e) || (waitBehavior == WaitBehavior.StopOnResourceUnavailable && IsUnavailable(e)),
            "to be healthy", cancellationToken);
        if (!IsHealthy(reached))
        {
            throw new DistributedApplicationException($"'{resourceName}' cannot become healthy: it is {Outcome(reached)}.");
        }

        return await ReadyAsync(resourceName, reached.ResourceId, cancellationToken);
    }

    /// <summary>Waits for everything the resource's annotations name; throws when one of them can no longer come.</summary>
    public Task WaitForDependenciesAsync(IResource resource, CancellationToken cancellationToken) =>
        Task.WhenAll(resource.GetResolvedResourceNames().Select(id => WaitForDependenciesAsync(resource, id, cancellationToken)));

    internal async Task WaitForDependenciesAsync(IResource resource, string instanceId, CancellationToken cancellationToken)
    {
        var waits = resource.Annotations.OfType<WaitAnnotation>().Where(w => w.Resource is not IResourceWithoutLifetime).ToArray();
        if (waits.Length == 0)
        {
            return;
        }

        var names = waits.Select(w => w.Resource.Name).Distinct();
        await PublishUpdateAsync(resource, instanceId, s => s with
        {
            State = KnownResourceStates.Waiting,
            Properties = s.Properties.With("resource.waitingFor", string.Join(", ", names)),
        });
        await Task.WhenAll(waits.SelectMany(
            w => w.Resource.GetResolvedResourceNames().Select(id => WaitAsync(resource, w, id, cancellationToken))));
        await PublishUpdateAsync(resource, instanceId, s => s with { Properties = s.Properties.Without("resource.waitingFor") });
    }

    private async Task WaitAsync(IResource resource, WaitAnnotation wait, string id, CancellationToken cancellationToken)
    {
        var name = wait.Resource.Name;
        resourceLoggerService.GetLogger(resource).LogInformation("Waiting for '{Dependency}'.", name);
        if (wait.WaitType == WaitType.WaitForCompletion)
        {
            var end = await FirstAsync(name, e => e.ResourceId == id && IsOver(e), "to finish", cancellationToken);
            if (end.Snapshot.State?.Text == KnownResourceStates.FailedToStart || (
                end.Snapshot.ExitCode is { } code && code != wait.ExitCode))
            {
                throw new DistributedApplicationException(
                    $"'{name}' is {Outcome(end)}; '{resource.Name}' needs it to finish with exit code {wait.ExitCode}.");
            }

            return;
        }

        var stops = (wait.WaitBehavior ?? DefaultWaitBehavior) == WaitBehavior.StopOnResourceUnavailable;
        var reached = await FirstAsync(
            name, e => e.ResourceId == id && (IsRunning(e) || (stops && IsUnavailable(e))), "to run", cancellationToken);
        if (!IsRunning(reached))
        {
            throw new DistributedApplicationException($"'{name}' is {Outcome(reached)}; '{resource.Name}' needs it to run.");
        }

        if (wait.WaitType == WaitType.WaitUntilHealthy)
        {
            await FirstAsync(name, e => e.ResourceId == id && IsHealthy(e), "to be healthy", cancellationToken);
            await ReadyAsync(name, id, cancellationToken);
        }
    }

    private async Task<ResourceEvent> ReadyAsync(string name, string id, CancellationToken cancellationToken)
    {
        var ready = await FirstAsync(
            name, e => e.ResourceId == id && e.Snapshot.ResourceReady is not null, "to be ready", cancellationToken);
        await ready.Snapshot.ResourceReady!.WaitAsync(cancellationToken);
        return ready;
    }

    private async Task<ResourceEvent> FirstAsync(
        string name, Func<ResourceEvent, bool> predicate, string what, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var change in WatchAsync(cancellationToken))
            {
                var isIt = string.Equals(change.Resource.Name, name, StringComparison.OrdinalIgnoreCase) || change.ResourceId == name;
                if (isIt && predicate(change))
                {
                    return change;
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
        }
        catch (OperationCanceledException cancelled)
        {
            var last = TryGetCurrentState(name, out var current) ? Outcome(current) : "not known";
            throw new OperationCanceledException(
                $"The wait for '{name}' {what} was cancelled; it is {last}.", cancelled, cancellationToken);
        }

        throw new OperationCanceledException($"The application stopped while waiting for '{name}' {what}.");
    }

    private static bool IsRunning(ResourceEvent e) => e.Snapshot.State?.Text == KnownResourceStates.Running;

    private static bool IsHealthy(ResourceEvent e) => e.Snapshot.HealthStatus == HealthStatus.Healthy;

    private static bool IsOver(ResourceEvent e) =>
        KnownResourceStates.TerminalStates.Contains(e.Snapshot.State?.Text) || e.Snapshot.ExitCode is not null;

    private static bool IsUnavailable(ResourceEvent e) =>
        KnownResourceStates.TerminalStates.Contains(
            e.Snapshot.State?.Text) || e.Snapshot.State?.Text == KnownResourceStates.RuntimeUnhealthy;

    private static string Outcome(ResourceEvent e) =>
        (e.Snapshot.State?.Text ?? "in no state") + (e.Snapshot.ExitCode is { } code ? $" with exit code {code}" : "");
}
