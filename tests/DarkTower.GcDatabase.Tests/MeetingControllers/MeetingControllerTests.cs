using DarkTower.GcDatabase.Tests.Harness;

namespace DarkTower.GcDatabase.Tests.MeetingControllers;

[Collection(GcDatabaseTests.Name)]
public sealed class MeetingControllerTests(GcDatabaseProcess process)
{
    private GcClient Gc => process.Gc;

    [Fact]
    public async Task A_registration_begins_with_epoch_1_and_nothing_in_use()
    {
        var (controller, region) = (Guid.NewGuid(), RegistryCalls.NewRegion());

        var answer = (await Gc.RegisterAsync(controller, region, maxMeetings: 7)).Expect(201);

        Assert.Equal($"/v1/meeting-controllers/{controller}", answer.Headers.Location!.ToString());
        Assert.Equal("\"1\"", answer.ETag);
        Assert.Equal((controller, 1, 1, 7, "pending"),
            (answer.Id("controllerId"), answer["epoch"].GetInt64(), answer["version"].GetInt64(), answer["maxMeetings"].GetInt32(),
                answer["health"].GetString()));
        var fetched = (await Gc.GetAsync($"{RegistryCalls.Controllers}/{controller}")).Expect(200);
        Assert.Equal((region, "\"1\"", 0), (fetched["region"].GetString(), fetched.ETag, fetched["heartbeatSeq"].GetInt64()));
    }

    [Fact]
    public async Task G1_a_new_registration_raises_the_epoch_and_resets_the_load_and_only_a_changed_setting_raises_the_version()
    {
        var (controller, region) = (Guid.NewGuid(), RegistryCalls.NewRegion());
        (await Gc.RegisterAsync(controller, region)).Expect(201);
        (await Gc.BeatAsync(controller, 1, 9, meetings: 3, participants: 40)).Expect(200);
        (await Gc.DrainAsync(controller, 60)).Expect(200);

        var same = (await Gc.RegisterAsync(controller, region)).Expect(200);

        Assert.Equal((2, 1), (same["epoch"].GetInt64(), same["version"].GetInt64()));
        Assert.Equal("pending 2 0 0 0 0", await process.ControllerAsync(controller));
        var changed = (await Gc.RegisterAsync(controller, region, maxMeetings: 11)).Expect(200);
        Assert.Equal((3, 2, "\"2\""), (changed["epoch"].GetInt64(), changed["version"].GetInt64(), changed.ETag));
    }

    [Fact]
    public async Task G1_a_registration_keeps_the_count_of_what_is_assigned()
    {
        var region = RegistryCalls.NewRegion();
        var controller = await Gc.NewControllerAsync(region);
        var org = await Gc.NewOrgAsync();
        (await Gc.AssignAsync(org, await Gc.NewMeetingAsync(org), region)).Expect(201);

        Assert.Equal(1, (await Gc.RegisterAsync(controller, region)).Expect(200)["reservedMeetings"].GetInt32());
    }

    [Fact]
    public async Task Racing_registrations_get_epochs_without_gap_or_duplicate()
    {
        var (controller, region) = (Guid.NewGuid(), RegistryCalls.NewRegion());

        var answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => Gc.RegisterAsync(controller, region)));

        Assert.Equal(Enumerable.Range(1, 24).Select(i => (long)i), answers.Select(a => a["epoch"].GetInt64()).Order());
        Assert.Single(answers, a => a.Status == 201);
        Assert.Equal("pending 24 0 0 0 0", await process.ControllerAsync(controller));
    }

    [Fact]
    public async Task A_drain_keeps_its_first_deadline_and_ends_with_a_registration()
    {
        var region = RegistryCalls.NewRegion();
        var controller = await Gc.NewControllerAsync(region);

        var first = (await Gc.DrainAsync(controller, 60)).Expect(200);
        var second = (await Gc.DrainAsync(controller, 1)).Expect(200);

        Assert.Equal((first.Text, "draining"), (second.Text, second["health"].GetString()));
        var beat = (await Gc.BeatAsync(controller, 1, 2)).Expect(200);
        Assert.Equal(("draining", first["drainDeadline"].GetString()), (beat["health"].GetString(), beat["drainDeadline"].GetString()));
        (await Gc.RegisterAsync(controller, region)).Expect(200);
        Assert.Equal("healthy", (await Gc.BeatAsync(controller, 2, 1)).Expect(200)["health"].GetString());
    }

    [Fact]
    public async Task A_drain_without_a_body_takes_ten_minutes()
    {
        var controller = await Gc.NewControllerAsync(RegistryCalls.NewRegion());

        using var request = new HttpRequestMessage(HttpMethod.Post, $"{RegistryCalls.Controllers}/{controller}/drain");
        var answer = (await Gc.SendAsync(request)).Expect(200);

        Assert.InRange(answer["drainDeadline"].GetDateTimeOffset() - DateTimeOffset.UtcNow, TimeSpan.FromMinutes(9), TimeSpan.FromMinutes(11));
    }

    [Fact]
    public async Task The_list_pages_by_id_and_filters_by_region_and_health()
    {
        var region = RegistryCalls.NewRegion();
        var made = new List<Guid>();
        for (var i = 0; i < 5; i++) made.Add(await Gc.NewControllerAsync(region));
        (await Gc.BeatAsync(made[0], 1, 2, health: "degraded")).Expect(200);

        var seen = new List<Guid>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = (await Gc.GetAsync(
                $"{RegistryCalls.Controllers}?region={region}&limit=2{(cursor == "" ? "" : $"&cursor={cursor}")}")).Expect(200);
            Assert.InRange(page.Items.Count, 1, 2);
            seen.AddRange(page.Items.Select(item => item.GetProperty("controllerId").GetGuid()));
            cursor = page["nextCursor"].GetString();
        }

        Assert.Equal(made.OrderByDescending(id => id.ToString(), StringComparer.Ordinal), seen);
        var degraded = (await Gc.GetAsync($"{RegistryCalls.Controllers}?region={region}&health=degraded")).Expect(200);
        Assert.Equal(made[0], Assert.Single(degraded.Items).GetProperty("controllerId").GetGuid());
    }

    [Fact]
    public async Task The_counts_are_by_state_and_region()
    {
        var region = RegistryCalls.NewRegion();
        (await Gc.RegisterAsync(Guid.NewGuid(), region)).Expect(201);
        await Gc.NewControllerAsync(region);
        (await Gc.BeatAsync(await Gc.NewControllerAsync(region), 1, 2, health: "degraded")).Expect(200);
        (await Gc.DrainAsync(await Gc.NewControllerAsync(region), 60)).Expect(200);

        var answer = (await Gc.GetAsync($"{RegistryCalls.Controllers}/health")).Expect(200);

        var mine = Assert.Single(answer["regions"].EnumerateArray(), r => r.GetProperty("region").GetString() == region);
        Assert.Equal((1, 1, 1, 0, 1), (Count(mine, "pending"), Count(mine, "healthy"), Count(mine, "degraded"), Count(mine, "unhealthy"),
            Count(mine, "draining")));
        Assert.Equal(
            answer["regions"].EnumerateArray().Sum(r => Count(r, "healthy")), answer["healthy"].GetInt64());

        static long Count(System.Text.Json.JsonElement of, string health) => of.GetProperty(health).GetInt64();
    }

    [Fact]
    public async Task Unknown_controllers_are_not_found()
    {
        var unknown = Guid.NewGuid();

        (await Gc.GetAsync($"{RegistryCalls.Controllers}/{unknown}")).ExpectRefusal(404, "controller-not-found");
        (await Gc.BeatAsync(unknown, 1, 1)).ExpectRefusal(404, "controller-not-found");
        (await Gc.DrainAsync(unknown, 1)).ExpectRefusal(404, "controller-not-found");
    }

    [Theory]
    [InlineData("""{}""", "grpcEndpoint maxMeetings maxParticipants region")]
    [InlineData("""{"region":"EU","grpcEndpoint":"x","maxMeetings":1,"maxParticipants":1}""", "region")]
    [InlineData("""{"region":"eu-","grpcEndpoint":"x","maxMeetings":1,"maxParticipants":1}""", "region")]
    [InlineData("""{"region":"eu\n","grpcEndpoint":"x","maxMeetings":1,"maxParticipants":1}""", "region")]
    [InlineData("""{"region":"eu","grpcEndpoint":"x","maxMeetings":-1,"maxParticipants":-1}""", "maxMeetings maxParticipants")]
    [InlineData("""{"region":"eu","grpcEndpoint":"x","maxMeetings":1000001,"maxParticipants":99999999999}""", "maxParticipants")]
    [InlineData("""{"region":"eu","grpcEndpoint":"","webtransportEndpoint":"","maxMeetings":1,"maxParticipants":1}""",
        "grpcEndpoint webtransportEndpoint")]
    public async Task G4_a_registration_out_of_range_is_400_naming_the_fields(string body, string fields) =>
        await InvalidAsync(HttpMethod.Put, $"{RegistryCalls.Controllers}/{Guid.NewGuid()}", body, fields);

    [Theory]
    [InlineData("heartbeats", """{}""", "currentMeetings currentParticipants epoch health sequence")]
    [InlineData("heartbeats", """{"epoch":0,"sequence":0,"currentMeetings":-1,"currentParticipants":-1,"health":"draining"}""",
        "currentMeetings currentParticipants epoch health sequence")]
    [InlineData("heartbeats", """{"epoch":1,"sequence":1,"currentMeetings":0,"currentParticipants":0,"health":"Healthy"}""", "health")]
    [InlineData("drain", """{"deadlineSeconds":-1}""", "deadlineSeconds")]
    [InlineData("drain", """{"deadlineSeconds":86401}""", "deadlineSeconds")]
    public async Task G4_a_report_out_of_range_is_400_naming_the_fields(string call, string body, string fields)
    {
        var controller = await Gc.NewControllerAsync(RegistryCalls.NewRegion());
        var before = await process.ControllerAsync(controller);

        await InvalidAsync(HttpMethod.Post, $"{RegistryCalls.Controllers}/{controller}/{call}", body, fields);

        Assert.Equal(before, await process.ControllerAsync(controller));
    }

    [Theory]
    [InlineData("?region=EU&health=well&limit=0&cursor=x", "cursor health limit region")]
    [InlineData("/not-a-uuid", "controller")]
    public async Task A_bad_query_is_400_naming_the_parts(string query, string fields) =>
        await InvalidAsync(HttpMethod.Get, RegistryCalls.Controllers + query, null, fields);

    private async Task InvalidAsync(HttpMethod method, string path, string? body, string fields)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = new StringContent(body, null, "application/json");

        var answer = (await Gc.SendAsync(request)).ExpectRefusal(400, "invalid-request");

        Assert.Equal(fields, string.Join(' ', answer["errors"].EnumerateObject().Select(e => e.Name).Order(StringComparer.Ordinal)));
    }
}
