using DarkTower.McState.Participants;

namespace DarkTower.McState.Meetings;

internal static class MeetingRoutes
{
    public static void MapMeetings(this IEndpointRouteBuilder app)
    {
        var meeting = app.MapGroup("/v1/orgs/{org}/meetings/{meeting}");
        ClaimMeeting.Map(meeting);
        GetSnapshot.Map(meeting);
        meeting.MapParticipants();
    }
}
