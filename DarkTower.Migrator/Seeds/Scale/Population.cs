namespace DarkTower.Migrator.Seeds.Scale;

/// <summary>
/// Who there is, as a pure function of the sizes: a few large organizations and many small ones, meetings of the last weeks that are over
/// with everybody gone, and a few open ones. Rows come in the order of their keys, so the indexes grow at their ends.
/// </summary>
internal sealed class Population
{
    // Retention starts 90 days after the end: nothing of this month's data is due for it.
    private const long Window = 55 * Moment.Day;

    private static readonly string[] EarlyReasons = ["voluntary", "voluntary", "connection_lost", "kicked"];

    private readonly ScaleSizes _sizes;
    private readonly Moment _asOf;
    private readonly ScaleOrg[] _orgs;
    private readonly ulong _weight;

    public Population(ScaleSizes sizes)
    {
        _sizes = sizes;
        _asOf = Moment.Of(sizes.AsOf);
        _orgs = MakeOrgs();
        foreach (var org in _orgs)
        {
            for (var number = 0; number < org.Meetings; number++)
                _weight += Weight(org, number);
        }
        foreach (var meeting in Meetings())
        {
            ref var org = ref _orgs[meeting.Org.Index];
            if (meeting.People > org.MaxParticipants)
                org = org with { MaxParticipants = meeting.People };
            if (meeting.IsOpen)
                AuditCount += 1 + meeting.People;
        }
        UserCount = _orgs.Sum(org => (long)org.Users);
    }

    public ScaleSizes Sizes => _sizes;

    public long UserCount { get; }

    public long AuditCount { get; }

    public IEnumerable<ScaleOrg> Orgs() => _orgs;

    public IEnumerable<ScaleUser> Users()
    {
        foreach (var org in _orgs)
        {
            for (var number = 0; number < org.Users; number++)
                yield return User(org, number);
        }
    }

    public IEnumerable<ScaleMeeting> Meetings()
    {
        var passed = 0UL;
        foreach (var org in _orgs)
        {
            for (var number = 0; number < org.Meetings; number++)
            {
                var before = PeopleUpTo(passed);
                passed += Weight(org, number);
                yield return Meeting(org, number, PeopleUpTo(passed) - before);
            }
        }
    }

    public IEnumerable<ScalePerson> People()
    {
        foreach (var meeting in Meetings())
        {
            for (var number = 0; number < meeting.People; number++)
                yield return Person(meeting, number);
        }
    }

    public IEnumerable<ScaleAudit> Audits()
    {
        foreach (var meeting in Meetings())
        {
            if (!meeting.IsOpen)
                continue;
            yield return new ScaleAudit(meeting, null);
            for (var number = 0; number < meeting.People; number++)
                yield return new ScaleAudit(meeting, Person(meeting, number));
        }
    }

    public ScaleUser User(ScaleOrg org, int number)
    {
        var created = org.CreatedAt + Moment.Minute + number * (Moment.Second / 1000);
        var draw = new Draw(_sizes.RandomSeed, Draw.For.User, ((long)org.Index << 32) | (uint)number);
        return new ScaleUser(org, number, draw.Id(created), created);
    }

    /// <summary>The n-th organization has about 1/n of what the first one has.</summary>
    private ScaleOrg[] MakeOrgs()
    {
        var weights = Enumerable.Range(1, _sizes.Orgs).Select(n => (ulong)(1L << 32) / (ulong)n).ToArray();
        var total = weights.Aggregate(0UL, (sum, weight) => sum + weight);
        var orgs = new ScaleOrg[_sizes.Orgs];
        var passed = 0UL;
        for (var index = 0; index < orgs.Length; index++)
        {
            var first = Share(_sizes.Meetings, passed, total);
            passed += weights[index];
            var meetings = Share(_sizes.Meetings, passed, total) - first;
            var draw = new Draw(_sizes.RandomSeed, Draw.For.Org, index);
            var created = _asOf + (index - (60 * Moment.Day));
            // One in fifty is open; the very first is over, so that there is always a meeting that can have people.
            var open = Math.Min((meetings + (int)draw.Below(50)) / 50, index == 0 ? meetings - 1 : meetings);
            orgs[index] = new ScaleOrg(index, draw.Id(created), created, first, meetings, Math.Max(0, open), 3 + meetings / 10, 100);
        }
        return orgs;
    }

    private int PeopleUpTo(ulong weight) => _weight == 0 ? 0 : Share(_sizes.Participants, weight, _weight);

    private static int Share(int whole, ulong part, ulong total) => (int)((UInt128)(ulong)whole * part / total);

    private Draw DrawOf(ScaleOrg org, int number) => new(_sizes.RandomSeed, Draw.For.Meeting, org.FirstMeeting + number);

    private static MeetingStatus Status(ScaleOrg org, int number, ref Draw draw)
    {
        var open = number >= org.Meetings - org.OpenMeetings;
        var odd = draw.Below(open ? 4 : 25) == 0 && org.FirstMeeting + number > 0;
        return open
            ? (odd ? MeetingStatus.Scheduled : MeetingStatus.Active)
            : (odd ? MeetingStatus.Cancelled : MeetingStatus.Ended);
    }

    /// <summary>How many people a meeting has, compared with the others: mostly a few, seldom many.</summary>
    private ulong Weight(ScaleOrg org, int number)
    {
        var draw = DrawOf(org, number);
        if (Status(org, number, ref draw) is MeetingStatus.Scheduled or MeetingStatus.Cancelled)
            return 0;
        return (ulong)(1 + draw.Below(8) + (draw.Below(16) == 0 ? draw.Below(60) : 0));
    }

    private ScaleMeeting Meeting(ScaleOrg org, int number, int people)
    {
        var draw = DrawOf(org, number);
        var status = Status(org, number, ref draw);
        var over = org.Meetings - org.OpenMeetings;
        var created = number < over
            ? _asOf + (long)((Int128)Window * number / over - Window - (4 * 60 * Moment.Minute))
            // The newest, in the first minute after: their audit entries belong to the month whose partition is there.
            : _asOf + (Moment.Minute * (number - over) / org.OpenMeetings);
        var started = status == MeetingStatus.Active ? created : created + draw.Below(30 * Moment.Minute);
        var ended = started + (15 * Moment.Minute) + draw.Below(75 * Moment.Minute);
        var meeting = new ScaleMeeting(org, org.FirstMeeting + number, draw.Id(created), status, created, started, ended, people, 0);
        if (status != MeetingStatus.Active)
            return meeting;
        var present = 0;
        for (var person = 0; person < people; person++)
            present += Person(meeting, person).LeftAt is null ? 1 : 0;
        return meeting with { Present = present };
    }

    private ScalePerson Person(in ScaleMeeting meeting, int number)
    {
        var draw = new Draw(_sizes.RandomSeed, Draw.For.People, ((long)meeting.Index << 32) | (uint)number);
        var length = meeting.Status == MeetingStatus.Active ? 20 * Moment.Second : meeting.EndedAt - meeting.StartedAt;
        // In the first half, one after the other.
        var joined = meeting.StartedAt + (long)((Int128)length / 2 * number / meeting.People);
        var type = number < meeting.Org.Users && (number == 0 || draw.Below(10) < 7)
            ? PersonType.Member
            : draw.Below(3) == 0 ? PersonType.External : PersonType.Guest;
        var early = draw.Below(4) == 0;
        Moment? left = early ? joined + draw.Below(length / 2) : meeting.Status == MeetingStatus.Ended ? meeting.EndedAt : null;
        var reason = left is null ? null : early ? EarlyReasons[draw.Below(EarlyReasons.Length)] : "meeting_ended";
        // Each member once, from a place in the list that differs with the meeting.
        var users = (uint)meeting.Org.Users;
        var user = type == PersonType.Member ? (int)((Draw.Mix((ulong)meeting.Index) % users + (uint)number) % users) : -1;
        return new ScalePerson(meeting, number, draw.Id(joined), type, user, joined, left, reason, draw.Next());
    }
}
