using System.Text.RegularExpressions;
using DarkTower.Fixtures;

namespace DarkTower.AppHost.Tests.FullStack;

/// <summary>The AppHost as its own process, as <c>dotnet run</c> starts it: with the dashboard, on ports and data of its own.</summary>
internal sealed partial class AppHostProcess : IAsyncDisposable
{
    private readonly ChildProcess _process;
    private bool _keepData;

    private AppHostProcess(ChildProcess process, string data, string mark)
    {
        _process = process;
        DataDirectory = data;
        Mark = mark;
    }

    public string DataDirectory { get; }

    /// <summary>An environment variable's value that every process below the AppHost inherits.</summary>
    public string Mark { get; }

    public string Output => _process.Output;

    public bool HasExited => _process.HasExited;

    public Uri GcDatabase => new(Match(GcDatabasePattern(), "the URL of gc-database"));

    public Uri McState => new(Match(McStatePattern(), "the URL of mc-state"));

    public Uri DashboardLogin => new(Match(DashboardPattern(), "the dashboard's login link"));

    public string PlatformKey => File.ReadAllText(Path.Combine(DataDirectory, "secrets", "platform-key"));

    /// <summary>Starts the AppHost; does not wait.</summary>
    /// <param name="data">Data directory; null makes an empty one.</param>
    /// <param name="arguments">Arguments of the AppHost.</param>
    /// <param name="environment">Environment variables besides those of the launch profile.</param>
    /// <param name="smallDiskMegabytes">Puts the data directory on a file system of this size, in a mount namespace of the AppHost's own.</param>
    /// <param name="throughDotnetRun">Starts it with <c>dotnet run</c>, which then is the process that signals reach.</param>
    public static async Task<AppHostProcess> StartAsync(
        string? data = null, IReadOnlyList<string>? arguments = null, IReadOnlyDictionary<string, string>? environment = null,
        int? smallDiskMegabytes = null, bool throughDotnetRun = false)
    {
        data ??= Directory.CreateTempSubdirectory("darktower-tests-apphost-").FullName;
        var mark = Guid.NewGuid().ToString("N");
        var all = new Dictionary<string, string>
        {
            ["DARKTOWER_TEST_MARK"] = mark,
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["DOTNET_ENVIRONMENT"] = "Development",
            ["ASPIRE_ALLOW_UNSECURED_TRANSPORT"] = "true",
            ["ASPNETCORE_URLS"] = $"http://localhost:{ChildProcess.FreePort()}",
            ["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = $"http://localhost:{ChildProcess.FreePort()}",
            ["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"] = $"http://localhost:{ChildProcess.FreePort()}",
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            all[name] = value;
        }

        string[] program = throughDotnetRun
            ? ["dotnet", "run", "--no-build", "--no-launch-profile", "--configuration", Repository.Configuration, "--"]
            : ["dotnet", Repository.AssemblyOf("DarkTower.AppHost")];
        string[] command = [.. program, $"--DarkTower:DataDirectory={data}", "--DarkTower:Containers=false", .. arguments ?? []];
        if (smallDiskMegabytes is { } size)
        {
            command = ["unshare", "--map-root-user", "--mount", "sh", "-c", $"mount -t tmpfs -o size={size}m tmpfs {data} && exec \"$@\"", "sh", .. command];
        }

        var folder = Path.Combine(Repository.Root, "DarkTower.AppHost");
        return new AppHostProcess(await ChildProcess.StartAsync(command, all, folder), data, mark);
    }

    public Task WaitUntilUpAsync() => WaitForLineAsync("Dark Tower is up.");

    public async Task WaitForLineAsync(string text)
    {
        try
        {
            await Wait.UntilAsync(() => HasExited || Output.Contains(text, StringComparison.Ordinal), $"«{text}» on the console", TimeSpan.FromMinutes(3));
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{e.Message} It shows:\n{Output}");
        }

        Assert.True(Output.Contains(text, StringComparison.Ordinal), $"The AppHost exited without «{text}»:\n{Output}");
    }

    public void Kill() => _process.Kill();

    public void Interrupt() => _process.Signal("INT");

    public Task<int> WaitForExitAsync() => _process.WaitForExitAsync();

    /// <summary>Command lines of the living processes that descend from this AppHost, itself left out.</summary>
    public IReadOnlyList<string> Descendants()
    {
        var found = new List<string>();
        foreach (var folder in Directory.EnumerateDirectories("/proc").Where(d => int.TryParse(Path.GetFileName(d), out _)))
        {
            try
            {
                if (Path.GetFileName(folder) != $"{_process.ProcessId}"
                    && File.ReadAllText(Path.Combine(folder, "environ")).Contains($"DARKTOWER_TEST_MARK={Mark}", StringComparison.Ordinal)
                    && File.ReadAllText(Path.Combine(folder, "cmdline")).Replace('\0', ' ') is { Length: > 0 } line
                    // The shell that the tests themselves put around the AppHost, and what it waits with.
                    && !line.Contains("launcher", StringComparison.Ordinal) && !line.StartsWith("cat ", StringComparison.Ordinal))
                {
                    found.Add(line);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The process ended while we looked.
            }
        }

        return found;
    }

    /// <summary>The data directory stays after the end, for another AppHost.</summary>
    public AppHostProcess KeepData()
    {
        _keepData = true;
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        await Wait.UntilAsync(() => Descendants().Count == 0, "the AppHost's children ending");
        if (!_keepData)
        {
            Directory.Delete(DataDirectory, recursive: true);
        }
    }

    private string Match(Regex pattern, string what)
    {
        var match = pattern.Match(Output);
        Assert.True(match.Success, $"The console does not show {what}:\n{Output}");
        return match.Groups[1].Value;
    }

    [GeneratedRegex(@"gc-database  (http://\S+)")]
    private static partial Regex GcDatabasePattern();

    [GeneratedRegex(@"mc-state     (http://\S+)")]
    private static partial Regex McStatePattern();

    [GeneratedRegex(@"(http://\S+/login\?t=\w+)")]
    private static partial Regex DashboardPattern();
}

/// <summary>One at a time: all of them ask for the services' ports of the launch profiles.</summary>
[CollectionDefinition(nameof(AppHostProcess))]
public sealed class AppHostProcessCollection;
