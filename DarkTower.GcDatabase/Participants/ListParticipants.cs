using System.ComponentModel;
using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.GcDatabase.Participants;

internal sealed record ListParticipantsResponse(List<ListedParticipant> Items, string? NextCursor);

internal sealed record ListedParticipant(
    Guid ParticipantId, Guid? UserId, string DisplayName, ParticipantType ParticipantType, ParticipantRole Role,
    DateTimeOffset JoinedAt, DateTimeOffset? LeftAt, LeaveReason? LeaveReason);

internal static partial class ListParticipants
{
    [TenantQuery("participants", """
        SELECT m.meeting_id, p.participant_id, p.user_id, p.display_name, p.participant_type, p.role, p.joined_at, p.left_at, p.leave_reason
        FROM organizations AS o
        LEFT JOIN meetings AS m ON m.org_id = @org AND m.meeting_id = @meeting AND m.deleted_at IS NULL
        LEFT JOIN LATERAL (
            SELECT participant_id, user_id, display_name, participant_type, role, joined_at, left_at, leave_reason
            FROM participants
            WHERE org_id = @org AND meeting_id = m.meeting_id AND participant_id < @before AND (left_at IS NULL OR NOT @active_only)
            ORDER BY participant_id DESC
            LIMIT @limit
        ) AS p ON true
        WHERE o.org_id = @org AND o.deleted_at IS NULL
        ORDER BY p.participant_id DESC
        """)]
    private static partial Task<List<(Guid? MeetingId, ListedParticipant? Participant)>> ListParticipantsAsync(
        Database database, OrgId org, MeetingId meeting, Guid before, long limit, bool activeOnly, CancellationToken cancellationToken);

    public static void Map(IEndpointRouteBuilder participants) => participants.MapGet("", HandleAsync)
        .RequireScope("participants:read")
        .WithName("ListParticipants")
        .WithSummary("Participants of the meeting, newest first")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<ListParticipantsResponse>, ProblemHttpResult>> HandleAsync(
        OrgId org, MeetingId meeting, [AsParameters] Page page, [Description("true: only who has not left.")] bool? active,
        Database database, CancellationToken cancellationToken)
    {
        var faults = new Faults();
        page.Validate(faults);
        if (faults.Any) return faults.ToProblem();

        var rows = await ListParticipantsAsync(database, org, meeting, page.Before, page.Size + 1, active ?? false, cancellationToken);
        if (rows is []) return Refusals.Of("org-not-found");
        if (rows[0].MeetingId is null) return Refusals.Of("meeting-not-found");
        var (items, next) = page.Cut(rows.Select(row => row.Participant).OfType<ListedParticipant>().ToList(), item => item.ParticipantId);
        return TypedResults.Ok(new ListParticipantsResponse(items, next));
    }
}
