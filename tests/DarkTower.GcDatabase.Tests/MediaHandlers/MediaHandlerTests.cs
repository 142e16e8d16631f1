using DarkTower.GcDatabase.Tests.Harness;

namespace DarkTower.GcDatabase.Tests.MediaHandlers;

[Collection(GcDatabaseTests.Name)]
public sealed class MediaHandlerTests(GcDatabaseProcess process)
{
    private GcClient Gc => process.Gc;

    [Fact]
    public async Task A_registration_is_read_back_whole_and_a_repeated_one_begins_anew()
    {
        var (handler, region) = (Guid.NewGuid(), RegistryCalls.NewRegion());

        var first = (await Gc.RegisterHandlerAsync(handler, region)).Expect(201);
        (await Gc.BeatHandlerAsync(handler, 1, 3, streams: 5, cpu: 10, memory: 20, bandwidth: 30)).Expect(200);
        var fetched = (await Gc.GetAsync($"{RegistryCalls.Handlers}/{handler}")).Expect(200);
        var second = (await Gc.RegisterHandlerAsync(handler, region)).Expect(200);

        Assert.Equal($"/v1/media-handlers/{handler}", first.Headers.Location!.ToString());
        Assert.Equal(("[\"vp9\",\"opus\"]", true, false),
            (fetched["codecs"].GetRawText(), fetched["supportsTranscoding"].GetBoolean(), fetched["supportsMixing"].GetBoolean()));
        Assert.Equal("5 10 20 30 healthy 3", string.Join(' ', new[]
        {
            "currentStreams", "cpuPercent", "memoryPercent", "bandwidthPercent", "health", "heartbeatSeq",
        }.Select(name => fetched[name].ToString())));
        Assert.Equal((2, 1, "pending"), (second["epoch"].GetInt64(), second["version"].GetInt64(), second["health"].GetString()));
        Assert.Equal("pending 2 0 0 0 0 0", await StateAsync(handler));
    }

    [Fact]
    public async Task G2_a_late_heartbeat_and_one_of_another_epoch_change_nothing()
    {
        var region = RegistryCalls.NewRegion();
        var handler = await Gc.NewHandlerAsync(region);
        (await Gc.BeatHandlerAsync(handler, 1, 5, streams: 2)).Expect(200);

        (await Gc.BeatHandlerAsync(handler, 1, 5, streams: 7)).ExpectRefusal(409, "stale-heartbeat");
        (await Gc.BeatHandlerAsync(handler, 1, 4)).ExpectRefusal(409, "stale-heartbeat");
        (await Gc.BeatHandlerAsync(handler, 2, 9)).ExpectRefusal(409, "stale-heartbeat");

        Assert.Equal("healthy 1 5 2 0 0 0", await StateAsync(handler));
    }

    [Fact]
    public async Task A_draining_one_takes_nothing_new_and_is_not_revived()
    {
        var region = RegistryCalls.NewRegion();
        var handler = await Gc.NewHandlerAsync(region);

        var first = (await Gc.PostAsync($"{RegistryCalls.Handlers}/{handler}/drain", new { deadlineSeconds = 60 })).Expect(200);
        var second = (await Gc.PostAsync($"{RegistryCalls.Handlers}/{handler}/drain", new { deadlineSeconds = 5 })).Expect(200);

        Assert.Equal(first.Text, second.Text);
        Assert.Equal("draining", (await Gc.BeatHandlerAsync(handler, 1, 2)).Expect(200)["health"].GetString());
        (await CandidatesAsync(region, 1)).ExpectRefusal(503, "no-handler-available");
    }

    [Fact]
    public async Task Candidates_are_healthy_heard_within_30_seconds_and_below_their_streams()
    {
        var region = RegistryCalls.NewRegion();
        var good = await Gc.NewHandlerAsync(region);
        var degraded = await Gc.NewHandlerAsync(region);
        (await Gc.BeatHandlerAsync(degraded, 1, 2, health: "degraded")).Expect(200);
        await Gc.NewHandlerAsync(region, maxStreams: 10, streams: 10);
        await Gc.NewHandlerAsync(region, maxStreams: 0);
        await Gc.NewHandlerAsync(RegistryCalls.NewRegion());
        (await Gc.RegisterHandlerAsync(Guid.NewGuid(), region)).Expect(201);
        var silent = await Gc.NewHandlerAsync(region);
        await process.ExecuteAsync(
            "UPDATE media_handler_load SET last_heartbeat_at = now() - interval '31 seconds' WHERE handler_id = $1", silent);

        for (var i = 0; i < 10; i++)
        {
            var picked = (await CandidatesAsync(region, 2)).Expect(200).Items.Select(item => item.GetProperty("handlerId").GetGuid());
            Assert.Equal(new[] { good, degraded }.Order(), picked.Order());
        }
    }

    [Fact]
    public async Task Without_any_candidate_the_answer_says_when_to_come_again()
    {
        var answer = (await CandidatesAsync(RegistryCalls.NewRegion(), 2)).ExpectRefusal(503, "no-handler-available");

        Assert.NotNull(answer.Headers.RetryAfter);
    }

    /// <summary>
    /// The draw of both calls: weights 1, 0.5 and 0.01 (a load of 1 counts as 0.99). In 1,500 draws each share is within five deviations.
    /// </summary>
    [Fact]
    public async Task G7_the_less_loaded_is_the_likelier_in_proportion_and_a_full_load_is_still_drawn()
    {
        var region = RegistryCalls.NewRegion();
        Guid[] handlers =
        [
            await Gc.NewHandlerAsync(region), await Gc.NewHandlerAsync(region, cpu: 50), await Gc.NewHandlerAsync(region, cpu: 100),
        ];
        const int draws = 1500;

        var answers = new List<Answer>();
        for (var i = 0; i < draws / 30; i++)
            answers.AddRange(await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => CandidatesAsync(region, 1))));

        var picked = answers.Select(a => Assert.Single(a.Expect(200).Items).GetProperty("handlerId").GetGuid()).ToList();
        double[] weights = [1, 0.5, 0.01];
        foreach (var (handler, weight) in handlers.Zip(weights))
        {
            var share = weight / weights.Sum();
            var deviation = Math.Sqrt(draws * share * (1 - share));
            Assert.InRange(picked.Count(id => id == handler), (draws * share) - (5 * deviation), (draws * share) + (5 * deviation));
        }
    }

    [Fact]
    public async Task Only_the_five_least_loaded_are_drawn_and_two_are_never_the_same()
    {
        var region = RegistryCalls.NewRegion();
        var handlers = new List<Guid>();
        for (var i = 0; i < 7; i++) handlers.Add(await Gc.NewHandlerAsync(region, cpu: i * 10));

        var answers = await Task.WhenAll(Enumerable.Range(0, 120).Select(_ => CandidatesAsync(region, 2)));

        var pairs = answers.Select(a => a.Expect(200).Items.Select(item => item.GetProperty("handlerId").GetGuid()).ToList()).ToList();
        Assert.All(pairs, pair => Assert.Equal(2, pair.Distinct().Count()));
        Assert.Equal(handlers[..5].Order(), pairs.SelectMany(pair => pair).Distinct().Order());
    }

    [Fact]
    public async Task Lists_and_counts_are_of_a_region()
    {
        var region = RegistryCalls.NewRegion();
        var handler = await Gc.NewHandlerAsync(region);
        (await Gc.RegisterHandlerAsync(Guid.NewGuid(), region)).Expect(201);

        var listed = (await Gc.GetAsync($"{RegistryCalls.Handlers}?region={region}&health=healthy")).Expect(200);
        var counted = (await Gc.GetAsync($"{RegistryCalls.Handlers}/health")).Expect(200);

        Assert.Equal(handler, Assert.Single(listed.Items).GetProperty("handlerId").GetGuid());
        var mine = Assert.Single(counted["regions"].EnumerateArray(), r => r.GetProperty("region").GetString() == region);
        Assert.Equal((1, 1), (mine.GetProperty("pending").GetInt64(), mine.GetProperty("healthy").GetInt64()));
    }

    [Fact]
    public async Task Unknown_handlers_are_not_found()
    {
        var unknown = Guid.NewGuid();

        (await Gc.GetAsync($"{RegistryCalls.Handlers}/{unknown}")).ExpectRefusal(404, "handler-not-found");
        (await Gc.BeatHandlerAsync(unknown, 1, 1)).ExpectRefusal(404, "handler-not-found");
        (await Gc.PostAsync($"{RegistryCalls.Handlers}/{unknown}/drain", new { })).ExpectRefusal(404, "handler-not-found");
    }

    [Theory]
    [InlineData("PUT", "", """{}""", "grpcEndpoint maxStreams region")]
    [InlineData("PUT", "", """{"region":"e_u","grpcEndpoint":"x","maxStreams":-1,"codecs":["VP9"]}""", "codecs maxStreams region")]
    [InlineData("PUT", "", """{"region":"eu","grpcEndpoint":"x","maxStreams":1,"codecs":[null]}""", "codecs")]
    [InlineData("PUT", "", """{"region":"eu","grpcEndpoint":"x","maxStreams":1,"codecs":["av1","av1"]}""", "codecs")]
    [InlineData("POST", "/heartbeats", """{"epoch":1,"sequence":1,"currentStreams":-1,"cpuPercent":101,"memoryPercent":-1,"health":""}""",
        "bandwidthPercent cpuPercent currentStreams health memoryPercent")]
    [InlineData("GET", "/candidates", null, "region")]
    [InlineData("GET", "/candidates?region=eu&count=3", null, "count")]
    [InlineData("GET", "/candidates?region=eu&count=0", null, "count")]
    public async Task G4_what_is_out_of_range_is_400_naming_the_fields(string method, string call, string? body, string fields)
    {
        var path = method == "GET" ? RegistryCalls.Handlers + call : $"{RegistryCalls.Handlers}/{Guid.NewGuid()}{call}";
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null) request.Content = new StringContent(body, null, "application/json");

        var answer = (await Gc.SendAsync(request)).ExpectRefusal(400, "invalid-request");

        Assert.Equal(fields, string.Join(' ', answer["errors"].EnumerateObject().Select(e => e.Name).Order(StringComparer.Ordinal)));
    }

    private Task<Answer> CandidatesAsync(string region, int count) =>
        Gc.GetAsync($"{RegistryCalls.Handlers}/candidates?region={region}&count={count}");

    private Task<string> StateAsync(Guid handler) => process.ScalarAsync<string>(
        """
        SELECT concat_ws(' ', health, epoch, heartbeat_seq, current_streams, cpu_percent, memory_percent, bandwidth_percent)
        FROM media_handler_load WHERE handler_id = $1
        """, handler);
}
