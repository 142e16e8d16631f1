using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;
using DarkTower.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DarkTower.GcDatabase.Participants;

internal sealed record GetParticipantResponse(
    Guid ParticipantId, Guid MeetingId, Guid? UserId, string DisplayName, ParticipantType ParticipantType, ParticipantRole Role,
    DateTimeOffset JoinedAt, DateTimeOffset? LeftAt, LeaveReason? LeaveReason);

internal static partial class GetParticipant
{
    [TenantQuery("participants", """
        SELECT m.meeting_id AS known_meeting_id, p.participant_id, p.meeting_id, p.user_id, p.display_name, p.participant_type, p.role,
            p.joined_at, p.left_at, p.leave_reason
        FROM organizations AS o
        LEFT JOIN meetings AS m ON m.org_id = @org AND m.meeting_id = @meeting AND m.deleted_at IS NULL
        LEFT JOIN participants AS p ON p.org_id = @org AND p.meeting_id = m.meeting_id AND p.participant_id = @participant
        WHERE o.org_id = @org AND o.deleted_at IS NULL
        """)]
    private static partial Task<(Guid? KnownMeetingId, GetParticipantResponse? Participant)?> GetParticipantAsync(
        Database database, OrgId org, MeetingId meeting, ParticipantId participant, CancellationToken cancellationToken);

    public static void Map(IEndpointRouteBuilder participants) => participants.MapGet("/{participant}", HandleAsync)
        .RequireScope("participants:read")
        .WithName("GetParticipant")
        .WithSummary("A participant of the meeting by id, also one who has left")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<GetParticipantResponse>, ProblemHttpResult>> HandleAsync(
        OrgId org, MeetingId meeting, ParticipantId participant, Database database, CancellationToken cancellationToken)
    {
        if (await GetParticipantAsync(database, org, meeting, participant, cancellationToken) is not var (known, found))
            return Refusals.Of("org-not-found");
        if (known is null) return Refusals.Of("meeting-not-found");
        return found is null ? Refusals.Of("participant-not-found") : TypedResults.Ok(found);
    }
}
