using System.Globalization;
using System.Net.Sockets;
using System.Text;
using DarkTower.Fixtures;

namespace DarkTower.Measuring;

/// <summary>What the server's own process knows.</summary>
public readonly record struct Memory(
    long AllocatedBytes, long HeapBytes, long CommittedBytes, int Collections, int FullCollections, double PauseMilliseconds,
    int ConnectionsInUse);

/// <summary>A server as a process of its own, with what it costs.</summary>
public sealed class MeasuredServer : IAsyncDisposable
{
    private readonly ServiceProcess _process;
    private readonly Socket _probe;
    private readonly string _socketPath;
    private readonly byte[] _answer = new byte[256];

    private MeasuredServer(string name, ServiceProcess process, Socket probe, string socketPath) =>
        (Name, _process, _probe, _socketPath) = (name, process, probe, socketPath);

    public string Name { get; }

    public Uri Address => _process.Address;

    public HttpClient Client => _process.Client;

    public string Output => _process.Output;

    public int ProcessId => _process.ProcessId;

    public static async Task<MeasuredServer> StartAsync(string name, string project, IReadOnlyDictionary<string, string> settings)
    {
        var path = Path.Combine(Path.GetTempPath(), $"gc-probe-{Guid.NewGuid():N}");
        var process = await ServiceProcess.StartAsync(project, new Dictionary<string, string>(settings)
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["DOTNET_STARTUP_HOOKS"] = Repository.AssemblyOf("DarkTower.GcProbe"),
            ["DARKTOWER_GC_PROBE"] = path,
        });
        var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await probe.ConnectAsync(new UnixDomainSocketEndPoint(path));
        return new MeasuredServer(name, process, probe, path);
    }

    public Memory Memory()
    {
        _probe.Send([1]);
        var filled = 0;
        do
            filled += _probe.Receive(_answer.AsSpan(filled));
        while (_answer[filled - 1] != '\n');
        var parts = Encoding.ASCII.GetString(_answer, 0, filled).Split(' ')
            .Select(part => double.Parse(part, CultureInfo.InvariantCulture)).ToList();
        return new Memory((long)parts[0], (long)parts[1], (long)parts[2], (int)parts[3], (int)parts[4], parts[5], (int)parts[6]);
    }

    public double CpuSeconds() => ProcessCost.CpuSeconds(ProcessId);

    public double ResidentMegabytes() => ProcessCost.ResidentMegabytes(ProcessId);

    public async ValueTask DisposeAsync()
    {
        _probe.Dispose();
        await _process.DisposeAsync();
        File.Delete(_socketPath);
    }
}
