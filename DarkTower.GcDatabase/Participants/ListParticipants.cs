using System.ComponentModel;
using DarkTower.GcDatabase.Infrastructure;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace DarkTower.GcDatabase.Participants;

internal sealed record ListParticipantsResponse(List<ListedParticipant> Items, string? NextCursor);

internal sealed record ListedParticipant(
    Guid ParticipantId, Guid? UserId, string DisplayName, string ParticipantType, string Role, DateTimeOffset JoinedAt,
    DateTimeOffset? LeftAt, string? LeaveReason);

internal static class ListParticipants
{
    private static readonly Statement List = new("ListParticipants", "participants", """
        SELECT m.meeting_id, p.participant_id, p.user_id, p.display_name, p.participant_type, p.role, p.joined_at, p.left_at, p.leave_reason
        FROM organizations AS o
        LEFT JOIN meetings AS m ON m.org_id = $1 AND m.meeting_id = $2 AND m.deleted_at IS NULL
        LEFT JOIN LATERAL (
            SELECT participant_id, user_id, display_name, participant_type, role, joined_at, left_at, leave_reason
            FROM participants
            WHERE org_id = $1 AND meeting_id = m.meeting_id AND participant_id < $3 AND (left_at IS NULL OR NOT $5)
            ORDER BY participant_id DESC
            LIMIT $4
        ) AS p ON true
        WHERE o.org_id = $1 AND o.deleted_at IS NULL
        ORDER BY p.participant_id DESC
        """);

    public static void Map(IEndpointRouteBuilder participants) => participants.MapGet("", HandleAsync)
        .RequireScope("participants:read")
        .WithName("ListParticipants")
        .WithSummary("Participants of the meeting, newest first")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<ListParticipantsResponse>, ProblemHttpResult>> HandleAsync(
        OrgId org, MeetingId meeting, [AsParameters] Page page, [Description("true: only who has not left.")] bool? active,
        TenantDatabase database, CancellationToken cancellationToken)
    {
        var faults = new Faults();
        page.Validate(faults);
        if (faults.Any) return faults.ToProblem();

        var rows = await database.QueryAsync(org, List, row => (MeetingFound: !row.IsDBNull(0), Participant: Read(row)), cancellationToken,
            Param.Uuid(org.Value), Param.Uuid(meeting.Value), Param.Uuid(page.Before), Param.Int(page.Size + 1),
            Param.Bool(active ?? false));
        if (rows is []) return Refusals.Of("org-not-found");
        if (!rows[0].MeetingFound) return Refusals.Of("meeting-not-found");
        var (items, next) = page.Cut(rows.Select(row => row.Participant).OfType<ListedParticipant>().ToList(), item => item.ParticipantId);
        return TypedResults.Ok(new ListParticipantsResponse(items, next));
    }

    private static ListedParticipant? Read(NpgsqlDataReader row) => row.IsDBNull(1)
        ? null
        : new(row.GetGuid(1), row.GetGuidOrNull(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetTime(6),
            row.GetTimeOrNull(7), row.GetStringOrNull(8));
}
