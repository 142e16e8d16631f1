namespace DarkTower.GcDatabase.Meetings;

internal static class MeetingEndpoints
{
    public static void MapMeetings(this IEndpointRouteBuilder v1)
    {
        var meetings = v1.MapGroup("/orgs/{org}/meetings").WithTags("Meetings");
        CreateMeeting.Map(meetings);
        ListMeetings.Map(meetings);
        GetMeeting.Map(meetings);
        UpdateMeeting.Map(meetings);
        DeleteMeeting.Map(meetings);
        ActivateMeeting.Map(meetings);
        EndMeeting.Map(meetings);
        CancelMeeting.Map(meetings);
        ClaimMeeting.Map(meetings);
        ResolveMeetingCode.Map(v1);
    }
}
