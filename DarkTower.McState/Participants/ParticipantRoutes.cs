namespace DarkTower.McState.Participants;

internal static class ParticipantRoutes
{
    public static void MapParticipants(this IEndpointRouteBuilder meeting)
    {
        var participants = meeting.MapGroup("/participants");
        JoinMeeting.Map(participants);
        HeartbeatParticipants.Map(participants);
    }
}
