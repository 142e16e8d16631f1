namespace DarkTower.GcDatabase.Participants;

internal enum ParticipantType
{
    Member,
    External,
    Guest,
}

internal enum ParticipantRole
{
    Host,
    Participant,
    Guest,
}

internal enum LeaveReason
{
    Voluntary,
    Kicked,
    ConnectionLost,
    MeetingEnded,
}
