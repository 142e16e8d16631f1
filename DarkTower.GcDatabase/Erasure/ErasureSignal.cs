using System.Threading.Channels;

namespace DarkTower.GcDatabase.Erasure;

/// <summary>From the request that asked for an erasure to the job in the same process; other processes find it by looking.</summary>
internal sealed class ErasureSignal
{
    private readonly Channel<bool> _raised = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Raise() => _raised.Writer.TryWrite(true);

    public async Task WaitAsync(CancellationToken cancellationToken) => await _raised.Reader.ReadAsync(cancellationToken);
}
