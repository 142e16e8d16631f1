namespace DarkTower.Migrator.Upkeep;

/// <summary>What retention removed, or would remove.</summary>
internal sealed class RetentionCount
{
    public long Recordings { get; set; }
    public long Meetings { get; set; }
    public long Participants { get; set; }
    public long Assignments { get; set; }
    public long IdempotencyKeys { get; set; }

    /// <summary>Meetings that are old enough and still needed: a recording of theirs has not expired, or somebody never left.</summary>
    public long MeetingsKept { get; set; }

    public long Rows => Recordings + Meetings + Participants + Assignments + IdempotencyKeys;

    public override string ToString() =>
        $"{Recordings:N0} recordings, {Meetings:N0} meetings, {Participants:N0} participants, {Assignments:N0} assignments, "
        + $"{IdempotencyKeys:N0} idempotency keys" + (MeetingsKept > 0 ? $"; {MeetingsKept:N0} meetings are still needed" : "");
}
