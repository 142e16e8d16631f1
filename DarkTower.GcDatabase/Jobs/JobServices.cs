using DarkTower.GcDatabase.Erasure;
using DarkTower.Queries;
using DarkTower.ServiceDefaults;

namespace DarkTower.GcDatabase.Jobs;

internal static partial class JobServices
{
    /// <summary>Key of the <see cref="Database"/> that jobs run on, as the role darktower_jobs.</summary>
    public const string Database = "jobs";

    private const string ConnectionName = "darktower-jobs";
    private const int Connections = 2;

    /// <summary>
    /// The jobs of this service, on connections of their own. Without <c>ConnectionStrings:darktower-jobs</c> there are none, and the log
    /// says so once: the service itself works without.
    /// </summary>
    public static void AddJobs(this IHostApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<JobOptions>(JobOptions.Section);
        if (string.IsNullOrWhiteSpace(builder.Configuration.GetConnectionString(ConnectionName)))
        {
            builder.Services.AddHostedService<NoJobs>();
            return;
        }
        builder.AddKeyedPostgres(ConnectionName, Database, Connections);
        builder.AddCheckedQueries(Database);
        builder.Services.AddSingleton<JobMetrics>();
        builder.Services.AddHostedService<JobRunner>();
        builder.Services
            .AddJob<MarkStaleControllers>()
            .AddJob<MarkStaleHandlers>()
            .AddJob<EndUnhealthyAssignments>()
            .AddJob<ExpireReservations>()
            .AddJob<EndLeftoverAssignments>()
            .AddJob<ErasureJob>();
    }

    /// <summary>It is made when the runner starts: it may take the jobs' <see cref="Database"/>, which is not there without a runner.</summary>
    public static IServiceCollection AddJob<T>(this IServiceCollection services) where T : class, IJob =>
        services.AddSingleton<IJob>(provider => ActivatorUtilities.CreateInstance<T>(provider));

    private sealed partial class NoJobs(ILogger<JobRunner> logger) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            Missing(logger, ConnectionName);
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        [LoggerMessage(130, LogLevel.Warning, "No background jobs run here: ConnectionStrings:{Name} is not set")]
        private static partial void Missing(ILogger logger, string name);
    }
}
