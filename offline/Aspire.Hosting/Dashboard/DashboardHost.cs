using System.Diagnostics;
using Aspire.Hosting.Orchestration;
using DarkTower.AppHost.Stores.Programs;

namespace Aspire.Hosting.Dashboard;

/// <summary>
/// Serves the resources from the start and, beside everything else, fetches and runs the dashboard. Without it the application runs all the
/// same, and one line says what is missing.
/// </summary>
internal sealed class DashboardHost(DashboardSettings settings, ResourceServiceCalls calls, ILogger<DashboardHost> logger) : IHostedService
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
        try
        {
            var program = await DashboardProgram.FetchAsync(line => logger.LogInformation("{Progress}", line), cancellationToken);
            var command = DashboardProgram.Command(program, settings);
            command.RedirectStandardOutput = true;
            command.RedirectStandardError = true;
            using var process = Process.Start(command) ?? throw new ProgramException($"{program} did not start.");
            process.OutputDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            try
            {
                await WaitForAnswerAsync(cancellationToken);
                logger.LogInformation("Dashboard: {Url}/login?t={Token}", settings.FrontendUrl, settings.BrowserToken);
                await process.WaitForExitAsync(cancellationToken);
            }
            finally
            {
                process.Kill(entireProcessTree: true);
            }
        }
        catch (OperationCanceledException)
        {
        }
        catch (Exception e)
        {
            logger.LogWarning("No dashboard: {Reason}", e.Message);
        }
    }

    private async Task WaitForAnswerAsync(CancellationToken cancellationToken)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(settings.FrontendUrl) };
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(AnswerDeadline);
        while (true)
        {
            try
            {
                using var answer = await client.GetAsync("/", deadline.Token);
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(AnswerInterval, deadline.Token);
            }
        }
    }
}
