using System.Net;

namespace DarkTower.Peers.EfCore;

internal sealed class OrgEntity
{
    public Guid OrgId { get; init; }
    public string Subdomain { get; init; } = "";
    public string DisplayName { get; init; } = "";
    public string PlanTier { get; init; } = "";
    public int MaxConcurrentMeetings { get; init; }
    public int MaxParticipantsPerMeeting { get; init; }
    public int? MaxMonthlyMeetingMinutes { get; init; }
    public int OpenMeetings { get; set; }
    public string Status { get; init; } = "";
    public string? SuspensionReason { get; init; }
    public long Version { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; init; }
    public DateTimeOffset? DeletedAt { get; init; }
}

internal sealed class UserEntity
{
    public Guid OrgId { get; init; }
    public Guid UserId { get; init; }
    public string DisplayName { get; init; } = "";
    public string Status { get; init; } = "";
    public DateTimeOffset? DeletedAt { get; init; }
}

internal sealed class MeetingEntity
{
    public Guid OrgId { get; init; }
    public Guid MeetingId { get; init; }
    public string MeetingCode { get; init; } = "";
    public Guid? CreatedByUserId { get; init; }
    public string DisplayName { get; init; } = "";
    public byte[] JoinSecretHash { get; init; } = [];
    public int MaxParticipants { get; init; }
    public bool EnableE2eEncryption { get; init; }
    public bool RequireAuth { get; init; }
    public bool AllowRecording { get; init; }
    public bool AllowGuests { get; init; }
    public bool AllowExternalParticipants { get; init; }
    public bool WaitingRoomEnabled { get; init; }
    public string Status { get; set; } = "scheduled";
    public DateTimeOffset? ScheduledStartTime { get; init; }
    public DateTimeOffset? ActualStartTime { get; set; }
    public DateTimeOffset? EndedAt { get; init; }
    public int ActiveParticipants { get; set; }
    public long Generation { get; set; }
    public Guid? OwnerControllerId { get; set; }
    public DateTimeOffset? OwnerClaimedAt { get; set; }
    public long Version { get; set; } = 1;
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; init; }
    public DateTimeOffset? DeletedAt { get; init; }
}

internal sealed class MeetingCodeEntity
{
    public string MeetingCode { get; init; } = "";
    public Guid OrgId { get; init; }
    public Guid MeetingId { get; init; }
}

internal sealed class ParticipantEntity
{
    public Guid OrgId { get; init; }
    public Guid MeetingId { get; init; }
    public Guid ParticipantId { get; init; }
    public Guid? UserId { get; init; }
    public string DisplayName { get; init; } = "";
    public string ParticipantType { get; init; } = "";
    public string Role { get; init; } = "";
    public DateTimeOffset JoinedAt { get; init; }
    public DateTimeOffset? LeftAt { get; init; }
    public string? LeaveReason { get; init; }
    public IPAddress? IpAddress { get; init; }
    public string? UserAgent { get; init; }
    public string? ClientVersion { get; init; }
}

internal sealed class AuditEntity
{
    public Guid OrgId { get; init; }
    public Guid AuditId { get; init; }
    public string ActorType { get; init; } = "";
    public string? ActorId { get; init; }
    public IPAddress? IpAddress { get; init; }
    public string? UserAgent { get; init; }
    public string RequestId { get; init; } = "";
    public string Action { get; init; } = "";
    public string TargetType { get; init; } = "";
    public string TargetId { get; init; } = "";
    public string Details { get; init; } = "{}";
}

internal sealed class LoadEntity
{
    public Guid ControllerId { get; init; }
    public long Epoch { get; init; }
    public long HeartbeatSeq { get; init; }
    public DateTimeOffset? LastHeartbeatAt { get; init; }
    public int CurrentMeetings { get; init; }
    public int CurrentParticipants { get; init; }
    public string Health { get; init; } = "";
    public DateTimeOffset? DrainDeadline { get; init; }
}
