namespace DarkTower.GcDatabase.Tests.Harness;

public static class RecordingCalls
{
    extension(GcClient gc)
    {
        public Task<Answer> PostRecordingAsync(Guid org, Guid meeting, object? body = null) => gc.PostAsync(
            $"{MeetingCalls.Meeting(org, meeting)}/recordings",
            body ?? new { storageBucket = "recordings", storagePath = $"{Guid.NewGuid()}.webm" });

        public Task<Answer> GetRecordingAsync(Guid org, Guid meeting, Guid recording) =>
            gc.GetAsync($"{MeetingCalls.Meeting(org, meeting)}/recordings/{recording}");

        public Task<Answer> PatchRecordingAsync(Guid org, Guid meeting, Guid recording, object body) =>
            gc.PatchAsync($"{MeetingCalls.Meeting(org, meeting)}/recordings/{recording}", body, etag: null);

        public Task<Guid> NewRecordableMeetingAsync(Guid org) =>
            gc.NewActiveMeetingAsync(org, new { displayName = "m", allowRecording = true, allowGuests = true });

        public async Task<Guid> NewRecordingAsync(Guid org, Guid meeting) =>
            (await gc.PostRecordingAsync(org, meeting)).Expect(201).Id("recordingId");
    }
}
