using System.Globalization;
using DarkTower.Measuring;

namespace DarkTower.Scale;

/// <summary>A database with its service, and what its slices of the run gave.</summary>
internal sealed class Size(ScaleDatabase database, MeasuredServer server, Traffic traffic, int clients) : IAsyncDisposable
{
    private readonly Counter _next = new();
    private readonly List<int> _inUse = [];
    private (double Hit, double Read) _index;
    private (double Hit, double Read) _heap;

    public ScaleDatabase Database => database;

    public Outcome Outcome { get; } = new();

    /// <summary>Of every round.</summary>
    public List<Outcome> Rounds { get; } = [];

    public IReadOnlyList<int> ConnectionsInUse => _inUse;

    public double IndexHitRate { get; private set; }

    public double HeapHitRate { get; private set; }

    public string Bytes { get; private set; } = "";

    public async Task BeginAsync()
    {
        Bytes = (await database.QueryAsync("SELECT pg_size_pretty(pg_database_size(current_database()))"))[0];
        // New connections, code not yet compiled, pages not yet read: a service at work has that behind it.
        using (var connections = new Clients(server.Address, clients))
            Check(connections.Closed(traffic.Mix, TimeSpan.FromSeconds(4), _next));
        (_index, _heap) = await BlocksAsync();
    }

    public void Run(int perSecond, TimeSpan time)
    {
        using var connections = new Clients(server.Address, clients);
        Check(connections.Open(traffic.Mix, perSecond, TimeSpan.FromSeconds(0.5), _next));
        using var done = new CancellationTokenSource();
        var sampling = Task.Run(() => Sample(done.Token));
        var outcome = connections.Open(traffic.Mix, perSecond, time, _next);
        done.Cancel();
        sampling.Wait();
        Check(outcome);
        Rounds.Add(outcome);
        Outcome.Add(outcome);
    }

    public async Task EndAsync()
    {
        var (index, heap) = await BlocksAsync();
        (IndexHitRate, HeapHitRate) = (Rate(_index, index), Rate(_heap, heap));
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await database.DisposeAsync();
    }

    private void Sample(CancellationToken done)
    {
        while (!done.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(20)))
            _inUse.Add(server.Memory().ConnectionsInUse);
    }

    private static void Check(Outcome outcome)
    {
        if (outcome.Failed > 0)
            throw new InvalidOperationException($"{outcome.Failed} of {outcome.Requests} requests failed; {outcome.FirstFailure}");
    }

    private async Task<((double, double), (double, double))> BlocksAsync()
    {
        var counts = (await database.QueryAsync("""
            SELECT concat_ws(' ', i.hit, i.read, t.hit, t.read)
            FROM (SELECT sum(idx_blks_hit) AS hit, sum(idx_blks_read) AS read FROM pg_statio_user_indexes) AS i,
                (SELECT sum(heap_blks_hit) AS hit, sum(heap_blks_read) AS read FROM pg_statio_user_tables) AS t
            """))[0].Split(' ').Select(count => double.Parse(count, CultureInfo.InvariantCulture)).ToList();
        return ((counts[0], counts[1]), (counts[2], counts[3]));
    }

    private static double Rate((double Hit, double Read) before, (double Hit, double Read) after) =>
        (after.Hit - before.Hit) / (after.Hit - before.Hit + after.Read - before.Read);
}
