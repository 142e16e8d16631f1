namespace DarkTower.GcDatabase.Recordings;

internal static class RecordingEndpoints
{
    public static void MapRecordings(this IEndpointRouteBuilder v1)
    {
        var recordings = v1.MapGroup("/orgs/{org}/meetings/{meeting}/recordings").WithTags("Recordings");
        StartRecording.Map(recordings);
        ListRecordings.Map(recordings);
        GetRecording.Map(recordings);
        UpdateRecording.Map(recordings);
    }
}
