namespace DarkTower.GcDatabase.MediaHandlers;

internal static class MediaHandlerEndpoints
{
    public static void MapMediaHandlers(this IEndpointRouteBuilder v1)
    {
        var handlers = v1.MapGroup("/media-handlers").WithTags("Media handlers");
        RegisterMediaHandler.Map(handlers);
        HeartbeatMediaHandler.Map(handlers);
        DrainMediaHandler.Map(handlers);
        CountMediaHandlers.Map(handlers);
        PickMediaHandlers.Map(handlers);
        GetMediaHandler.Map(handlers);
        ListMediaHandlers.Map(handlers);
    }
}
