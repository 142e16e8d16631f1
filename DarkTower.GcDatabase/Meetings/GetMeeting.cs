using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.GcDatabase.Meetings;

internal sealed record GetMeetingResponse(
    Guid MeetingId, string MeetingCode, Guid? CreatedByUserId, string DisplayName, int MaxParticipants, bool EnableE2eEncryption,
    bool RequireAuth, bool AllowRecording, bool AllowGuests, bool AllowExternalParticipants, bool WaitingRoomEnabled, MeetingStatus Status,
    DateTimeOffset? ScheduledStartTime, DateTimeOffset? ActualStartTime, DateTimeOffset? EndedAt, int ActiveParticipants,
    long Generation, Guid? OwnerControllerId, DateTimeOffset? OwnerClaimedAt, long Version, DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt);

internal static partial class GetMeeting
{
    [TenantQuery("meetings", """
        SELECT o.org_id, m.meeting_id, m.meeting_code, m.created_by_user_id, m.display_name, m.max_participants, m.enable_e2e_encryption,
            m.require_auth, m.allow_recording, m.allow_guests, m.allow_external_participants, m.waiting_room_enabled, m.status,
            m.scheduled_start_time, m.actual_start_time, m.ended_at, m.active_participants, m.generation, m.owner_controller_id,
            m.owner_claimed_at, m.version, m.created_at, m.updated_at
        FROM organizations AS o
        LEFT JOIN meetings AS m ON m.org_id = @org AND m.meeting_id = @meeting AND m.deleted_at IS NULL
        WHERE o.org_id = @org AND o.deleted_at IS NULL
        """)]
    private static partial Task<(Guid OrgId, GetMeetingResponse? Meeting)?> GetMeetingAsync(
        Database database, OrgId org, MeetingId meeting, CancellationToken cancellationToken);

    public static void Map(IEndpointRouteBuilder meetings) => meetings.MapGet("/{meeting}", HandleAsync)
        .RequireScope("meetings:read")
        .WithName("GetMeeting")
        .WithSummary("A meeting by id")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<GetMeetingResponse>, ProblemHttpResult>> HandleAsync(
        OrgId org, MeetingId meeting, Database database, HttpResponse response, CancellationToken cancellationToken)
    {
        if (await GetMeetingAsync(database, org, meeting, cancellationToken) is not var (_, found)) return Refusals.Of("org-not-found");
        if (found is null) return Refusals.Of("meeting-not-found");
        response.SetEntityTag(found.Version);
        return TypedResults.Ok(found);
    }
}
