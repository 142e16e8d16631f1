using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Aspire.Hosting.Orchestration.Processes;

/// <summary>A process that ends with the AppHost, also when the AppHost is killed: see launch.sh.</summary>
internal sealed partial class ChildProcess
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(25);
    private static readonly string Launcher = ReadLauncher();

    private readonly Process _process;
    private readonly int _graceSeconds;

    private ChildProcess(Process process, int graceSeconds, Action<string, bool> output)
    {
        _process = process;
        _graceSeconds = graceSeconds;
        Exit = ExitAsync(Copy(process.StandardOutput, line => output(line, false)), Copy(
            process.StandardError, line => output(line, true)));
    }

    public int Id => _process.Id;

    /// <summary>The exit code, once the process and everything it left in its group have ended.</summary>
    public Task<int> Exit { get; }

    /// <exception cref="DistributedApplicationException">There is no such command or folder.</exception>
    public static ChildProcess Start(ChildStart start, int graceSeconds)
    {
        if (!Directory.Exists(start.WorkingDirectory))
        {
            throw new DistributedApplicationException($"the folder {start.WorkingDirectory} is not there");
        }

        var info = new ProcessStartInfo("/bin/sh")
        {
            WorkingDirectory = start.WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        // A shell drops variables whose names it could not read itself, such as services__gc-database__http__0.
        var unreadable = start.Environment.Where(v => !ShellName().IsMatch(v.Key)).Select(v => $"{v.Key}={v.Value}");
        string[] launch = ["-c", Launcher, "launch", graceSeconds.ToString(
            CultureInfo.InvariantCulture), "/usr/bin/env", .. unreadable, CommandPath.Find(start)];
        foreach (var argument in launch.Concat(start.Arguments))
        {
            info.ArgumentList.Add(argument);
        }

        info.Environment.Clear();
        foreach (var (name, value) in start.Environment.Where(v => ShellName().IsMatch(v.Key)))
        {
            info.Environment[name] = value;
        }

        return new ChildProcess(Process.Start(info)!, graceSeconds, start.Output);
    }

    /// <summary>Asks the process group to end, and kills it when the grace is over.</summary>
    public async Task<int> StopAsync()
    {
        ProcessGroup.Signal(Id, ProcessGroup.Terminate);
        if (await Task.WhenAny(Exit, Task.Delay(TimeSpan.FromSeconds(_graceSeconds))) != Exit)
        {
            ProcessGroup.Signal(Id, ProcessGroup.Kill);
        }

        return await Exit;
    }

    private async Task<int> ExitAsync(params Task[] outputs)
    {
        await _process.WaitForExitAsync();
        try
        {
            await _process.StandardInput.WriteLineAsync("gone");
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The watcher is gone already; then there is nobody to tell.
        }

        // A process the command left behind may still hold a port, and its output.
        var deadline = Stopwatch.StartNew();
        while (ProcessGroup.Exists(Id) && deadline.Elapsed < TimeSpan.FromSeconds(_graceSeconds))
        {
            await Task.Delay(Tick);
        }

        await Task.WhenAny(Task.WhenAll(outputs), Task.Delay(TimeSpan.FromSeconds(1)));
        return _process.ExitCode;
    }

    private static async Task Copy(StreamReader from, Action<string> to)
    {
        while (await from.ReadLineAsync() is { } line)
        {
            to(line);
        }
    }

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*$")]
    private static partial Regex ShellName();

    private static string ReadLauncher()
    {
        using var reader = new StreamReader(typeof(ChildProcess).Assembly.GetManifestResourceStream("launch.sh")!);
        return reader.ReadToEnd();
    }
}
