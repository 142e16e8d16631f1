using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using DarkTower.AppHost.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DarkTower.AppHost.Stores;

internal static class Upkeep
{
    /// <summary>
    /// Two jobs that are resources of their own, so that each has its log, its state and its button: they run once the schema is there,
    /// and again and again while this AppHost lives. A deployment schedules them itself.
    /// </summary>
    public static void AddUpkeep(
        this IDistributedApplicationBuilder builder, Settings settings, DataStores stores, IResourceBuilder<ProjectResource> migrator,
        IResourceBuilder<ParameterResource> jobsPassword)
    {
        builder.AddProject<Projects.DarkTower_Migrator>("retention")
            .WithArgs("retain")
            .WithEnvironment("ConnectionStrings__darktower", stores.ConnectAs("darktower_jobs", jobsPassword))
            .WaitForCompletion(migrator)
            .WithRunNow("Run retention");
        builder.AddProject<Projects.DarkTower_Migrator>("partitions")
            .WithArgs("partitions")
            .WithReference(stores.Database, "darktower")
            .WithReferenceEnvironment(ReferenceEnvironmentInjectionFlags.ConnectionString)
            .WaitForCompletion(migrator)
            .WithRunNow("Run partition upkeep");
        builder.RunEvery(TimeSpan.FromHours(settings.UpkeepHours), "retention", "partitions");
    }

    /// <summary>Starts finished jobs again, while this AppHost runs.</summary>
    public static void RunEvery(this IDistributedApplicationBuilder builder, TimeSpan every, params string[] jobs)
    {
        if (builder.ExecutionContext.IsRunMode)
        {
            builder.Services.AddHostedService(services => new Schedule(services, every, jobs));
        }
    }

    private sealed class Schedule(IServiceProvider services, TimeSpan every, string[] jobs) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            var commands = services.GetRequiredService<ResourceCommandService>();
            using var timer = new PeriodicTimer(every);
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                foreach (var job in jobs)
                {
                    var result = await commands.ExecuteCommandAsync(job, "start", stoppingToken);
                    if (!result.Success)
                    {
                        services.GetRequiredService<ResourceLoggerService>().GetLogger(job).LogWarning("Not started: {Reason}", result.Message);
                    }
                }
            }
        }
    }
}
