using Aspire.Hosting.Orchestration.Processes;

namespace Aspire.Hosting.Orchestration;

/// <summary>
/// One process of a resource: starts it once its waits are over, follows it to its end, stops it. Nothing is restarted by itself.
/// </summary>
internal sealed class Instance(
    IResource resource, string id, IReadOnlyDictionary<EndpointAnnotation, int> ports, ChildStarts starts,
    ResourceNotificationService notifications, IDistributedApplicationEventing eventing, ResourceLoggerService logs,
    IServiceProvider services)
{
    // A store may have much to write before it can end.
    private readonly int _graceSeconds = resource is IResourceWithConnectionString ? 10 : 5;

    private static readonly string FailedStyle = KnownResourceStateStyles.Error;

    private readonly SemaphoreSlim _one = new(1, 1);
    private CancellationTokenSource _wait = new();
    private ChildProcess? _child;
    private Task _end = Task.CompletedTask;

    public IResource Resource => resource;

    public string Id => id;

    /// <summary>Waits for what the resource waits for and starts it; a failure becomes its state.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (_child is not null)
            {
                return;
            }

            await PublishAsync(s => s with
            {
                State = KnownResourceStates.Starting,
                ExitCode = null,
                StopTimeStamp = null,
                ResourceReady = null,
                HealthReports = FirstSnapshot.Health(resource),
            });
            await WaitAsync(cancellationToken);
            await eventing.PublishAsync(new BeforeResourceStartedEvent(resource, services), cancellationToken);
            await PublishAsync(s => s with { State = KnownResourceStates.Starting });
            var start = await starts.MakeAsync(resource, id, ports, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            var child = _child = ChildProcess.Start(start, _graceSeconds);
            await PublishAsync(s => s with
            {
                State = KnownResourceStates.Running,
                StartTimeStamp = DateTime.UtcNow,
                EnvironmentVariables = starts.Shown(start),
                Properties = starts.Properties(s.Properties, resource, start, child.Id),
                Urls = [.. s.Urls.Select(u => u with { IsInactive = false })],
            });
            _end = FollowAsync(child);
        }
        catch (OperationCanceledException)
        {
            await PublishAsync(s => s with { State = KnownResourceStates.NotStarted });
        }
        catch (Exception failure)
        {
            logs.GetLogger(id).LogError("Failed to start: {Reason}", failure.Message);
            await PublishAsync(s => s with
            {
                State = new(KnownResourceStates.FailedToStart, KnownResourceStateStyles.Error),
                StopTimeStamp = DateTime.UtcNow,
                Properties = s.Properties.With(StartFailure, failure.Message),
            });
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>The property that holds why a resource failed to start.</summary>
    public const string StartFailure = "resource.startFailure";

    /// <summary>Lets a waiting resource start without what it waits for.</summary>
    public void ForceStart() => _wait.Cancel();

    public async Task StopAsync()
    {
        if (_child is { } child)
        {
            await PublishAsync(s => s with { State = KnownResourceStates.Stopping });
            await child.StopAsync();
            await _end;
        }
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        _wait = new();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _wait.Token);
        try
        {
            await notifications.WaitForDependenciesAsync(resource, id, either.Token);
        }
        catch (OperationCanceledException) when (_wait.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            logs.GetLogger(id).LogInformation("Started without waiting any longer.");
        }
    }

    private async Task FollowAsync(ChildProcess child)
    {
        var code = await child.Exit;
        _child = null;
        await PublishAsync(s => s with
        {
            State = new(KnownResourceStates.Finished, code != 0 && s.State?.Text != KnownResourceStates.Stopping ? FailedStyle : null),
            ExitCode = code,
            StopTimeStamp = DateTime.UtcNow,
            Urls = [.. s.Urls.Select(u => u with { IsInactive = true })],
        });
    }

    private Task PublishAsync(Func<CustomResourceSnapshot, CustomResourceSnapshot> change) =>
        notifications.PublishUpdateAsync(resource, id, change);
}
