using DarkTower.GcDatabase.Tests.Harness;

namespace DarkTower.GcDatabase.Tests.Infrastructure;

[Collection(GcDatabaseTests.Name)]
public sealed class IsolationTests(GcDatabaseProcess process)
{
    private GcClient Gc => process.Gc;

    [Fact]
    public async Task Another_organizations_resource_is_byte_for_byte_like_one_that_does_not_exist()
    {
        var (mine, theirs) = (await Gc.NewOrgAsync(), await Gc.NewOrgAsync());
        var user = await Gc.NewUserAsync(theirs);
        var meeting = await Gc.NewMeetingAsync(theirs);
        var participant = (await Gc.JoinAsync(theirs, meeting, user)).Expect(201).Id("participantId");
        var myMeeting = await Gc.NewMeetingAsync(mine);
        var myUser = await Gc.NewUserAsync(mine);
        var (before, theirsBefore) = (await process.FootprintAsync(mine), await process.FootprintAsync(theirs));

        await SameAsync(id => Gc.GetAsync($"/v1/orgs/{mine}/users/{id}"), user);
        await SameAsync(id => Gc.GetAsync($"/v1/orgs/{mine}/meetings/{id}"), meeting);
        await SameAsync(id => Gc.GetAsync(GcClient.Participants(mine, id)), meeting);
        await SameAsync(id => Gc.JoinAsync(mine, id, myUser), meeting);
        await SameAsync(id => Gc.JoinAsync(mine, myMeeting, id), user);
        await SameAsync(id => Gc.JoinAsGuestAsync(mine, id), meeting);
        await SameAsync(id => Gc.ClaimAsync(mine, id), meeting);
        await SameAsync(id => Gc.LeaveAsync(mine, id, participant), meeting);
        await SameAsync(id => Gc.LeaveAsync(mine, myMeeting, id), participant);
        await SameAsync(id => Gc.PostMeetingAsync(mine, new { displayName = "m", createdByUserId = id }), user);

        Assert.Equal(before, await process.FootprintAsync(mine));
        Assert.Equal(theirsBefore, await process.FootprintAsync(theirs));

        // The allowed twin: every one of these is there for its own organization.
        (await Gc.GetAsync($"/v1/orgs/{theirs}/users/{user}")).Expect(200);
        (await Gc.GetAsync($"/v1/orgs/{theirs}/meetings/{meeting}")).Expect(200);
        (await Gc.ClaimAsync(theirs, meeting)).Expect(200);
        (await Gc.LeaveAsync(theirs, meeting, participant)).Expect(204);

        static async Task SameAsync(Func<Guid, Task<Answer>> call, Guid foreign)
        {
            var (theirs, nobodys) = (await call(foreign), await call(Guid.NewGuid()));
            Assert.Equal(404, theirs.Status);
            Assert.Equal((nobodys.Status, nobodys.Text, nobodys.ContentType), (theirs.Status, theirs.Text, theirs.ContentType));
            Assert.Equal(nobodys.Headers.Select(h => h.Key), theirs.Headers.Select(h => h.Key));
        }
    }

    [Fact]
    public async Task Lists_never_show_another_organizations_items_not_even_by_its_cursor()
    {
        var (mine, theirs) = (await Gc.NewOrgAsync(), await Gc.NewOrgAsync());
        await Gc.NewUserAsync(mine);
        for (var i = 0; i < 3; i++)
        {
            await Gc.NewUserAsync(theirs);
            await Gc.NewMeetingAsync(theirs);
        }
        var cursor = (await Gc.GetAsync($"/v1/orgs/{theirs}/users?limit=1")).Expect(200)["nextCursor"].GetString();

        Assert.Single((await Gc.GetAsync($"/v1/orgs/{mine}/users")).Expect(200).Items);
        Assert.Single((await Gc.GetAsync($"/v1/orgs/{mine}/users?cursor={cursor}")).Expect(200).Items);
        Assert.Empty((await Gc.GetAsync($"/v1/orgs/{mine}/meetings")).Expect(200).Items);
        Assert.Equal(0, (await Gc.GetAsync($"/v1/orgs/{mine}"))["openMeetings"].GetInt32());
    }
}
