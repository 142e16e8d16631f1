using System.Globalization;

namespace Aspire.Hosting.Orchestration.Processes;

/// <summary>
/// Stops the application when the <c>dotnet run</c> that started it is gone. <c>dotnet run</c> hands on no signal: killed, it would leave the
/// AppHost running with no terminal to stop it from. Linux only; elsewhere, and without <c>dotnet run</c>, it does nothing.
/// </summary>
internal sealed class DotnetRunWatch(IHostApplicationLifetime lifetime) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!OperatingSystem.IsLinux() || Parent() is not { } parent || !IsDotnetRun(parent))
        {
            return;
        }

        using var timer = new PeriodicTimer(Interval);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (Parent() != parent)
            {
                Console.WriteLine("dotnet run is gone; stopping.");
                lifetime.StopApplication();
                return;
            }
        }
    }

    private static int? Parent()
    {
        var line = File.ReadLines("/proc/self/status").FirstOrDefault(l => l.StartsWith("PPid:", StringComparison.Ordinal));
        return line is null ? null : int.Parse(line.AsSpan("PPid:".Length), CultureInfo.InvariantCulture);
    }

    private static bool IsDotnetRun(int process)
    {
        var words = File.ReadAllText($"/proc/{process}/cmdline").Split('\0');
        return Path.GetFileNameWithoutExtension(words[0]) == "dotnet" && words.Contains("run");
    }
}
