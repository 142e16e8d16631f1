namespace Aspire.Hosting.Orchestration;

/// <summary>Looks for the value of every parameter once, before anything starts.</summary>
internal sealed class ParameterValues(
    DistributedApplicationModel model, ResourceNotificationService notifications, ResourceLoggerService logs, DashboardSettings dashboard)
{
    public async Task FindAsync()
    {
        foreach (var parameter in model.Resources.OfType<ParameterResource>())
        {
            await FindAsync(parameter);
        }
    }

    private async Task FindAsync(ParameterResource parameter)
    {
        var found = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            var value = parameter.Resolve();
            found.SetResult(value);
            await notifications.PublishUpdateAsync(parameter, s => s with
            {
                State = KnownResourceStates.Running,
                Properties = s.Properties.With("Value", value, parameter.Secret),
            });
        }
        catch (Exception failure)
        {
            var missing = failure is MissingParameterValueException;
            logs.GetLogger(parameter).LogError("{Reason}", failure.Message);
            await notifications.PublishUpdateAsync(parameter, s => s with
            {
                State = missing
                    ? new(KnownResourceStates.ValueMissing, KnownResourceStateStyles.Warn)
                    : new(KnownResourceStates.FailedToStart, KnownResourceStateStyles.Error),
                Properties = s.Properties.With(Instance.StartFailure, failure.Message),
            });

            // With a dashboard the real one asks there and whoever needs the value waits for it.
            if (!missing || !dashboard.Enabled)
            {
                found.SetException(new MissingParameterValueException($"parameter '{parameter.Name}': {failure.Message}"));
                _ = found.Task.Exception;
            }
        }

        parameter.Found = found;
    }
}
