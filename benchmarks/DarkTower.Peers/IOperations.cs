namespace DarkTower.Peers;

/// <summary>The data access that is compared, each peer in its own way; all of them under row security with the tenant set.</summary>
internal interface IOperations
{
    /// <summary>Null: no such organization.</summary>
    Task<Org?> GetOrgAsync(Guid org, CancellationToken cancellationToken);

    Task<Outcome<Meeting>> GetMeetingAsync(Guid org, Guid meeting, CancellationToken cancellationToken);

    /// <summary>Newest first. Null: no such organization.</summary>
    Task<List<ListedMeeting>?> ListMeetingsAsync(Guid org, Guid before, int limit, CancellationToken cancellationToken);

    Task<Outcome<List<ListedParticipant>>> ListParticipantsAsync(
        Guid org, Guid meeting, Guid before, int limit, CancellationToken cancellationToken);

    Task<Outcome<Joined>> JoinAsync(JoinOrder order, AuditStamp audit, CancellationToken cancellationToken);

    Task<Outcome<CreatedMeeting>> CreateMeetingAsync(CreateOrder order, AuditStamp audit, CancellationToken cancellationToken);

    Task<Outcome<Claimed>> ClaimAsync(Guid org, Guid meeting, Guid controller, AuditStamp audit, CancellationToken cancellationToken);

    /// <summary>Of a controller, which is the platform's: no tenant, no row in the trail.</summary>
    Task<Outcome<Beat>> HeartbeatAsync(BeatOrder order, CancellationToken cancellationToken);
}
