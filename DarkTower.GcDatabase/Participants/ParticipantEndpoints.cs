namespace DarkTower.GcDatabase.Participants;

internal static class ParticipantEndpoints
{
    public static void MapParticipants(this IEndpointRouteBuilder v1)
    {
        var participants = v1.MapGroup("/orgs/{org}/meetings/{meeting}/participants").WithTags("Participants");
        JoinMeeting.Map(participants);
        ListParticipants.Map(participants);
        GetParticipant.Map(participants);
        LeaveMeeting.Map(participants);
    }
}
