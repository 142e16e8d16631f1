using System.Net;
using Aspire.Hosting.Orchestration;
using DarkTower.AppHost.Stores.Programs;

namespace Aspire.Hosting.Dashboard;

/// <summary>
/// Serves the resources from the start and, beside everything else, fetches and runs the dashboard. Without it the application runs all the
/// same, and one line says what is missing.
/// </summary>
internal sealed class DashboardHost(
    DashboardSettings settings, ResourceServiceCalls calls, ChildProcesses children, ILogger<DashboardHost> logger) : IHostedService
{
    private static readonly TimeSpan AnswerDeadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan AnswerInterval = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _stopping = new();
    private ResourceService? _service;
    private Task _running = Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _service = new ResourceService(calls, new Uri(settings.ResourceServiceUrl).Port, settings.ResourceServiceApiKey, logger);
        await _service.StartAsync(cancellationToken);
        _running = RunDashboardAsync(_stopping.Token);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _running;
        if (_service is not null)
        {
            await _service.DisposeAsync();
        }
        _stopping.Dispose();
    }

    private async Task RunDashboardAsync(CancellationToken cancellationToken)
    {
    }

    private async Task WaitForAnswerAsync(Task exit, CancellationToken cancellationToken)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
    }
}
