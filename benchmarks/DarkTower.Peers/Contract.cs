using System.Net;
using System.Text.Json.Serialization;

namespace DarkTower.Peers;

// What gc-database answers, field by field; states stay the text that the database has, which costs less than our enums.

internal sealed record Org(
    Guid OrgId, string Subdomain, string DisplayName, string PlanTier, int MaxConcurrentMeetings, int MaxParticipantsPerMeeting,
    int? MaxMonthlyMeetingMinutes, int OpenMeetings, string Status, string? SuspensionReason, long Version, DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt);

internal sealed record Meeting(
    Guid MeetingId, string MeetingCode, Guid? CreatedByUserId, string DisplayName, int MaxParticipants, bool EnableE2eEncryption,
    bool RequireAuth, bool AllowRecording, bool AllowGuests, bool AllowExternalParticipants, bool WaitingRoomEnabled, string Status,
    DateTimeOffset? ScheduledStartTime, DateTimeOffset? ActualStartTime, DateTimeOffset? EndedAt, int ActiveParticipants,
    long Generation, Guid? OwnerControllerId, DateTimeOffset? OwnerClaimedAt, long Version, DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt);

internal sealed record ListedMeeting(
    Guid MeetingId, string MeetingCode, Guid? CreatedByUserId, string DisplayName, int MaxParticipants, string Status,
    DateTimeOffset? ScheduledStartTime, DateTimeOffset? ActualStartTime, DateTimeOffset? EndedAt, int ActiveParticipants, long Version,
    DateTimeOffset CreatedAt);

internal sealed record ListedParticipant(
    Guid ParticipantId, Guid? UserId, string DisplayName, string ParticipantType, string Role, DateTimeOffset JoinedAt,
    DateTimeOffset? LeftAt, string? LeaveReason);

internal sealed record Joined(
    Guid ParticipantId, Guid MeetingId, Guid? UserId, string DisplayName, string ParticipantType, string Role, DateTimeOffset JoinedAt,
    int ActiveParticipants);

internal sealed record CreatedMeeting(
    Guid MeetingId, string MeetingCode, Guid? CreatedByUserId, string DisplayName, int MaxParticipants, bool EnableE2eEncryption,
    bool RequireAuth, bool AllowRecording, bool AllowGuests, bool AllowExternalParticipants, bool WaitingRoomEnabled, string Status,
    DateTimeOffset? ScheduledStartTime, long Version, DateTimeOffset CreatedAt)
{
    public string JoinSecret { get; init; } = "";
}

internal sealed record Claimed(Guid MeetingId, long Generation, Guid ControllerId, DateTimeOffset ClaimedAt);

internal sealed record Beat(long Epoch, long Sequence, string Health, DateTimeOffset? DrainDeadline);

internal sealed record MeetingList(List<ListedMeeting> Items, string? NextCursor);

internal sealed record ParticipantList(List<ListedParticipant> Items, string? NextCursor);

internal sealed record JoinRequest(
    string? ParticipantType = null, Guid? UserId = null, string? DisplayName = null, string? Role = null, string? IpAddress = null,
    string? UserAgent = null, string? ClientVersion = null);

internal sealed record CreateRequest(
    string? DisplayName = null, Guid? CreatedByUserId = null, int? MaxParticipants = null, DateTimeOffset? ScheduledStartTime = null,
    bool EnableE2eEncryption = true, bool AllowRecording = false, bool AllowGuests = false, bool AllowExternalParticipants = false,
    bool WaitingRoomEnabled = true, bool? RequireAuth = null);

internal sealed record ClaimRequest(Guid? ControllerId = null);

internal sealed record BeatRequest(
    long? Epoch = null, long? Sequence = null, int? CurrentMeetings = null, int? CurrentParticipants = null, string? Health = null);

/// <summary>What a row of the audit trail says of the request.</summary>
internal readonly record struct AuditStamp(
    Guid Id, string ActorType, string? ActorId, IPAddress? IpAddress, string? UserAgent, string RequestId);

internal readonly record struct JoinOrder(
    Guid Org, Guid Meeting, Guid Participant, Guid? UserId, string Type, string? DisplayName, string Role, IPAddress? IpAddress,
    string? UserAgent, string? ClientVersion);

internal readonly record struct CreateOrder(
    Guid Org, Guid Meeting, string MeetingCode, byte[] JoinSecretHash, int MaxParticipants, bool RequireAuth, CreateRequest Request);

internal readonly record struct BeatOrder(
    Guid Controller, long Epoch, long Sequence, int CurrentMeetings, int CurrentParticipants, string Health);

/// <summary>A refusal's code, or the value.</summary>
internal readonly record struct Outcome<T>(string? Refusal, T? Value) where T : class;

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Org))]
[JsonSerializable(typeof(Meeting))]
[JsonSerializable(typeof(MeetingList))]
[JsonSerializable(typeof(ParticipantList))]
[JsonSerializable(typeof(Joined))]
[JsonSerializable(typeof(CreatedMeeting))]
[JsonSerializable(typeof(Claimed))]
[JsonSerializable(typeof(JoinRequest))]
[JsonSerializable(typeof(CreateRequest))]
[JsonSerializable(typeof(ClaimRequest))]
[JsonSerializable(typeof(Beat))]
[JsonSerializable(typeof(BeatRequest))]
internal sealed partial class PeersJson : JsonSerializerContext;
