using System.Threading.Channels;

namespace Aspire.Hosting.Orchestration;

/// <summary>
/// What the AppHost's console says of its resources: each change of state, and for a failure the last lines and the reason.
/// </summary>
internal sealed class ConsoleReport(ResourceNotificationService notifications, ResourceLoggerService logs) : IHostedService
{
    private const int LastLines = 20;
    private const int TimestampLength = 29;

    private static readonly string[] Quiet = [KnownResourceStates.NotStarted, KnownResourceStates.Active];

    private readonly Channel<ResourceEvent> _changes = Channel.CreateUnbounded<ResourceEvent>();
    private readonly Dictionary<string, string?> _states = [];
    private Task _reporting = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        notifications.Changed += Take;
        _reporting = ReportAsync();
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        notifications.Changed -= Take;
        _changes.Writer.TryComplete();
        await _reporting;
    }

    private void Take(ResourceEvent change) => _changes.Writer.TryWrite(change);

    private async Task ReportAsync()
    {
        await foreach (var change in _changes.Reader.ReadAllAsync())
        {
            Report(change);
        }
    }

    private void Report(ResourceEvent change)
    {
        var (snapshot, id) = (change.Snapshot, change.ResourceId);
        var before = _states.GetValueOrDefault(id);
        var state = snapshot.State?.Text;
        if (state is null || state == before)
        {
            return;
        }

        _states[id] = state;
        var name = change.Resource.GetReplicaCount() > 1 ? id : change.Resource.Name;
        var reason = snapshot.Properties.FirstOrDefault(p => p.Name == Instance.StartFailure)?.Value as string;
        var failed = snapshot.State!.Style == KnownResourceStateStyles.Error;
        if (failed && state == KnownResourceStates.Finished)
        {
            foreach (var line in logs.Of(id).Lines().TakeLast(LastLines))
            {
                Console.WriteLine($"{name} | {line.Content[TimestampLength..]}");
            }

            Console.WriteLine($"{name}: failed with exit code {snapshot.ExitCode}.");
        }
        else if (failed || state == KnownResourceStates.ValueMissing)
        {
            Console.WriteLine($"{name}: {state}: {reason ?? "no reason given"}");
        }
        else if (change.Resource is not ParameterResource && !Quiet.Contains(state))
        {
            Console.WriteLine($"{name}: {state}{(snapshot.ExitCode is { } code ? $" (exit code {code})" : "")}");
        }
    }
}
