using Aspire.Hosting.Dashboard.Wire;

namespace Aspire.Hosting.Dashboard;

/// <summary>The commands of a resource: what the dashboard offers for it now, and running one of them.</summary>
internal sealed class CommandRunner(ResourceNotificationService notifications, ResourceLoggerService logs, IServiceProvider services)
{
    public IEnumerable<RowCommand> Of(ResourceEvent state)
    {
        foreach (var command in state.Resource.Annotations.OfType<ResourceCommandAnnotation>())
        {
            var row = new RowCommand
            {
                Name = command.Name,
                DisplayName = command.DisplayName,
                IsHighlighted = command.IsHighlighted,
                State = StateOf(command, state),
            };
            if (command.ConfirmationMessage is { } question)
            {
                row.ConfirmationMessage = question;
            }
            if (command.DisplayDescription is { } description)
            {
                row.Description = description;
            }
            if (command.IconName is { } icon)
            {
                row.IconName = icon;
            }
            if (command.IconVariant is { } variant)
            {
                row.IconVariant = (RowIconVariant)variant;
            }
            yield return row;
        }
    }

    public async Task<CommandOutcome> RunAsync(string resourceId, string commandName, CancellationToken cancellationToken)
    {
        if (!notifications.TryGetCurrentState(resourceId, out var state))
        {
            return Failed($"There is no resource '{resourceId}'.");
        }
        var command = state.Resource.Annotations.OfType<ResourceCommandAnnotation>().LastOrDefault(candidate => candidate.Name == commandName);
        if (command is null)
        {
            return Failed($"'{state.Resource.Name}' has no command '{commandName}'.");
        }
        if (StateOf(command, state) != RowCommandState.Enabled)
        {
            return Failed($"'{command.DisplayName}' cannot run while '{state.Resource.Name}' is {state.Snapshot.State?.Text ?? "without a state"}.");
        }

        var logger = logs.GetLogger(resourceId);
        try
        {
            logger.LogInformation("Running command '{Command}'.", commandName);
            var result = await command.ExecuteCommand(new ExecuteCommandContext
            {
                ServiceProvider = services,
                ResourceName = resourceId,
                Logger = logger,
                CancellationToken = cancellationToken,
            });
            return Outcome(result);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e)
        {
            logger.LogError(e, "Command '{Command}' failed.", commandName);
            return Failed(e.Message);
        }
    }

    private RowCommandState StateOf(ResourceCommandAnnotation command, ResourceEvent state) =>
        (RowCommandState)command.UpdateState(new UpdateCommandStateContext { ResourceSnapshot = state.Snapshot, ServiceProvider = services });

    private static CommandOutcome Outcome(ExecuteCommandResult result)
    {
        var outcome = new CommandOutcome
        {
            Kind = result.Success ? CommandOutcomeKind.Succeeded : result.Canceled ? CommandOutcomeKind.Cancelled : CommandOutcomeKind.Failed,
        };
        if (result.Message is { } message)
        {
            outcome.Message = message;
        }
        if (result.Data is { } data)
        {
            outcome.Data = new CommandData
            {
                Value = data.Value,
                Format = data.Format switch
                {
                    CommandResultFormat.Json => CommandDataFormat.Json,
                    CommandResultFormat.Markdown => CommandDataFormat.Markdown,
                    _ => CommandDataFormat.Text,
                },
                DisplayImmediately = data.DisplayImmediately,
            };
        }
        return outcome;
    }

    private static CommandOutcome Failed(string message) => new() { Kind = CommandOutcomeKind.Failed, Message = message };
}
