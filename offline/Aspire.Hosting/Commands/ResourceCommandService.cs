namespace Aspire.Hosting.ApplicationModel;

public class ResourceCommandService
{
    private readonly ResourceLoggerService _logs;
    private readonly ResourceNotificationService _notifications;
    private readonly IServiceProvider _services;

    internal ResourceCommandService(ResourceNotificationService notifications, ResourceLoggerService logs, IServiceProvider services)
    {
        _notifications = notifications;
        _logs = logs;
        _services = services;
    }

    public Task<ExecuteCommandResult> ExecuteCommandAsync(
        string resourceId, string commandName, CancellationToken cancellationToken = default) =>
        _notifications.TryGetCurrentState(resourceId, out var current)
            ? ExecuteAsync(current.Resource, IdsOf(current, resourceId), commandName, cancellationToken)
            : Task.FromResult(CommandResults.Failure($"There is no resource '{resourceId}'."));

    /// <summary>On every instance of the resource.</summary>
    public Task<ExecuteCommandResult> ExecuteCommandAsync(
        IResource resource, string commandName, CancellationToken cancellationToken = default) =>
        ExecuteAsync(resource, resource.GetResolvedResourceNames(), commandName, cancellationToken);

    // Asked for by its name, a resource means every instance.
    private static IReadOnlyList<string> IdsOf(ResourceEvent current, string asked) =>
        current.ResourceId == asked ? [asked] : current.Resource.GetResolvedResourceNames();

    private async Task<ExecuteCommandResult> ExecuteAsync(
        IResource resource, IReadOnlyList<string> ids, string commandName, CancellationToken cancellationToken)
    {
        var command = resource.Annotations.OfType<ResourceCommandAnnotation>().FirstOrDefault(c => c.Name == commandName);
        if (command is null)
        {
            return CommandResults.Failure($"'{resource.Name}' has no command '{commandName}'.");
        }

        var results = await Task.WhenAll(ids.Select(id => ExecuteAsync(command, id, cancellationToken)));
        return results.FirstOrDefault(r => !r.Success) ?? results[0];
    }

    private async Task<ExecuteCommandResult> ExecuteAsync(ResourceCommandAnnotation command, string id, CancellationToken cancellationToken)
    {
        var logger = _logs.GetLogger(id);
        try
        {
            logger.LogInformation("Command '{Command}' begins.", command.Name);
            var result = await command.ExecuteCommand(new()
            {
                ResourceName = id,
                Services = _services,
                CancellationToken = cancellationToken,
                Logger = logger,
            });
            logger.LogInformation(
                "Command '{Command}' {Outcome}. {Message}", command.Name, result.Success ? "is done" : "did not succeed", result.Message ?? "");
            return result;
        }
        catch (OperationCanceledException)
        {
            return CommandResults.Canceled();
        }
        catch (Exception failure)
        {
            logger.LogError(failure, "Command '{Command}' failed.", command.Name);
            return CommandResults.Failure(failure);
        }
    }
}
