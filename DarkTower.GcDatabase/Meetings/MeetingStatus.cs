using System.Text.Json.Serialization;
using DarkTower.GcDatabase.Infrastructure;

namespace DarkTower.GcDatabase.Meetings;

[JsonConverter(typeof(SnakeCaseEnum<MeetingStatus>))]
internal enum MeetingStatus
{
    Scheduled,
    Active,
    Ended,
    Cancelled,
}
