using Aspire.Hosting.Orchestration;
using Aspire.Hosting.Orchestration.Processes;

namespace Aspire.Hosting.Dashboard;

/// <summary>
/// Serves the resources from the start and, beside everything else, fetches and runs the dashboard. Without it the application runs all the
/// same, and one line says what is missing.
/// </summary>
internal sealed class DashboardHost(DashboardSettings settings, ResourceServiceCalls calls, ILogger<DashboardHost> logger) : IHostedService
{
    private const int GraceSeconds = 3;
    private static readonly TimeSpan AnswerDeadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan AnswerInterval = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _stopping = new();
    private ResourceService? _service;
    private Task _running = Task.CompletedTask;
    private string _lastError = "";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _service = new ResourceService(calls, new Uri(settings.ResourceServiceUrl).Port, settings.ResourceServiceApiKey, logger);
        try
        {
            await _service.StartAsync(cancellationToken);
            _running = RunDashboardAsync(_stopping.Token);
        }
        catch (IOException e)
        {
            SayMissing(e);
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _running;
        if (_service is not null)
        {
            await _service.DisposeAsync();
        }
    }

    private async Task RunDashboardAsync(CancellationToken cancellationToken)
    {
        try
        {
            var program = await DashboardProgram.FetchAsync(line => Console.WriteLine($"Dashboard: {line}"), cancellationToken);
            var dashboard = ChildProcess.Start(DashboardProgram.Command(program, settings, Remember), GraceSeconds);
            try
            {
                await WaitForAnswerAsync(dashboard.Exit, cancellationToken);
                Console.WriteLine($"Dashboard: {settings.FrontendUrl}/login?t={settings.BrowserToken}");
                var code = await dashboard.Exit.WaitAsync(cancellationToken);
                Console.WriteLine($"Dashboard: ended with code {code}, everything else runs on. {_lastError}");
            }
            finally
            {
                await dashboard.StopAsync();
            }
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            // The application stops; whatever that interrupted is of no interest.
        }
        catch (Exception e)
        {
            SayMissing(e);
        }
    }

    private async Task WaitForAnswerAsync(Task<int> exit, CancellationToken cancellationToken)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(AnswerDeadline);
        try
        {
            while (!exit.IsCompleted)
            {
                try
                {
                    using var answer = await client.GetAsync(settings.FrontendUrl, deadline.Token);
                    return;
                }
                catch (HttpRequestException)
                {
                    await Task.Delay(AnswerInterval, deadline.Token);
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DistributedApplicationException(
                $"It did not answer at {settings.FrontendUrl} within {AnswerDeadline.TotalSeconds} seconds. {_lastError}");
        }
        throw new DistributedApplicationException($"It ended with code {await exit}. {_lastError}");
    }

    private static void SayMissing(Exception reason) => Console.WriteLine($"Dashboard: not there, everything else runs. {reason.Message}");

    private void Remember(string line, bool isError)
    {
        if (isError && !string.IsNullOrWhiteSpace(line))
        {
            _lastError = line.Trim();
        }
    }
}
