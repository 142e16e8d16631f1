using System.Globalization;

namespace DarkTower.DemoLoad;

/// <summary>A meeting the load runs in, owned by this process as its controller.</summary>
internal sealed class DemoMeeting(string org, string meeting, int capacity, string controller) : IDisposable
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    private readonly SemaphoreSlim _claiming = new(1, 1);
    private DateTimeOffset _leaseUntil;
    private long _generation;

    public int Capacity => capacity;

    public string Path => $"v1/orgs/{org}/meetings/{meeting}";

    /// <summary>The headers of a write; claims the meeting when the lease is about to run out.</summary>
    public async Task<(string Name, string Value)[]> OwnAsync(McStateApi mcState, CancellationToken cancel)
    {
        await _claiming.WaitAsync(cancel);
        try
        {
            if (_leaseUntil - DateTimeOffset.UtcNow < Lease / 4)
            {
                var leaseMs = (long)Lease.TotalMilliseconds;
                var claim = await mcState.PostAsync($"{Path}/claim", new { controllerId = controller, leaseMs }, cancel);
                _generation = claim.GetProperty("generation").GetInt64();
                _leaseUntil = claim.GetProperty("leaseUntil").GetDateTimeOffset();
            }

            return [("X-Controller-Id", controller), ("X-Generation", _generation.ToString(CultureInfo.InvariantCulture))];
        }
        finally
        {
            _claiming.Release();
        }
    }

    /// <summary>The store no longer takes our writes: claim anew before the next.</summary>
    public void Disown() => _leaseUntil = default;

    public void Dispose() => _claiming.Dispose();
}
