using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace DarkTower.ServiceDefaults;

/// <summary>
/// Refuses pools that do not fit on the server: at start, or, when the server is away then, as soon as it answers. An absent server does
/// not stop the start.
/// </summary>
internal sealed partial class PoolBudgetCheck(
    string connectionName, IServiceProvider services, PostgresPool pool, IEnumerable<SecondPool> second, Refusal refusal,
    ILogger<PoolBudgetCheck> logger)
    : BackgroundService, IHostedLifecycleService
{
    private static readonly TimeSpan FirstAttempt = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private bool _fits;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(FirstAttempt);
        try
        {
            await CheckAsync(DataSource(), deadline.Token);
        }
        catch (Exception e) when (IsAway(e) && !cancellationToken.IsCancellationRequested)
        {
            Away(logger, e.Message);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        while (!_fits && await timer.WaitForNextTickAsync(stoppingToken))
            try
            {
                await CheckAsync(DataSource(), stoppingToken);
            }
            catch (StartupException e)
            {
                Refused(logger, e.Message);
                refusal.Stop(e.Message);
                return;
            }
            catch (Exception e) when (IsAway(e))
            {
                // /health says so, and the line at start did.
            }
    }

    private async Task CheckAsync(NpgsqlDataSource dataSource, CancellationToken cancellationToken)
    {
        try
        {
            var server = await ServerConnections.ReadAsync(dataSource, cancellationToken);
            var service = services.GetRequiredService<IConfiguration>()["OTEL_SERVICE_NAME"]
                ?? services.GetRequiredService<IHostEnvironment>().ApplicationName;
            if (PoolBudget.Refuse(pool, service, server, second) is { } why)
                throw new StartupException(why);
            _fits = true;
        }
        catch (PostgresException e) 
            when (e.SqlState.StartsWith("28", StringComparison.Ordinal) || e.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            throw new StartupException($"PostgreSQL does not accept ConnectionStrings:{connectionName}: {e.MessageText}.");
        }
    }

    private NpgsqlDataSource DataSource()
    {
        try
        {
            return services.GetRequiredService<NpgsqlDataSource>();
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or FormatException)
        {
            throw new StartupException(
                $"Configuration key ConnectionStrings:{connectionName} is missing or not a connection string: {e.Message}");
        }
    }

    private static bool IsAway(Exception e) => e is OperationCanceledException || ExceptionProblems.IsDependencyAway(e);

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(111, LogLevel.Warning, "PostgreSQL does not answer at start; the pool budget is checked when it does: {Reason}")]
    private static partial void Away(ILogger logger, string reason);

    [LoggerMessage(112, LogLevel.Critical, "Stopping: {Reason}")]
    private static partial void Refused(ILogger logger, string reason);
}
