using System.Net;

namespace DarkTower.Fixtures;

/// <summary>A service of the solution as a real process on a port of its own.</summary>
public sealed class ServiceProcess : IAsyncDisposable
{
    private readonly ChildProcess _process;

    private ServiceProcess(ChildProcess process, Uri address)
    {
        _process = process;
        Client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };
    }

    public HttpClient Client { get; }

    public Uri Address => Client.BaseAddress!;

    public int ProcessId => _process.ProcessId;

    public string Output => _process.Output;

    public bool HasExited => _process.HasExited;

    /// <param name="project">Project name, for example <c>DarkTower.GcDatabase</c>.</param>
    /// <param name="settings">Configuration keys (with <c>:</c>) and environment variables.</param>
    /// <param name="port">Port; 0 takes a free one.</param>
    /// <param name="waitForHealth">False returns as soon as <c>/alive</c> answers.</param>
    public static async Task<ServiceProcess> StartAsync(
        string project, IReadOnlyDictionary<string, string> settings, int port = 0, bool waitForHealth = true)
    {
        var address = new Uri($"http://127.0.0.1:{(port == 0 ? ChildProcess.FreePort() : port)}");
        var environment = new Dictionary<string, string> { ["ASPNETCORE_URLS"] = address.ToString(), ["ASPNETCORE_ENVIRONMENT"] = "Development" };
        foreach (var (key, value) in settings)
        {
            environment[key] = value;
        }

        var service = new ServiceProcess(await ChildProcess.StartAsync(["dotnet", Repository.AssemblyOf(project)], environment), address);
        var path = waitForHealth ? "/health" : "/alive";
        try
        {
            await Wait.UntilAsync(
                async () => service.HasExited || (await service.Client.GetAsync(path)).StatusCode == HttpStatusCode.OK, $"{project} answering 200 on {path}");
        }
        catch (TimeoutException e)
        {
            var output = service.Output;
            await service.DisposeAsync();
            throw new TimeoutException($"{e.Message} Its output:\n{output}");
        }

        return service.HasExited ? throw new InvalidOperationException($"{project} exited:\n{service.Output}") : service;
    }

    /// <summary>Runs a job of the solution to its end.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(
        string project, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> settings, TimeSpan? deadline = null)
    {
        await using var process = await ChildProcess.StartAsync(["dotnet", Repository.AssemblyOf(project), .. arguments], settings);
        var exitCode = await process.WaitForExitAsync(deadline);
        return (exitCode, process.Output);
    }

    /// <summary>kill -9.</summary>
    public void Kill() => _process.Kill();

    public void Signal(string signal) => _process.Signal(signal);

    public Task<int> WaitForExitAsync(TimeSpan? deadline = null) => _process.WaitForExitAsync(deadline);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _process.DisposeAsync();
    }
}
