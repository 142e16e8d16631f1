using DarkTower.Fixtures;
using DarkTower.GcDatabase.Tests.Harness;

namespace DarkTower.GcDatabase.Tests.Infrastructure;

public sealed class RoundTripTests
{
    [Fact]
    public async Task Every_operation_granted_or_refused_is_one_round_trip_of_two_statements()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        await using var proxy = new CountingProxy(database.AppConnectionString);
        await using var service = await GcDatabaseProcess.StartAsync(proxy.ConnectionString, slowAfter: TimeSpan.FromHours(1));
        var gc = new GcClient(service.Client);

        // Twice each: the second time the statements are prepared.
        for (var pass = 0; pass < 2; pass++)
        {
            var subdomain = GcClient.NewSubdomain();
            var created = await CountedAsync(() => gc.PostAsync("/v1/orgs", new { subdomain, displayName = "o" }), 201);
            var org = created.Id("orgId");
            await CountedAsync(() => gc.GetAsync($"/v1/orgs/{org}"), 200);
            await CountedAsync(() => gc.GetAsync($"/v1/orgs?subdomain={subdomain}"), 200);
            await CountedAsync(() => gc.PostAsync("/v1/orgs", new { subdomain, displayName = "o" }), 409);

            var user = (await CountedAsync(() => gc.PostUserAsync(org, new { email = "a@b.c", displayName = "u" }), 201)).Id("userId");
            await CountedAsync(() => gc.PostUserAsync(org, new { email = "a@b.c", displayName = "u" }), 409);
            await CountedAsync(() => gc.GetAsync($"/v1/orgs/{org}/users/{user}"), 200);
            await CountedAsync(() => gc.GetAsync($"/v1/orgs/{org}/users?limit=10"), 200);
            await CountedAsync(() => gc.GetAsync($"/v1/orgs/{org}/users?email=a@b.c"), 200);

            var meeting = await CountedAsync(() => gc.PostMeetingAsync(org, new { displayName = "m", createdByUserId = user }), 201);
            var id = meeting.Id("meetingId");
            await CountedAsync(() => gc.GetAsync($"/v1/orgs/{org}/meetings/{id}"), 200);
            await CountedAsync(() => gc.GetAsync($"/v1/orgs/{org}/meetings"), 200);
            await CountedAsync(() => gc.GetAsync($"/v1/orgs/{org}/meetings?status=active"), 200);
            await CountedAsync(() => gc.GetAsync($"/v1/meeting-codes/{meeting["meetingCode"].GetString()}"), 200, statements: 1);

            var joined = (await CountedAsync(() => gc.JoinAsync(org, id, user), 201)).Id("participantId");
            await CountedAsync(() => gc.JoinAsync(org, id, user), 409);
            await CountedAsync(() => gc.JoinAsGuestAsync(org, id), 403);
            await CountedAsync(() => gc.GetAsync($"{GcClient.Participants(org, id)}?active=true"), 200);
            await CountedAsync(() => gc.ClaimAsync(org, id), 200);
            await CountedAsync(() => gc.LeaveAsync(org, id, joined), 204);
            await CountedAsync(() => gc.LeaveAsync(org, id, joined), 204);
        }

        async Task<Answer> CountedAsync(Func<Task<Answer>> call, int status, int statements = 2)
        {
            proxy.Reset();
            var answer = (await call()).Expect(status);
            Assert.Equal((1, statements), proxy.Count);
            return answer;
        }
    }

    [Fact]
    public async Task A_request_that_is_not_valid_asks_the_database_nothing()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        await using var proxy = new CountingProxy(database.AppConnectionString);
        await using var service = await GcDatabaseProcess.StartAsync(proxy.ConnectionString, slowAfter: TimeSpan.FromHours(1));
        var gc = new GcClient(service.Client);

        proxy.Reset();
        (await gc.PostAsync("/v1/orgs", new { subdomain = "UPPER" })).ExpectRefusal(400, "invalid-request");
        (await gc.GetAsync($"/v1/orgs/{Guid.NewGuid()}/users?limit=0")).ExpectRefusal(400, "invalid-request");

        Assert.Equal((0, 0), proxy.Count);
    }
}
