using DarkTower.AppHost.Stores;
using DarkTower.AppHost.Tests.Hosting;

namespace DarkTower.AppHost.Tests.Stores;

public sealed class UpkeepTests
{
    [Fact]
    public async Task A_scheduled_job_runs_again_and_again_also_after_it_failed()
    {
        await using var app = await HostedApp.StartAsync((builder, folder) =>
        {
            builder.AddShell("job", folder, "echo run >> runs; exit 13");
            builder.RunEvery(TimeSpan.FromMilliseconds(200), "job");
        });

        await app.EventuallyAsync(() => app.LinesOf("runs").Length >= 3, "the third run");
    }
}
