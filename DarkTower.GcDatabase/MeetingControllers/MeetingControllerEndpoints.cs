namespace DarkTower.GcDatabase.MeetingControllers;

internal static class MeetingControllerEndpoints
{
    public static void MapMeetingControllers(this IEndpointRouteBuilder v1)
    {
        var controllers = v1.MapGroup("/meeting-controllers").WithTags("Meeting controllers");
        RegisterMeetingController.Map(controllers);
        HeartbeatMeetingController.Map(controllers);
        DrainMeetingController.Map(controllers);
        CountMeetingControllers.Map(controllers);
        GetMeetingController.Map(controllers);
        ListMeetingControllers.Map(controllers);
    }
}
