using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace DarkTower.Fixtures;

/// <summary>A process the tests start. It cannot outlive them: a small shell holds a pipe from the tests and ends it when that pipe closes.</summary>
public sealed class ChildProcess : IAsyncDisposable
{
    // $1: folder to remove at the end, or empty. The rest: the command.
    // A shell has its background processes ignore SIGINT, and hands on what it was itself started to ignore: env puts that back.
    private const string Launcher = """
        remove=$1; shift
        env --default-signal=INT true 2>/dev/null && set -- env --default-signal=INT "$@"
        exec 3<&0
        "$@" 3<&- </dev/null & child=$!
        echo "pid $child"
        ( cat <&3; kill -TERM $child; sleep 8; kill -KILL $child ) >/dev/null 2>&1 & watcher=$!
        while kill -0 $child 2>/dev/null; do wait $child; code=$?; done
        kill $watcher 2>/dev/null
        [ -z "$remove" ] || rm -rf "$remove"
        exit ${code:-0}
        """;

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly TaskCompletionSource<int> _processId = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ChildProcess(Process process) => _process = process;

    public int ProcessId { get; private set; }

    public string Output => string.Join('\n', _lines);

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    public static async Task<ChildProcess> StartAsync(
        IReadOnlyList<string> command, IReadOnlyDictionary<string, string>? environment = null, string? workingDirectory = null, string? removeAtEnd = null)
    {
        // Not sh: dash drops variables whose names are not shell names, such as services__gc-database__http__0.
        var start = new ProcessStartInfo("/bin/bash", ["-c", Launcher, "launcher", removeAtEnd ?? "", .. command])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = workingDirectory ?? Path.GetTempPath(),
        };
        // What the test host was started with must not reach what it tests.
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("OTEL_", StringComparison.Ordinal) || k.StartsWith("ASPNETCORE_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name.Replace(":", "__")] = value;
        }

        var child = new ChildProcess(new Process { StartInfo = start });
        child._process.OutputDataReceived += (_, e) => child.Received(e.Data);
        child._process.ErrorDataReceived += (_, e) => child.Received(e.Data);
        child._process.Start();
        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        child.ProcessId = await child._processId.Task.WaitAsync(TimeSpan.FromSeconds(30));
        return child;
    }

    /// <summary>kill -9 of the process itself.</summary>
    public void Kill() => Signal("KILL");

    public void Signal(string signal) => Process.Start("/bin/kill", ["-s", signal, ProcessId.ToString(CultureInfo.InvariantCulture)]).WaitForExit();

    public async Task<int> WaitForExitAsync(TimeSpan? deadline = null)
    {
        await _process.WaitForExitAsync().WaitAsync(deadline ?? TimeSpan.FromSeconds(60));
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    /// <summary>A TCP port of the loopback address that was free a moment ago.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Received(string? line)
    {
        if (line is null)
        {
            return;
        }

        if (line.StartsWith("pid ", StringComparison.Ordinal) && _processId.TrySetResult(int.Parse(line.AsSpan(4), CultureInfo.InvariantCulture)))
        {
            return;
        }

        _lines.Enqueue(line);
    }
}
