using DarkTower.GcDatabase.Tests.Harness;

namespace DarkTower.GcDatabase.Tests.Assignments;

/// <summary>One trace: takes steps against the service and a <see cref="RegistryModel"/> alike, and fails where they differ.</summary>
internal sealed class RegistryTrace
{
    private readonly GcDatabaseProcess _process;
    private readonly JobsOf _jobs;
    private readonly Random _random;
    private readonly RegistryModel _model = new();
    private readonly List<(Guid Org, Guid Meeting)> _meetings = [];
    private readonly string[] _regions = [RegistryCalls.NewRegion(), RegistryCalls.NewRegion()];

    private RegistryTrace(GcDatabaseProcess process, JobsOf jobs, Random random) => (_process, _jobs, _random) = (process, jobs, random);

    public HashSet<string> Kinds { get; } = [];

    private GcClient Gc => _process.Gc;

    public static async Task<RegistryTrace> BeginAsync(GcDatabaseProcess process, JobsOf jobs, Random random)
    {
        var trace = new RegistryTrace(process, jobs, random);
        for (var i = 0; i < 2; i++)
        {
            var org = await trace.Gc.NewOrgAsync();
            for (var j = 0; j < 4; j++) trace._meetings.Add((org, await trace.Gc.NewMeetingAsync(org)));
        }
        for (var i = 0; i < 5; i++) await trace.RegisterAsync(Guid.NewGuid());
        return trace;
    }

    public async Task<string> StepAsync()
    {
        var (org, meeting) = _meetings[_random.Next(_meetings.Count)];
        var region = _regions[_random.Next(_regions.Length)];
        var controller = _model.Controllers.Keys.Order().ElementAt(_random.Next(_model.Controllers.Count));
        await StayYoungAsync();
        string what;
        switch (_random.Next(24))
        {
            case 0: what = "register"; await RegisterAsync(controller); break;
            case 1 or 2 or 3: what = "heartbeat"; await BeatAsync(controller, late: false); break;
            case 4: what = "late heartbeat"; await BeatAsync(controller, late: true); break;
            case 5: what = "old epoch"; await OldEpochAsync(controller); break;
            case 6: what = "drain"; await DrainAsync(controller, 3600); break;
            case 7: what = "drained"; await DrainAsync(controller, 0); break;
            case 8: what = "silence"; await SilenceAsync(controller); break;
            case 9 or 10 or 11 or 12 or 13 or 14: what = "assign"; await AssignAsync(org, meeting, region); break;
            case 15: what = "confirm"; await ConfirmAsync(org, meeting, region); break;
            case 16 or 17: what = "release"; await ReleaseAsync(org, meeting, region); break;
            case 18: what = "expiry"; await ExpireAsync(meeting, region); break;
            case 19: what = "mark"; await _jobs.MarkStaleControllersAsync(); _model.Mark(); break;
            case 20: what = "end unhealthy"; Assert.Equal(_model.EndUnhealthy(), await _jobs.EndUnhealthyAsync()); break;
            case 21: what = "expire"; Assert.Equal(_model.Expire(), await _jobs.ExpireAsync()); break;
            case 22: what = "leftovers"; Assert.Equal(0, await _jobs.EndLeftoversAsync()); break;
            default: what = "at once"; await AssignAtOnceAsync(org, meeting, region); break;
        }
        Kinds.Add(what);
        await CompareAsync(what);
        return what;
    }

    /// <summary>What must hold at any moment; empty when it does.</summary>
    public Task<string> BrokenAsync() => _process.ScalarAsync<string>(
        """
        SELECT concat_ws(', ',
            (SELECT 'two live ones of a meeting and region' FROM meeting_assignments WHERE state <> 'ended' AND region = ANY ($1)
             GROUP BY org_id, meeting_id, region HAVING count(*) > 1 LIMIT 1),
            (SELECT concat('counter of ', l.controller_id, ' is ', l.reserved_meetings)
             FROM meeting_controller_load AS l JOIN meeting_controllers AS c ON c.controller_id = l.controller_id
             WHERE c.region = ANY ($1) AND l.reserved_meetings <>
                (SELECT count(*) FROM meeting_assignments AS a WHERE a.controller_id = l.controller_id AND a.state <> 'ended') LIMIT 1),
            (SELECT concat('above capacity: ', l.controller_id)
             FROM meeting_controller_load AS l JOIN meeting_controllers AS c ON c.controller_id = l.controller_id
             WHERE c.region = ANY ($1) AND l.reserved_meetings > c.max_meetings LIMIT 1),
            (SELECT concat('ended without one row of the trail: ', a.assignment_id) FROM meeting_assignments AS a
             WHERE a.region = ANY ($1) AND a.state = 'ended' AND (SELECT count(*) FROM audit_logs AS l WHERE l.org_id = a.org_id
                AND (l.action = 'assignment.ended' AND l.target_id = a.assignment_id::text
                    OR l.details ->> 'replaces' = a.assignment_id::text)) <> 1 LIMIT 1))
        """, (object)_regions);

    private async Task RegisterAsync(Guid controller)
    {
        var (region, max) = _model.Controllers.TryGetValue(controller, out var known)
            ? (known.Region, known.Max)
            : (_regions[_random.Next(_regions.Length)], _random.Next(1, 4));
        var answer = await Gc.RegisterAsync(controller, region, max);
        Assert.Equal(_model.Register(controller, region, max), answer["epoch"].GetInt64());
    }

    private async Task BeatAsync(Guid controller, bool late)
    {
        var known = _model.Controllers[controller];
        var sequence = late ? _random.NextInt64(1, Math.Max(2, known.Sequence + 1)) : known.Sequence + _random.Next(1, 4);
        var health = _random.Next(4) == 0 ? "degraded" : "healthy";
        var taken = _model.Beat(controller, known.Epoch, sequence, health);
        var answer = await Gc.BeatAsync(controller, known.Epoch, sequence, health: health);
        if (taken) Assert.Equal(known.Health, answer.Expect(200)["health"].GetString());
        else answer.ExpectRefusal(409, "stale-heartbeat");
    }

    private async Task OldEpochAsync(Guid controller)
    {
        var known = _model.Controllers[controller];
        if (known.Epoch > 1) (await Gc.BeatAsync(controller, known.Epoch - 1, known.Sequence + 100)).ExpectRefusal(409, "stale-heartbeat");
    }

    private async Task DrainAsync(Guid controller, int seconds)
    {
        _model.Drain(controller, past: seconds == 0);
        Assert.Equal(_model.Controllers[controller].Health, (await Gc.DrainAsync(controller, seconds)).Expect(200)["health"].GetString());
    }

    private async Task SilenceAsync(Guid controller)
    {
        _model.Controllers[controller].Fresh = false;
        await _process.ExecuteAsync(
            """
            UPDATE meeting_controller_load SET last_heartbeat_at = now() - interval '31 seconds'
            WHERE controller_id = $1 AND last_heartbeat_at IS NOT NULL
            """, controller);
    }

    private async Task AssignAsync(Guid org, Guid meeting, string region) =>
        Assigned(meeting, region, await Gc.AssignAsync(org, meeting, region));

    private async Task AssignAtOnceAsync(Guid org, Guid meeting, string region)
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Gc.AssignAsync(org, meeting, region)));
        foreach (var answer in answers.OrderByDescending(answer => answer.Status == 201)) Assigned(meeting, region, answer);
    }

    private void Assigned(Guid meeting, string region, Answer answer)
    {
        var (kept, candidates) = _model.Choices(meeting, region);
        if (kept is { } holder)
            Assert.Equal(holder, answer.Expect(200).Id("controllerId"));
        else if (candidates.Count == 0)
            answer.ExpectRefusal(503, "no-controller-available");
        else
            _model.Assign(meeting, region, Assert.Single(candidates, id => id == answer.Expect(201).Id("controllerId")));
    }

    private async Task ConfirmAsync(Guid org, Guid meeting, string region)
    {
        var confirmed = _model.Confirm(meeting, region);
        var answer = await Gc.ConfirmAsync(org, meeting, region);
        if (confirmed) answer.Expect(200);
        else answer.ExpectRefusal(404, "assignment-not-found");
    }

    private async Task ReleaseAsync(Guid org, Guid meeting, string region)
    {
        var known = _model.Release(meeting, region);
        var answer = await Gc.ReleaseAsync(org, meeting, region);
        if (known) answer.Expect(204);
        else answer.ExpectRefusal(404, "assignment-not-found");
    }

    private async Task ExpireAsync(Guid meeting, string region)
    {
        _model.LetExpire(meeting, region);
        await _process.ExecuteAsync(
            """
            UPDATE meeting_assignments SET assigned_at = now() - interval '2 days', reserved_until = now() - interval '1 day'
            WHERE meeting_id = $1 AND region = $2 AND state = 'reserved'
            """, meeting, region);
    }

    /// <summary>Time passes in a trace when a step says so, however slow the machine is.</summary>
    private Task StayYoungAsync() => _process.ExecuteAsync(
        """
        WITH heard AS (
            UPDATE meeting_controller_load AS l
            SET last_heartbeat_at = CASE WHEN l.controller_id = ANY ($2) THEN now() ELSE l.last_heartbeat_at END
            FROM meeting_controllers AS c
            WHERE c.controller_id = l.controller_id AND c.region = ANY ($1)
        )
        UPDATE meeting_assignments SET reserved_until = now() + interval '30 seconds'
        WHERE region = ANY ($1) AND state = 'reserved' AND reserved_until > now() - interval '12 hours'
        """, _regions, _model.Controllers.Where(c => c.Value.Fresh).Select(c => c.Key).ToArray());

    /// <summary>All that is live, and all controllers, in the model and in the database.</summary>
    private async Task CompareAsync(string what)
    {
        var live = await _process.ScalarAsync<string>(
            """
            SELECT coalesce(string_agg(concat_ws(' ', meeting_id, region, controller_id, state), E'\n'
                ORDER BY meeting_id::text COLLATE "C", region COLLATE "C"), '')
            FROM meeting_assignments WHERE region = ANY ($1) AND state <> 'ended'
            """, (object)_regions);
        Assert.True(_model.Live() == live, $"{what}: the model has\n{_model.Live()}\nand the database\n{live}");
        foreach (var (id, controller) in _model.Controllers)
            Assert.Equal($"{what}: {controller.Health} {controller.Epoch} {controller.Sequence}", $"{what}: " + string.Join(' ',
                (await _process.ControllerAsync(id)).Split(' ')[..3]));
    }
}
