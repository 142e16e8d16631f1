using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace DarkTower.Peers.EfCore;

/// <summary>Load with a lock, change what was loaded, save: the change tracker sends all of it in one batch.</summary>
internal sealed partial class EfOperations
{
    public async Task<Outcome<Joined>> JoinAsync(JoinOrder order, AuditStamp audit, CancellationToken cancellationToken)
    {
        try
        {
            return await InTenantAsync(order.Org, context => JoinAsync(context, order, audit, cancellationToken), cancellationToken);
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return new Outcome<Joined>("already-joined", null);
        }
    }

    private static async Task<Outcome<Joined>> JoinAsync(
        GcContext context, JoinOrder order, AuditStamp audit, CancellationToken cancellationToken)
    {
        if (await FindOrgStatus(context, order.Org) is not { } org) return new Outcome<Joined>("org-not-found", null);
        if (await LockMeetingAsync(context, order.Org, order.Meeting, cancellationToken) is not { } meeting)
            return new Outcome<Joined>("meeting-not-found", null);
        var user = await FindUserAsync(context, order.Org, order.UserId, cancellationToken);
        var present = order.UserId is { } id && await context.Participants.AnyAsync(
            row => row.OrgId == order.Org && row.MeetingId == order.Meeting && row.UserId == id && row.LeftAt == null, cancellationToken);
        if (Decisions.Join(order, org, meeting.Status, meeting.ActiveParticipants, meeting.MaxParticipants, meeting.RequireAuth,
                meeting.AllowGuests, meeting.AllowExternalParticipants, user?.Status, present) is { } refusal)
            return new Outcome<Joined>(refusal, null);

        var activates = meeting.Status == "scheduled";
        meeting.ActiveParticipants++;
        if (activates)
        {
            meeting.Status = "active";
            meeting.ActualStartTime = DateTimeOffset.UtcNow;
            meeting.Version++;
        }
        var participant = new ParticipantEntity
        {
            OrgId = order.Org, MeetingId = order.Meeting, ParticipantId = order.Participant, UserId = order.UserId,
            DisplayName = order.DisplayName ?? user!.DisplayName, ParticipantType = order.Type, Role = order.Role,
            IpAddress = order.IpAddress, UserAgent = order.UserAgent, ClientVersion = order.ClientVersion,
        };
        context.Participants.Add(participant);
        AddAudit(context, order.Org, audit, "participant.joined", "participant", order.Participant, new AuditDetails
        {
            ["meetingId"] = order.Meeting, ["userId"] = order.UserId, ["participantType"] = order.Type, ["role"] = order.Role,
            ["activatedMeeting"] = activates,
        });
        await context.SaveChangesAsync(cancellationToken);
        return new Outcome<Joined>(null, new Joined(
            order.Participant, order.Meeting, order.UserId, participant.DisplayName, order.Type, order.Role, participant.JoinedAt,
            meeting.ActiveParticipants));
    }

    public Task<Outcome<CreatedMeeting>> CreateMeetingAsync(CreateOrder order, AuditStamp audit, CancellationToken cancellationToken) =>
        InTenantAsync(order.Org, async context =>
        {
            var request = order.Request;
            var org = await context.Orgs
                .FromSql($"SELECT * FROM organizations WHERE org_id = {order.Org} AND deleted_at IS NULL FOR NO KEY UPDATE")
                .AsTracking().SingleOrDefaultAsync(cancellationToken);
            if (org is null) return new Outcome<CreatedMeeting>("org-not-found", null);
            var creator = await FindUserAsync(context, order.Org, request.CreatedByUserId, cancellationToken);
            if (Decisions.Create(order, org.Status, org.OpenMeetings, org.MaxConcurrentMeetings, creator?.Status) is { } refusal)
                return new Outcome<CreatedMeeting>(refusal, null);

            org.OpenMeetings++;
            var meeting = new MeetingEntity
            {
                OrgId = order.Org, MeetingId = order.Meeting, MeetingCode = order.MeetingCode, CreatedByUserId = request.CreatedByUserId,
                DisplayName = request.DisplayName!, JoinSecretHash = order.JoinSecretHash,
                MaxParticipants = Math.Min(order.MaxParticipants, org.MaxParticipantsPerMeeting),
                EnableE2eEncryption = request.EnableE2eEncryption, RequireAuth = order.RequireAuth,
                AllowRecording = request.AllowRecording, AllowGuests = request.AllowGuests,
                AllowExternalParticipants = request.AllowExternalParticipants, WaitingRoomEnabled = request.WaitingRoomEnabled,
                ScheduledStartTime = request.ScheduledStartTime?.ToUniversalTime(),
            };
            context.Meetings.Add(meeting);
            context.MeetingCodes.Add(
                new MeetingCodeEntity { MeetingCode = order.MeetingCode, OrgId = order.Org, MeetingId = order.Meeting });
            AddAudit(context, order.Org, audit, "meeting.created", "meeting", order.Meeting, new AuditDetails
            {
                ["createdByUserId"] = request.CreatedByUserId, ["maxParticipants"] = meeting.MaxParticipants,
            });
            await context.SaveChangesAsync(cancellationToken);
            return new Outcome<CreatedMeeting>(null, new CreatedMeeting(
                meeting.MeetingId, meeting.MeetingCode, meeting.CreatedByUserId, meeting.DisplayName, meeting.MaxParticipants,
                meeting.EnableE2eEncryption, meeting.RequireAuth, meeting.AllowRecording, meeting.AllowGuests,
                meeting.AllowExternalParticipants, meeting.WaitingRoomEnabled, meeting.Status, meeting.ScheduledStartTime,
                meeting.Version, meeting.CreatedAt));
        }, cancellationToken);

    public Task<Outcome<Claimed>> ClaimAsync(
        Guid org, Guid meeting, Guid controller, AuditStamp audit, CancellationToken cancellationToken) =>
        InTenantAsync(org, async context =>
        {
            if (await FindOrgStatus(context, org) is null) return new Outcome<Claimed>("org-not-found", null);
            if (await LockMeetingAsync(context, org, meeting, cancellationToken) is not { } found)
                return new Outcome<Claimed>("meeting-not-found", null);
            if (found.Status is not ("scheduled" or "active")) return new Outcome<Claimed>("meeting-not-open", null);
            found.Generation++;
            found.OwnerControllerId = controller;
            found.OwnerClaimedAt = DateTimeOffset.UtcNow;
            AddAudit(context, org, audit, "meeting.claimed", "meeting", meeting, new AuditDetails
            {
                ["generation"] = found.Generation, ["controllerId"] = controller,
            });
            await context.SaveChangesAsync(cancellationToken);
            return new Outcome<Claimed>(null, new Claimed(meeting, found.Generation, controller, found.OwnerClaimedAt.Value));
        }, cancellationToken);

    public async Task<Outcome<Beat>> HeartbeatAsync(BeatOrder order, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var now = DateTimeOffset.UtcNow;
        var taken = await context.Load
            .Where(row => row.ControllerId == order.Controller && row.Epoch == order.Epoch && row.HeartbeatSeq < order.Sequence)
            .ExecuteUpdateAsync(set => set
                .SetProperty(row => row.HeartbeatSeq, order.Sequence)
                .SetProperty(row => row.LastHeartbeatAt, now)
                .SetProperty(row => row.CurrentMeetings, order.CurrentMeetings)
                .SetProperty(row => row.CurrentParticipants, order.CurrentParticipants)
                .SetProperty(row => row.Health, row => row.DrainDeadline > now ? "draining"
                    : row.DrainDeadline != null ? "unhealthy" : order.Health), cancellationToken);
        var row = await context.Load.SingleOrDefaultAsync(row => row.ControllerId == order.Controller, cancellationToken);
        return row is null ? new Outcome<Beat>("controller-not-found", null)
            : taken == 0 ? new Outcome<Beat>("stale-heartbeat", null)
            : new Outcome<Beat>(null, new Beat(row.Epoch, row.HeartbeatSeq, row.Health, row.DrainDeadline));
    }

    private static Task<MeetingEntity?> LockMeetingAsync(GcContext context, Guid org, Guid meeting, CancellationToken cancellationToken) =>
        context.Meetings
            .FromSql($"""
                SELECT * FROM meetings WHERE org_id = {org} AND meeting_id = {meeting} AND deleted_at IS NULL FOR NO KEY UPDATE
                """)
            .AsTracking().SingleOrDefaultAsync(cancellationToken);

    private static Task<UserEntity?> FindUserAsync(GcContext context, Guid org, Guid? user, CancellationToken cancellationToken) =>
        user is { } id
            ? context.Users.SingleOrDefaultAsync(
                row => row.OrgId == org && row.UserId == id && row.DeletedAt == null, cancellationToken)
            : Task.FromResult<UserEntity?>(null);

    private static void AddAudit(
        GcContext context, Guid org, AuditStamp audit, string action, string targetType, Guid target, AuditDetails details) =>
        context.Audit.Add(new AuditEntity
        {
            OrgId = org, AuditId = audit.Id, ActorType = audit.ActorType, ActorId = audit.ActorId, IpAddress = audit.IpAddress,
            UserAgent = audit.UserAgent, RequestId = audit.RequestId, Action = action, TargetType = targetType,
            TargetId = target.ToString(), Details = JsonSerializer.Serialize(details),
        });
}
