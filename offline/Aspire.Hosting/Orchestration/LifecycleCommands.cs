namespace Aspire.Hosting.Orchestration;

/// <summary>Start, stop and restart of a resource that runs as a process.</summary>
internal static class LifecycleCommands
{
    public static void Add(IResource resource, Instances instances)
    {
        Add(KnownResourceCommands.StartCommand, "Start", StartState, Shown("Start the resource", "Play"), context =>
        {
            if (StateOf(context) == KnownResourceStates.Waiting)
            {
                instances.ForceStart(context.ResourceName);
                return Task.CompletedTask;
            }

            return instances.StartAsync(context.ResourceName, CancellationToken.None);
        });
        Add(KnownResourceCommands.StopCommand, "Stop", StopState, Shown("Stop the resource", "Stop"),
            context => instances.StopAsync(context.ResourceName));
        var restart = new CommandOptions { Description = "Stop the resource and start it again", IconName = "ArrowCounterclockwise" };
        Add(KnownResourceCommands.RestartCommand, "Restart", RestartState, restart, async context =>
        {
            await instances.StopAsync(context.ResourceName);
            await instances.StartAsync(context.ResourceName, CancellationToken.None);
        });

        void Add(
            string name, string displayName, Func<string?, ResourceCommandState> state, CommandOptions options,
            Func<ExecuteCommandContext, Task> run) =>
            resource.Annotations.Add(new ResourceCommandAnnotation(
                name, displayName, context => state(context.ResourceSnapshot.State?.Text),
                async context =>
                {
                    await run(context);
                    return Outcome(context, name);
                },
                options));
    }

    // A process that could not be started is no success, also when the command itself went through.
    private static ExecuteCommandResult Outcome(ExecuteCommandContext context, string command) =>
        command != KnownResourceCommands.StopCommand && StateOf(context) == KnownResourceStates.FailedToStart
            ? CommandResults.Failure($"'{context.ResourceName}' failed to start; its console says why.")
            : CommandResults.Success();

    private static CommandOptions Shown(string description, string icon) =>
        new() { Description = description, IconName = icon, IconVariant = IconVariant.Filled, IsHighlighted = true };

    private static string? StateOf(ExecuteCommandContext context) =>
        context.Services.GetRequiredService<ResourceNotificationService>().TryGetCurrentState(context.ResourceName, out var now)
            ? now.Snapshot.State?.Text
            : null;

    private static ResourceCommandState StartState(string? state) =>
        state is null || state == KnownResourceStates.Starting ? ResourceCommandState.Disabled
        : IsStopped(state) || state == KnownResourceStates.Waiting ? ResourceCommandState.Enabled
        : ResourceCommandState.Hidden;

    private static ResourceCommandState StopState(string? state) =>
        state == KnownResourceStates.Stopping ? ResourceCommandState.Disabled
        : state == KnownResourceStates.Running ? ResourceCommandState.Enabled
        : ResourceCommandState.Hidden;

    private static ResourceCommandState RestartState(string? state) =>
        state == KnownResourceStates.Running ? ResourceCommandState.Enabled : ResourceCommandState.Disabled;

    private static bool IsStopped(string state) =>
        state == KnownResourceStates.NotStarted || KnownResourceStates.TerminalStates.Contains(state);
}
