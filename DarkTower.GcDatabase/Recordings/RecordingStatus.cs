namespace DarkTower.GcDatabase.Recordings;

internal enum RecordingStatus
{
    Recording,
    Processing,
    Ready,
    Failed,
}
