using Microsoft.EntityFrameworkCore;

namespace DarkTower.Peers.EfCore;

/// <summary>EF Core as its users are told to make it fast: pooled contexts, compiled queries; the tenant in a transaction.</summary>
internal sealed partial class EfOperations(IDbContextFactory<GcContext> contexts) : IOperations
{
    private static readonly Func<GcContext, Guid, Task<Org?>> FindOrg = EF.CompileAsyncQuery((GcContext context, Guid org) => context.Orgs
        .Where(row => row.OrgId == org && row.DeletedAt == null)
        .Select(row => new Org(
            row.OrgId, row.Subdomain, row.DisplayName, row.PlanTier, row.MaxConcurrentMeetings, row.MaxParticipantsPerMeeting,
            row.MaxMonthlyMeetingMinutes, row.OpenMeetings, row.Status, row.SuspensionReason, row.Version, row.CreatedAt, row.UpdatedAt))
        .SingleOrDefault());

    private static readonly Func<GcContext, Guid, Task<string?>> FindOrgStatus = EF.CompileAsyncQuery(
        (GcContext context, Guid org) => context.Orgs.Where(row => row.OrgId == org && row.DeletedAt == null)
            .Select(row => row.Status).SingleOrDefault());

    private static readonly Func<GcContext, Guid, Guid, Task<Meeting?>> FindMeeting = EF.CompileAsyncQuery(
        (GcContext context, Guid org, Guid meeting) => context.Meetings
            .Where(row => row.OrgId == org && row.MeetingId == meeting && row.DeletedAt == null)
            .Select(row => new Meeting(
                row.MeetingId, row.MeetingCode, row.CreatedByUserId, row.DisplayName, row.MaxParticipants, row.EnableE2eEncryption,
                row.RequireAuth, row.AllowRecording, row.AllowGuests, row.AllowExternalParticipants, row.WaitingRoomEnabled, row.Status,
                row.ScheduledStartTime, row.ActualStartTime, row.EndedAt, row.ActiveParticipants, row.Generation, row.OwnerControllerId,
                row.OwnerClaimedAt, row.Version, row.CreatedAt, row.UpdatedAt))
            .SingleOrDefault());

    private static readonly Func<GcContext, Guid, Guid, int, IAsyncEnumerable<ListedMeeting>> FindMeetings = EF.CompileAsyncQuery(
        (GcContext context, Guid org, Guid before, int limit) => context.Meetings
            .Where(row => row.OrgId == org && row.MeetingId < before && row.DeletedAt == null)
            .OrderByDescending(row => row.MeetingId)
            .Take(limit)
            .Select(row => new ListedMeeting(
                row.MeetingId, row.MeetingCode, row.CreatedByUserId, row.DisplayName, row.MaxParticipants, row.Status,
                row.ScheduledStartTime, row.ActualStartTime, row.EndedAt, row.ActiveParticipants, row.Version, row.CreatedAt)));

    private static readonly Func<GcContext, Guid, Guid, Guid, int, IAsyncEnumerable<ListedParticipant>> FindParticipants =
        EF.CompileAsyncQuery((GcContext context, Guid org, Guid meeting, Guid before, int limit) => context.Participants
            .Where(row => row.OrgId == org && row.MeetingId == meeting && row.ParticipantId < before)
            .OrderByDescending(row => row.ParticipantId)
            .Take(limit)
            .Select(row => new ListedParticipant(
                row.ParticipantId, row.UserId, row.DisplayName, row.ParticipantType, row.Role, row.JoinedAt, row.LeftAt,
                row.LeaveReason)));

    public Task<Org?> GetOrgAsync(Guid org, CancellationToken cancellationToken) =>
        InTenantAsync(org, context => FindOrg(context, org), cancellationToken);

    public Task<Outcome<Meeting>> GetMeetingAsync(Guid org, Guid meeting, CancellationToken cancellationToken) =>
        InTenantAsync(org, async context => await FindMeeting(context, org, meeting) is { } found
            ? new Outcome<Meeting>(null, found)
            : new Outcome<Meeting>(await MissingAsync(context, org), null), cancellationToken);

    public Task<List<ListedMeeting>?> ListMeetingsAsync(Guid org, Guid before, int limit, CancellationToken cancellationToken) =>
        InTenantAsync(org, async context =>
        {
            var rows = await ListAsync(FindMeetings(context, org, before, limit), cancellationToken);
            return rows is [] && await FindOrgStatus(context, org) is null ? null : rows;
        }, cancellationToken);

    public Task<Outcome<List<ListedParticipant>>> ListParticipantsAsync(
        Guid org, Guid meeting, Guid before, int limit, CancellationToken cancellationToken) => InTenantAsync(org, async context =>
        {
            var rows = await ListAsync(FindParticipants(context, org, meeting, before, limit), cancellationToken);
            return rows is [] && await FindMeeting(context, org, meeting) is null
                ? new Outcome<List<ListedParticipant>>(await MissingAsync(context, org), null)
                : new Outcome<List<ListedParticipant>>(null, rows);
        }, cancellationToken);

    private static async Task<string> MissingAsync(GcContext context, Guid org) =>
        await FindOrgStatus(context, org) is null ? "org-not-found" : "meeting-not-found";

    private static async Task<List<T>> ListAsync<T>(IAsyncEnumerable<T> query, CancellationToken cancellationToken)
    {
        List<T> rows = [];
        await foreach (var row in query.WithCancellation(cancellationToken)) rows.Add(row);
        return rows;
    }

    private async Task<T> InTenantAsync<T>(Guid org, Func<GcContext, Task<T>> run, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await context.Database.ExecuteSqlAsync($"SELECT set_config('app.org_id', {org.ToString()}, true)", cancellationToken);
        var result = await run(context);
        await transaction.CommitAsync(cancellationToken);
        return result;
    }
}
