using System.Collections.Concurrent;
using DarkTower.GcDatabase.Tests.Harness;

namespace DarkTower.GcDatabase.Tests.Guarantees.Crashes;

/// <summary>
/// Clients that open meetings, join, leave and end them without pause, and remember what they were told. What was never answered they keep
/// with its idempotency key, to ask again.
/// </summary>
internal sealed class Load
{
    private readonly IReadOnlyList<GcClient> _replicas;
    private readonly Guid _org;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _clients;
    private int _calls;

    /// <param name="replicas">Called in turn.</param>
    /// <param name="org">Under which everything happens.</param>
    /// <param name="clients">How many at once.</param>
    public Load(IReadOnlyList<GcClient> replicas, Guid org, int clients = 6)
    {
        (_replicas, _org) = (replicas, org);
        _clients = [.. Enumerable.Range(0, clients).Select(client => Task.Run(() => RunAsync(client)))];
    }

    /// <summary>Path of a thing, and what it was said to be.</summary>
    public ConcurrentDictionary<string, string> Acknowledged { get; } = [];

    /// <summary>Names of the meetings of which no answer came, with their keys.</summary>
    public ConcurrentDictionary<string, string> Unanswered { get; } = [];

    /// <summary>Answers that were neither a success nor the failure of a dependency.</summary>
    public ConcurrentBag<string> Wrong { get; } = [];

    public int Granted => Acknowledged.Count;

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_clients);
    }

    private async Task RunAsync(int client)
    {
        for (var at = 0; !_stop.IsCancellationRequested; at++)
        {
            var name = $"m-{client}-{at}";
            var key = $"{Guid.NewGuid()}";
            Unanswered[name] = key;
            if (await TryAsync(gc =>
                    gc.PostAsync($"/v1/orgs/{_org}/meetings", new { displayName = name, allowGuests = true }, idempotencyKey: key))
                is not { Status: 201 } created)
            {
                // As a client waits that was refused: what is down gets no better by thousands of calls.
                await Task.Delay(TimeSpan.FromMilliseconds(50));
                continue;
            }
            Unanswered.Remove(name, out _);
            var meeting = $"/v1/orgs/{_org}/meetings/{created.Id("meetingId")}";
            Acknowledged[meeting] = "";
            for (var guest = 0; guest < 2; guest++)
            {
                if (await TryAsync(gc => gc.PostAsync($"{meeting}/participants", new { participantType = "guest", displayName = "Bob" }))
                    is not { Status: 201 } joined) continue;
                var participant = $"{meeting}/participants/{joined.Id("participantId")}";
                Acknowledged[participant] = "";
                if (guest == 0 && await TryAsync(gc => gc.DeleteAsync($"{participant}?reason=voluntary")) is { Status: 204 })
                    Acknowledged[participant] = "left";
            }
            if (at % 2 == 0 && await TryAsync(gc => gc.PostAsync($"{meeting}/end", null)) is { Status: 200 }) Acknowledged[meeting] = "ended";
        }
    }

    private async Task<Answer?> TryAsync(Func<GcClient, Task<Answer>> call)
    {
        try
        {
            var answer = await call(_replicas[Interlocked.Increment(ref _calls) % _replicas.Count]);
            // A meeting that nobody joined has not begun, and is not ended.
            if (answer.Status >= 300 && answer.Code is not ("dependency-unavailable" or "meeting-not-started" or "overloaded"))
                Wrong.Add($"{answer.Status} {answer.Text}");
            return answer;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException)
        {
            return null;
        }
    }
}
