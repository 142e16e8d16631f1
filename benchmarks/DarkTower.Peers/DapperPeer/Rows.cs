namespace DarkTower.Peers.DapperPeer;

// What Dapper fills column by column: where everything may be null, since an outer join gave nothing.

internal sealed class MeetingRow
{
    public Guid? MeetingId { get; init; }
    public string MeetingCode { get; init; } = "";
    public Guid? CreatedByUserId { get; init; }
    public string DisplayName { get; init; } = "";
    public int MaxParticipants { get; init; }
    public bool EnableE2eEncryption { get; init; }
    public bool RequireAuth { get; init; }
    public bool AllowRecording { get; init; }
    public bool AllowGuests { get; init; }
    public bool AllowExternalParticipants { get; init; }
    public bool WaitingRoomEnabled { get; init; }
    public string Status { get; init; } = "";
    public DateTimeOffset? ScheduledStartTime { get; init; }
    public DateTimeOffset? ActualStartTime { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    public int ActiveParticipants { get; init; }
    public long Generation { get; init; }
    public Guid? OwnerControllerId { get; init; }
    public DateTimeOffset? OwnerClaimedAt { get; init; }
    public long Version { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; init; }
    public string? Refusal { get; init; }

    public Meeting ToMeeting() => new(
        MeetingId!.Value, MeetingCode, CreatedByUserId, DisplayName, MaxParticipants, EnableE2eEncryption, RequireAuth, AllowRecording,
        AllowGuests, AllowExternalParticipants, WaitingRoomEnabled, Status, ScheduledStartTime, ActualStartTime, EndedAt,
        ActiveParticipants, Generation, OwnerControllerId, OwnerClaimedAt, Version, CreatedAt, UpdatedAt);

    public ListedMeeting ToListed() => new(
        MeetingId!.Value, MeetingCode, CreatedByUserId, DisplayName, MaxParticipants, Status, ScheduledStartTime, ActualStartTime, EndedAt,
        ActiveParticipants, Version, CreatedAt);

    public CreatedMeeting ToCreated() => new(
        MeetingId!.Value, MeetingCode, CreatedByUserId, DisplayName, MaxParticipants, EnableE2eEncryption, RequireAuth, AllowRecording,
        AllowGuests, AllowExternalParticipants, WaitingRoomEnabled, Status, ScheduledStartTime, Version, CreatedAt);
}

internal sealed class ParticipantRow
{
    public Guid? MeetingId { get; init; }
    public Guid? ParticipantId { get; init; }
    public Guid? UserId { get; init; }
    public string DisplayName { get; init; } = "";
    public string ParticipantType { get; init; } = "";
    public string Role { get; init; } = "";
    public DateTimeOffset JoinedAt { get; init; }
    public DateTimeOffset? LeftAt { get; init; }
    public string? LeaveReason { get; init; }
    public int ActiveParticipants { get; init; }
    public string? Refusal { get; init; }

    public ListedParticipant ToListed() =>
        new(ParticipantId!.Value, UserId, DisplayName, ParticipantType, Role, JoinedAt, LeftAt, LeaveReason);

    public Joined ToJoined() =>
        new(ParticipantId!.Value, MeetingId!.Value, UserId, DisplayName, ParticipantType, Role, JoinedAt, ActiveParticipants);
}

internal sealed class ClaimRow
{
    public string? Refusal { get; init; }
    public Guid? MeetingId { get; init; }
    public long Generation { get; init; }
    public Guid ControllerId { get; init; }
    public DateTimeOffset ClaimedAt { get; init; }

    public Claimed ToClaimed() => new(MeetingId!.Value, Generation, ControllerId, ClaimedAt);
}

internal sealed class BeatRow
{
    public long? Epoch { get; init; }
    public long Sequence { get; init; }
    public string Health { get; init; } = "";
    public DateTimeOffset? DrainDeadline { get; init; }

    public static Outcome<Beat> ToOutcome(BeatRow? row) => row is null ? new Outcome<Beat>("controller-not-found", null)
        : row.Epoch is not { } epoch ? new Outcome<Beat>("stale-heartbeat", null)
        : new Outcome<Beat>(null, new Beat(epoch, row.Sequence, row.Health, row.DrainDeadline));
}

internal sealed record OrgState(string Status, int OpenMeetings, int MaxConcurrentMeetings, int MaxParticipantsPerMeeting);

internal sealed record MeetingState(
    string Status, int ActiveParticipants, int MaxParticipants, bool RequireAuth, bool AllowGuests, bool AllowExternalParticipants);

internal sealed record UserState(string Status, string DisplayName);
