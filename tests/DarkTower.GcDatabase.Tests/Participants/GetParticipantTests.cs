using DarkTower.GcDatabase.Tests.Harness;

namespace DarkTower.GcDatabase.Tests.Participants;

[Collection(GcDatabaseTests.Name)]
public sealed class GetParticipantTests(GcDatabaseProcess process)
{
    private GcClient Gc => process.Gc;

    [Fact]
    public async Task The_location_of_a_join_leads_to_the_participant_also_after_it_left()
    {
        var org = await Gc.NewOrgAsync();
        var (meeting, user) = (await Gc.NewMeetingAsync(org), await Gc.NewUserAsync(org));
        var joined = (await Gc.JoinAsync(org, meeting, user)).Expect(201);
        var location = joined.Headers.Location!.ToString();

        var present = (await Gc.GetAsync(location)).Expect(200);
        foreach (var property in joined.Json.EnumerateObject().Where(p => p.Name != "activeParticipants"))
            Assert.Equal(property.Value.ToString(), present[property.Name].ToString());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, present["leftAt"].ValueKind);

        (await Gc.LeaveAsync(org, meeting, joined.Id("participantId"), "connection_lost")).Expect(204);
        Assert.Equal("connection_lost", (await Gc.GetAsync(location)).Expect(200)["leaveReason"].GetString());
    }

    [Fact]
    public async Task Unknown_organization_meeting_and_participant_are_told_apart()
    {
        var org = await Gc.NewOrgAsync();
        var (meeting, other) = (await Gc.NewMeetingAsync(org), await Gc.NewMeetingAsync(org));
        var participant = (await Gc.JoinAsGuestAsync(org, meeting)).Expect(201).Id("participantId");

        (await GetAsync(Guid.NewGuid(), meeting, participant)).ExpectRefusal(404, "org-not-found");
        (await GetAsync(org, Guid.NewGuid(), participant)).ExpectRefusal(404, "meeting-not-found");
        (await GetAsync(org, other, participant)).ExpectRefusal(404, "participant-not-found");
        (await GetAsync(org, meeting, Guid.NewGuid())).ExpectRefusal(404, "participant-not-found");

        Task<Answer> GetAsync(Guid org, Guid meeting, Guid participant) =>
            Gc.GetAsync($"{GcClient.Participants(org, meeting)}/{participant}");
    }
}
