using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace DarkTower.AppHost.Tests.Hosting;

public sealed class StopTests
{
    private const string SaysWhenStopped = "trap \"echo $NAME >> order; exit 0\" TERM; touch $NAME; while :; do sleep 0.05; done";

    [Fact]
    public async Task Resources_stop_in_the_reverse_order_of_their_start()
    {
        await using var app = await HostedApp.StartAsync((builder, folder) =>
        {
            var store = builder.AddShell("store", folder, SaysWhenStopped).WithEnvironment("NAME", "store");
            var service = builder.AddShell("service", folder, SaysWhenStopped).WithEnvironment("NAME", "service").WaitFor(store);
            builder.AddShell("client", folder, SaysWhenStopped).WithEnvironment("NAME", "client").WaitFor(service);
        });
        await app.UntilAsync("client", KnownResourceStates.Running);
        // A shell that is stopped before its trap stands says nothing.
        await app.EventuallyAsync(() => Directory.GetFiles(app.Folder).Length == 3, "the traps");

        await app.Application.StopAsync();

        Assert.Equal(["client", "service", "store"], app.LinesOf("order"));
    }

    [Fact]
    public async Task What_a_program_started_ends_with_it()
    {
        await using var app = await HostedApp.StartAsync((builder, folder) =>
            builder.AddShell("service", folder, "sleep 300 & echo $! > child.tmp; mv child.tmp child; wait"));
        await app.EventuallyAsync(() => app.LinesOf("child").Length == 1, "the grandchild");
        var grandchild = int.Parse(app.LinesOf("child")[0], System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(ProcessTable.IsAlive(grandchild));

        await app.Application.StopAsync();

        await app.EventuallyAsync(() => !ProcessTable.IsAlive(grandchild), "the grandchild's end");
    }
}
