using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DarkTower.AppHost.Tests.Hosting;

public sealed class StartOrderTests
{
    [Fact]
    public async Task A_dependent_starts_only_when_what_it_waits_for_is_healthy()
    {
        var healthy = false;
        await using var app = await HostedApp.StartAsync((builder, folder) =>
        {
            builder.Services.AddHealthChecks()
                .AddCheck("store-health", () => Volatile.Read(ref healthy) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy());
            var store = builder.AddShell("store", folder, "exec sleep 60").WithHealthCheck("store-health");
            builder.AddShell("service", folder, "exec sleep 60").WaitFor(store);
        });

        await app.UntilAsync("store", e => e.Snapshot.HealthReports.Any(r => r.Status == HealthStatus.Unhealthy));
        await app.UntilAsync("service", KnownResourceStates.Waiting);

        Volatile.Write(ref healthy, true);
        await app.UntilAsync("service", KnownResourceStates.Running);
        Assert.Equal(HealthStatus.Healthy, (await app.NowAsync("store")).HealthStatus);
    }

    [Fact]
    public async Task A_dependent_starts_after_the_job_it_waits_for_has_finished()
    {
        await using var app = await HostedApp.StartAsync((builder, folder) =>
        {
            var job = builder.AddShell("job", folder, "sleep 0.3; echo job >> order");
            builder.AddShell("service", folder, "echo service >> order").WaitForCompletion(job);
        });

        await app.UntilAsync("service", KnownResourceStates.Finished);

        Assert.Equal(["job", "service"], app.LinesOf("order"));
    }

    [Fact]
    public async Task A_job_that_ends_with_another_exit_code_fails_its_dependent_and_what_waits_for_that()
    {
        await using var app = await HostedApp.StartAsync((builder, folder) =>
        {
            var job = builder.AddShell("job", folder, "exit 3");
            var service = builder.AddShell("service", folder, "exec sleep 60").WaitForCompletion(job);
            builder.AddShell("client", folder, "exec sleep 60").WaitFor(service);
        });

        await app.UntilAsync("service", KnownResourceStates.FailedToStart);
        await app.UntilAsync("client", KnownResourceStates.FailedToStart);

        Assert.Equal(3, (await app.NowAsync("job")).ExitCode);
    }

    [Fact]
    public async Task A_job_may_be_waited_for_by_the_exit_code_it_should_have()
    {
        await using var app = await HostedApp.StartAsync((builder, folder) =>
        {
            var job = builder.AddShell("job", folder, "exit 3");
            builder.AddShell("service", folder, "exec sleep 60").WaitForCompletion(job, exitCode: 3);
        });

        await app.UntilAsync("service", KnownResourceStates.Running);
    }

    [Fact]
    public async Task A_resource_with_explicit_start_starts_when_told_to()
    {
        await using var app = await HostedApp.StartAsync((builder, folder) =>
        {
            builder.AddShell("load", folder, "exec sleep 60").WithExplicitStart();
            builder.AddShell("other", folder, "exec sleep 60");
        });

        await app.UntilAsync("other", KnownResourceStates.Running);
        await app.UntilAsync("load", KnownResourceStates.NotStarted);

        Assert.True((await app.CommandAsync("load", KnownResourceCommands.StartCommand)).Success);
        await app.UntilAsync("load", KnownResourceStates.Running);
    }
}
