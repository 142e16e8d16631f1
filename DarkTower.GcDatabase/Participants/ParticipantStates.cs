using System.Text.Json.Serialization;
using DarkTower.GcDatabase.Infrastructure;

namespace DarkTower.GcDatabase.Participants;

[JsonConverter(typeof(SnakeCaseEnum<ParticipantType>))]
internal enum ParticipantType
{
    Member,
    External,
    Guest,
}

[JsonConverter(typeof(SnakeCaseEnum<ParticipantRole>))]
internal enum ParticipantRole
{
    Host,
    Participant,
    Guest,
}

[JsonConverter(typeof(SnakeCaseEnum<LeaveReason>))]
internal enum LeaveReason
{
    Voluntary,
    Kicked,
    ConnectionLost,
    MeetingEnded,
}
