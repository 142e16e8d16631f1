using DarkTower.GcDatabase.Tests.Harness;

namespace DarkTower.GcDatabase.Tests.Recordings;

[Collection(GcDatabaseTests.Name)]
public sealed class ReadRecordingTests(GcDatabaseProcess process)
{
    private GcClient Gc => process.Gc;

    [Fact]
    public async Task Recordings_of_the_meeting_are_listed_newest_first_page_by_page()
    {
        var org = await Gc.NewOrgAsync();
        var (meeting, other) = (await Gc.NewRecordableMeetingAsync(org), await Gc.NewRecordableMeetingAsync(org));
        var made = new List<Guid>();
        for (var i = 0; i < 5; i++) made.Add(await Gc.NewRecordingAsync(org, meeting));
        await Gc.NewRecordingAsync(org, other);

        var seen = new List<Guid>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = (await ListAsync(org, meeting, "?limit=2" + (cursor.Length > 0 ? $"&cursor={cursor}" : ""))).Expect(200);
            seen.AddRange(page.Items.Select(item => item.GetProperty("recordingId").GetGuid()));
            cursor = page["nextCursor"].GetString();
        }

        Assert.Equal(made.OrderDescending(), seen);
    }

    [Fact]
    public async Task Unknown_organization_meeting_and_recording_are_told_apart()
    {
        var org = await Gc.NewOrgAsync();
        var (meeting, other) = (await Gc.NewRecordableMeetingAsync(org), await Gc.NewRecordableMeetingAsync(org));
        var recording = await Gc.NewRecordingAsync(org, meeting);

        (await ListAsync(Guid.NewGuid(), meeting)).ExpectRefusal(404, "org-not-found");
        (await ListAsync(org, Guid.NewGuid())).ExpectRefusal(404, "meeting-not-found");
        (await ListAsync(org, meeting, "?limit=0")).ExpectRefusal(400, "invalid-request");
        (await Gc.GetRecordingAsync(Guid.NewGuid(), meeting, recording)).ExpectRefusal(404, "org-not-found");
        (await Gc.GetRecordingAsync(org, Guid.NewGuid(), recording)).ExpectRefusal(404, "meeting-not-found");
        (await Gc.GetRecordingAsync(org, other, recording)).ExpectRefusal(404, "recording-not-found");
        (await Gc.GetRecordingAsync(org, meeting, Guid.NewGuid())).ExpectRefusal(404, "recording-not-found");
    }

    private Task<Answer> ListAsync(Guid org, Guid meeting, string query = "") =>
        Gc.GetAsync($"{MeetingCalls.Meeting(org, meeting)}/recordings{query}");
}
