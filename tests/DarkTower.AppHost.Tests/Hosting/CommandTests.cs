using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace DarkTower.AppHost.Tests.Hosting;

public sealed class CommandTests
{
    [Fact]
    public async Task A_running_resource_stops_and_starts_again()
    {
        await using var app = await HostedApp.StartAsync((builder, folder) =>
            builder.AddShell("service", folder, "echo start >> runs; trap 'echo stop >> runs; exit 0' TERM; while :; do sleep 0.05; done"));
        await app.EventuallyAsync(() => app.LinesOf("runs").Length == 1, "the first start");

        Assert.True((await app.CommandAsync("service", KnownResourceCommands.StopCommand)).Success);
        await app.UntilAsync("service", KnownResourceStates.TerminalStates.ToArray());
        Assert.Equal(["start", "stop"], app.LinesOf("runs"));

        Assert.True((await app.CommandAsync("service", KnownResourceCommands.StartCommand)).Success);
        await app.UntilAsync("service", KnownResourceStates.Running);
    }

    [Fact]
    public async Task A_restart_is_a_new_process()
    {
        await using var app = await HostedApp.StartAsync(
            (builder, folder) => builder.AddShell("service", folder, "echo $$ >> pids; exec sleep 60"));
        var first = await app.UntilAsync("service", e => e.Snapshot.State?.Text == KnownResourceStates.Running);
        await app.EventuallyAsync(() => app.LinesOf("pids").Length == 1, "the first process");

        Assert.True((await app.CommandAsync("service", KnownResourceCommands.RestartCommand)).Success);
        await app.UntilAsync("service", e =>
            e.Snapshot.State?.Text == KnownResourceStates.Running && e.Snapshot.StartTimeStamp > first.Snapshot.StartTimeStamp);

        await app.EventuallyAsync(() => app.LinesOf("pids").Distinct().Count() == 2, "the second process");
    }

    [Fact]
    public async Task A_finished_job_can_be_run_again()
    {
        await using var app = await HostedApp.StartAsync((builder, folder) => builder.AddShell("job", folder, "echo run >> runs"));
        await app.UntilAsync("job", KnownResourceStates.Finished);

        Assert.True((await app.CommandAsync("job", KnownResourceCommands.StartCommand)).Success);
        await app.EventuallyAsync(() => app.LinesOf("runs").Length == 2, "the second run");
        await app.UntilAsync("job", KnownResourceStates.Finished);
    }

    [Fact]
    public async Task A_command_of_our_own_runs_and_its_failure_is_its_result()
    {
        await using var app = await HostedApp.StartAsync((builder, folder) => builder.AddShell("job", folder, "true")
            .WithCommand("greet", "Greet", context => Task.FromResult(CommandResults.Success($"hello from {context.ResourceName}")), new CommandOptions())
            .WithCommand("break", "Break", _ => throw new InvalidOperationException(
                "it broke"), new CommandOptions { ConfirmationMessage = "Sure?", IsHighlighted = true }));
        await app.UntilAsync("job", KnownResourceStates.Finished);

        var greeted = await app.CommandAsync("job", "greet");
        var broken = await app.CommandAsync("job", "break");

        Assert.True(greeted.Success);
        Assert.StartsWith("hello from job", greeted.Message, StringComparison.Ordinal);
        Assert.False(broken.Success);
        Assert.Contains("it broke", broken.Message, StringComparison.Ordinal);
        var shown = (await app.NowAsync("job")).Commands.Single(c => c.Name == "break");
        Assert.Equal(("Sure?", true), (shown.ConfirmationMessage, shown.IsHighlighted));
    }
}
