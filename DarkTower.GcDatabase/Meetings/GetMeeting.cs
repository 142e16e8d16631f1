using DarkTower.GcDatabase.Infrastructure;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace DarkTower.GcDatabase.Meetings;

internal sealed record GetMeetingResponse(
    Guid MeetingId, string MeetingCode, Guid? CreatedByUserId, string DisplayName, int MaxParticipants, bool EnableE2eEncryption,
    bool RequireAuth, bool AllowRecording, bool AllowGuests, bool AllowExternalParticipants, bool WaitingRoomEnabled, string Status,
    DateTimeOffset? ScheduledStartTime, DateTimeOffset? ActualStartTime, DateTimeOffset? EndedAt, int ActiveParticipants,
    long Generation, Guid? OwnerControllerId, DateTimeOffset? OwnerClaimedAt, long Version, DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt);

internal static class GetMeeting
{
    private static readonly Statement Get = new("GetMeeting", "meetings", """
        SELECT m.meeting_id, m.meeting_code, m.created_by_user_id, m.display_name, m.max_participants, m.enable_e2e_encryption,
            m.require_auth, m.allow_recording, m.allow_guests, m.allow_external_participants, m.waiting_room_enabled, m.status,
            m.scheduled_start_time, m.actual_start_time, m.ended_at, m.active_participants, m.generation, m.owner_controller_id,
            m.owner_claimed_at, m.version, m.created_at, m.updated_at
        FROM organizations AS o
        LEFT JOIN meetings AS m ON m.org_id = $1 AND m.meeting_id = $2 AND m.deleted_at IS NULL
        WHERE o.org_id = $1 AND o.deleted_at IS NULL
        """);

    public static void Map(IEndpointRouteBuilder meetings) => meetings.MapGet("/{meeting}", HandleAsync)
        .RequireScope("meetings:read")
        .WithName("GetMeeting")
        .WithSummary("A meeting by id")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<GetMeetingResponse>, ProblemHttpResult>> HandleAsync(
        OrgId org, MeetingId meeting, TenantDatabase database, HttpResponse response, CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync(org, Get, Read, cancellationToken, Param.Uuid(org.Value), Param.Uuid(meeting.Value));
        if (rows is not [var found]) return Refusals.Of("org-not-found");
        if (found is null) return Refusals.Of("meeting-not-found");
        response.SetEntityTag(found.Version);
        return TypedResults.Ok(found);
    }

    private static GetMeetingResponse? Read(NpgsqlDataReader row) => row.IsDBNull(0)
        ? null
        : new(row.GetGuid(0), row.GetString(1), row.GetGuidOrNull(2), row.GetString(3), row.GetInt32(4), row.GetBoolean(5),
            row.GetBoolean(6), row.GetBoolean(7), row.GetBoolean(8), row.GetBoolean(9), row.GetBoolean(10), row.GetString(11),
            row.GetTimeOrNull(12), row.GetTimeOrNull(13), row.GetTimeOrNull(14), row.GetInt32(15), row.GetInt64(16),
            row.GetGuidOrNull(17), row.GetTimeOrNull(18), row.GetInt64(19), row.GetTime(20), row.GetTime(21));
}
