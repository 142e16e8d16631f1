namespace DarkTower.Migrator.Seeds.Scale;

internal readonly record struct ScaleOrg(
    int Index, Uuid Id, Moment CreatedAt, int FirstMeeting, int Meetings, int OpenMeetings, int Users, int MaxParticipants)
{
    public string Subdomain => $"scale-{Index + 1:000000}";
}

internal readonly record struct ScaleUser(ScaleOrg Org, int Number, Uuid Id, Moment CreatedAt);

internal enum MeetingStatus
{
    Ended,
    Cancelled,
    Active,
    Scheduled,
}

/// <summary>The index counts all organizations' meetings; people are the stays in it, present those that are not over.</summary>
internal readonly record struct ScaleMeeting(
    ScaleOrg Org, int Index, Uuid Id, MeetingStatus Status, Moment CreatedAt, Moment StartedAt, Moment EndedAt, int People, int Present)
{
    public bool HasPeople => Status is MeetingStatus.Ended or MeetingStatus.Active;

    public bool IsOpen => Status is MeetingStatus.Active or MeetingStatus.Scheduled;
}

internal enum PersonType
{
    Member,
    External,
    Guest,
}

internal readonly record struct ScalePerson(
    ScaleMeeting Meeting, int Number, Uuid Id, PersonType Type, int User, Moment JoinedAt, Moment? LeftAt, string? LeaveReason,
    ulong Random);

/// <summary>An entry of the audit trail: that a meeting was created, or that somebody joined it.</summary>
internal readonly record struct ScaleAudit(ScaleMeeting Meeting, ScalePerson? Joined);
