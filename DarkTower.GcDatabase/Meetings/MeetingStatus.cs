namespace DarkTower.GcDatabase.Meetings;

internal enum MeetingStatus
{
    Scheduled,
    Active,
    Ended,
    Cancelled,
}
