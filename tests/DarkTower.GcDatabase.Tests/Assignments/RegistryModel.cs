namespace DarkTower.GcDatabase.Tests.Assignments;

/// <summary>What controllers and assignments are, said a second time and without a database.</summary>
internal sealed class RegistryModel
{
    private readonly Dictionary<(Guid Meeting, string Region), Assignment> _live = [];
    private readonly HashSet<(Guid Meeting, string Region)> _ever = [];

    public Dictionary<Guid, Controller> Controllers { get; } = [];

    public long Register(Guid id, string region, int max)
    {
        var epoch = Controllers.TryGetValue(id, out var known) ? known.Epoch + 1 : 1;
        Controllers[id] = new Controller { Region = region, Max = max, Epoch = epoch };
        return epoch;
    }

    public bool Beat(Guid id, long epoch, long sequence, string health)
    {
        var controller = Controllers[id];
        if (epoch != controller.Epoch || sequence <= controller.Sequence) return false;
        controller.Sequence = sequence;
        controller.Fresh = true;
        controller.Heard = true;
        controller.Health = controller switch { { DeadlinePast: true } => "unhealthy", { Drains: true } => "draining", _ => health };
        return true;
    }

    public void Drain(Guid id, bool past)
    {
        var controller = Controllers[id];
        if (controller.Drains) return;
        (controller.Drains, controller.DeadlinePast, controller.Health) = (true, past, "draining");
    }

    /// <summary>Of one that was never heard nothing is known to be late: the model's traces are shorter than 30 s.</summary>
    public void Mark()
    {
        foreach (var controller in Controllers.Values.Where(c => c.DeadlinePast || (c.Heard && !c.Fresh))) controller.Health = "unhealthy";
    }

    public long EndUnhealthy() => End(assignment => Controllers[assignment.Controller].Health == "unhealthy");

    public long Expire() => End(assignment => assignment.Expired);

    /// <summary>Who has the meeting and keeps it, or else the five least loaded that may be chosen, with all that are level with the fifth.</summary>
    public (Guid? Kept, List<Guid> Candidates) Choices(Guid meeting, string region)
    {
        if (_live.TryGetValue((meeting, region), out var live) && !live.Expired && Controllers[live.Controller].Keeps)
            return (live.Controller, []);
        var able = Controllers
            .Where(c => c.Value.Region == region && c.Value.Takes && Held(c.Key) < c.Value.Max)
            .Select(c => (c.Key, Load: (double)Held(c.Key) / c.Value.Max))
            .OrderBy(c => c.Load).ToList();
        return (null, [.. able.Where(c => c.Load <= able[Math.Min(4, able.Count - 1)].Load).Select(c => c.Key)]);
    }

    public void Assign(Guid meeting, string region, Guid controller)
    {
        _live[(meeting, region)] = new Assignment(controller);
        _ever.Add((meeting, region));
    }

    public bool Confirm(Guid meeting, string region)
    {
        if (!_live.TryGetValue((meeting, region), out var live) || live.Expired) return false;
        live.Active = true;
        return true;
    }

    public bool Release(Guid meeting, string region)
    {
        _live.Remove((meeting, region));
        return _ever.Contains((meeting, region));
    }

    public void LetExpire(Guid meeting, string region)
    {
        if (_live.TryGetValue((meeting, region), out var live) && !live.Active) live.Expired = true;
    }

    public string Live() => string.Join('\n', _live
        .OrderBy(live => live.Key.Meeting.ToString(), StringComparer.Ordinal).ThenBy(live => live.Key.Region, StringComparer.Ordinal)
        .Select(live => $"{live.Key.Meeting} {live.Key.Region} {live.Value.Controller} {(live.Value.Active ? "active" : "reserved")}"));

    private int Held(Guid controller) => _live.Values.Count(live => live.Controller == controller);

    private long End(Func<Assignment, bool> which)
    {
        var ended = _live.Where(live => which(live.Value)).Select(live => live.Key).ToList();
        foreach (var key in ended) _live.Remove(key);
        return ended.Count;
    }

    internal sealed class Controller
    {
        public required string Region { get; init; }

        public required int Max { get; init; }

        public required long Epoch { get; init; }

        public long Sequence { get; set; }

        public string Health { get; set; } = "pending";

        public bool Heard { get; set; }

        public bool Fresh { get; set; }

        public bool Drains { get; set; }

        public bool DeadlinePast { get; set; }

        public bool Takes => Fresh && Health is ("healthy" or "degraded");

        public bool Keeps => Fresh && !DeadlinePast && Health is ("healthy" or "degraded" or "draining");
    }

    private sealed class Assignment(Guid controller)
    {
        public Guid Controller { get; } = controller;

        public bool Active { get; set; }

        public bool Expired { get; set; }
    }
}
