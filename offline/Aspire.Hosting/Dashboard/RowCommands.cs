using Aspire.Hosting.Dashboard.Wire;

namespace Aspire.Hosting.Dashboard;

/// <summary>The commands a row offers, and what a command that ran says.</summary>
internal static class RowCommands
{
    public static RowCommand Of(ResourceCommandSnapshot command)
    {
        var row = new RowCommand
        {
            Name = command.Name,
            DisplayName = command.DisplayName,
            IsHighlighted = command.IsHighlighted,
            State = (RowCommandState)command.State,
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
        return row;
    }

    public static CommandOutcome Of(ExecuteCommandResult result)
    {
        var outcome = new CommandOutcome
        {
            Kind = result.Success ? CommandOutcomeKind.Succeeded
                : result.Canceled ? CommandOutcomeKind.Cancelled
                : CommandOutcomeKind.Failed,
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
}
