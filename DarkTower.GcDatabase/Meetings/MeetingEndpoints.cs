namespace DarkTower.GcDatabase.Meetings;

internal static class MeetingEndpoints
{
    public static void MapMeetings(this IEndpointRouteBuilder v1)
    {
        var meetings = v1.MapGroup("/orgs/{org}/meetings").WithTags("Meetings");
        CreateMeeting.Map(meetings);
        ListMeetings.Map(meetings);
        GetMeeting.Map(meetings);
        ClaimMeeting.Map(meetings);
        ResolveMeetingCode.Map(v1);
    }
}
