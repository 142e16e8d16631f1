using System.Text.Json;
using DarkTower.GcDatabase.Tests.Harness;

namespace DarkTower.GcDatabase.Tests.Infrastructure;

[Collection(GcDatabaseTests.Name)]
public sealed class BadInputTests(GcDatabaseProcess process)
{
    private const string Orgs = "/v1/orgs";
    private const string Users = "/v1/orgs/{org}/users";
    private const string Meetings = "/v1/orgs/{org}/meetings";
    private const string Participants = "/v1/orgs/{org}/meetings/{meeting}/participants";
    private const string Claims = "/v1/orgs/{org}/meetings/{meeting}/claims";

    private GcClient Gc => process.Gc;

    /// <summary>Endpoint, body, and the fields that the answer must name.</summary>
    public static TheoryData<string, string, string> Bodies => new()
    {
        { Orgs, """{}""", "displayName subdomain" },
        { Orgs, """{"subdomain":null,"displayName":null}""", "displayName subdomain" },
        { Orgs, """{"subdomain":"","displayName":""}""", "displayName subdomain" },
        { Orgs, """{"subdomain":"-a","displayName":"x"}""", "subdomain" },
        { Orgs, """{"subdomain":"a-","displayName":"x"}""", "subdomain" },
        { Orgs, """{"subdomain":"a.b","displayName":"x"}""", "subdomain" },
        { Orgs, """{"subdomain":"UPPER","displayName":"x"}""", "subdomain" },
        { Orgs, """{"subdomain":"a\n","displayName":"x"}""", "subdomain" },
        { Orgs, """{"subdomain":"é","displayName":"x"}""", "subdomain" },
        { Orgs, $$"""{"subdomain":"{{new string('a', 64)}}","displayName":"x"}""", "subdomain" },
        { Orgs, """{"subdomain":"ok","displayName":"a\u0000b"}""", "displayName" },
        { Orgs, """{"subdomain":"ok","displayName":"   "}""", "displayName" },
        { Orgs, """{"subdomain":"ok","displayName":"a\u001bb"}""", "displayName" },
        { Orgs, """{"subdomain":"ok","displayName":"\ud800"}""", "displayName" },
        { Orgs, $$"""{"subdomain":"ok","displayName":"{{new string('x', 256)}}"}""", "displayName" },
        { Orgs, """{"subdomain":"ok","displayName":"x","planTier":"gold"}""", "planTier" },
        { Orgs, """
            {"subdomain":"UPPER","displayName":"","planTier":"gold","maxConcurrentMeetings":-1,"maxParticipantsPerMeeting":0,
             "maxMonthlyMeetingMinutes":-1}
            """,
            "displayName maxConcurrentMeetings maxMonthlyMeetingMinutes maxParticipantsPerMeeting planTier subdomain" },
        { Orgs, """{"subdomain":"ok","displayName":"x","maxConcurrentMeetings":"10"}""", "maxConcurrentMeetings" },
        { Orgs, """{"subdomain":"ok","displayName":"x","maxConcurrentMeetings":1.5}""", "maxConcurrentMeetings" },
        { Orgs, """{"subdomain":"ok","displayName":"x","maxConcurrentMeetings":99999999999}""", "maxConcurrentMeetings" },
        { Orgs, """{"subdomain":["ok"],"displayName":"x"}""", "subdomain" },
        { Orgs, """{"subdomain":"ok","displayName":"x","unknown":1}""", "unknown" },
        { Orgs, """[]""", "body" },
        { Orgs, "\"text\"", "body" },
        { Orgs, """null""", "body" },
        { Orgs, "", "body" },
        { Orgs, """{"subdomain":""", "body" },
        { Orgs, $$"""{"subdomain":{{new string('[', 2000)}}""", "subdomain" },
        { Users, """{}""", "displayName email" },
        { Users, """{"email":"nobody","displayName":"x"}""", "email" },
        { Users, """{"email":"a@b@c","displayName":"x"}""", "email" },
        { Users, """{"email":"@b","displayName":"x"}""", "email" },
        { Users, """{"email":"a@","displayName":"x"}""", "email" },
        { Users, """{"email":"a b@c","displayName":"x"}""", "email" },
        { Users, """{"email":"a\u00a0b@c","displayName":"x"}""", "email" },
        { Users, """{"email":"a\u0000@c","displayName":"x"}""", "email" },
        { Users, $$"""{"email":"a@{{new string('b', 253)}}","displayName":"x"}""", "email" },
        { Users, """{"email":"a@b.c","displayName":"x","password":"x"}""", "password" },
        { Meetings, """{}""", "displayName" },
        { Meetings, """{"displayName":"x","maxParticipants":0}""", "maxParticipants" },
        { Meetings, """{"displayName":"","maxParticipants":1000001}""", "displayName maxParticipants" },
        { Meetings, """{"displayName":"x","createdByUserId":"me"}""", "createdByUserId" },
        { Meetings, """{"displayName":"x","scheduledStartTime":"tomorrow"}""", "scheduledStartTime" },
        { Meetings, """{"displayName":"x","scheduledStartTime":"0001-01-01T00:00:00Z"}""", "scheduledStartTime" },
        { Meetings, """{"displayName":"x","scheduledStartTime":"9999-12-31T23:59:59.9999999Z"}""", "scheduledStartTime" },
        { Meetings, """{"displayName":"x","allowGuests":null}""", "allowGuests" },
        { Meetings, """{"displayName":"x","allowGuests":"yes"}""", "allowGuests" },
        { Participants, """{}""", "displayName participantType" },
        { Participants, """{"participantType":"host","displayName":"x"}""", "participantType" },
        { Participants, """{"participantType":"member"}""", "userId" },
        { Participants, """{"participantType":"guest","displayName":"x","userId":"00000000-0000-0000-0000-000000000001"}""",
            "displayName userId" },
        { Participants, """{"participantType":"guest","displayName":"xy","role":"host"}""", "role" },
        { Participants, """{"participantType":"external","displayName":"xy","role":"guest"}""", "role" },
        { Participants, """{"participantType":"guest","displayName":"xy","ipAddress":"1.2.3.4.5"}""", "ipAddress" },
        { Participants, """{"participantType":"guest","displayName":"xy","ipAddress":"fe80::1%eth0"}""", "ipAddress" },
        { Participants, """{"participantType":"guest","displayName":"xy","ipAddress":"[::1]:80"}""", "ipAddress" },
        { Participants, """{"participantType":"guest","displayName":"xy","ipAddress":"1"}""", "ipAddress" },
        { Participants, $$"""
            {"participantType":"guest","displayName":"xy","userAgent":"{{new string('x', 513)}}","clientVersion":"{{new string('x', 101)}}"}
            """,
            "clientVersion userAgent" },
        { Claims, """{}""", "controllerId" },
        { Claims, """{"controllerId":"mc-1"}""", "controllerId" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_bad_body_is_400_naming_every_bad_field_and_writes_nothing(string path, string body, string fields)
    {
        var (org, meeting, before) = await GivenAsync();

        var answer = (await Gc.PostRawAsync(At(path, org, meeting), body)).ExpectRefusal(400, "invalid-request");

        Assert.Equal(fields, string.Join(' ', answer["errors"].EnumerateObject().Select(e => e.Name).Order(StringComparer.Ordinal)));
        Assert.Equal(before, await process.FootprintAsync(org));
    }

    [Theory]
    [InlineData("/v1/orgs/not-a-uuid", "org")]
    [InlineData("/v1/orgs/{00000000-0000-0000-0000-000000000001}", "org")]
    [InlineData("/v1/orgs/00000000000000000000000000000001", "org")]
    [InlineData("/v1/orgs/%27%20OR%201=1", "org")]
    [InlineData("/v1/orgs/{org}/users/1", "user")]
    [InlineData("/v1/orgs/{org}/meetings/1", "meeting")]
    [InlineData("/v1/orgs/{org}/meetings/1/participants", "meeting")]
    [InlineData("/v1/orgs/{org}/users?limit=ten", "limit")]
    [InlineData("/v1/orgs/{org}/users?limit=-1", "limit")]
    [InlineData("/v1/orgs/{org}/users?limit=99999999999", "limit")]
    [InlineData("/v1/orgs/{org}/users?cursor=", "cursor")]
    [InlineData("/v1/orgs/{org}/users?cursor=x", "cursor")]
    [InlineData("/v1/orgs/{org}/users?cursor=%00%00%00%00%00%00%00%00%00%00%00%00%00%00%00%00%00%00%00%00%00%00", "cursor")]
    [InlineData("/v1/orgs/{org}/users?cursor=AAAAAAAAAAAAAAAAAAAAA!", "cursor")]
    [InlineData("/v1/orgs/{org}/users?cursor=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "cursor")]
    [InlineData("/v1/orgs/{org}/users?limit=0&cursor=x&email=x", "cursor email limit")]
    [InlineData("/v1/orgs/{org}/users?email=a%00@b", "email")]
    [InlineData("/v1/orgs/{org}/meetings?status=open", "status")]
    [InlineData("/v1/orgs/{org}/meetings?status=", "status")]
    [InlineData("/v1/orgs/{org}/meetings?limit=0&status=%00", "limit status")]
    [InlineData("/v1/orgs/{org}/meetings/{meeting}/participants?active=maybe", "active")]
    [InlineData("/v1/orgs/{org}/meetings/{meeting}/participants?cursor=x&limit=201", "cursor limit")]
    [InlineData("/v1/orgs?subdomain=a%00b", "subdomain")]
    [InlineData("/v1/orgs?subdomain=", "subdomain")]
    [InlineData("/v1/meeting-codes/AAAAAAAAAAA%C3%A9", "code")]
    public async Task A_bad_path_or_query_is_400_naming_every_bad_part(string path, string fields)
    {
        var (org, meeting, _) = await GivenAsync();

        var answer = (await Gc.GetAsync(At(path, org, meeting))).ExpectRefusal(400, "invalid-request");

        Assert.Equal(fields, string.Join(' ', answer["errors"].EnumerateObject().Select(e => e.Name).Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("upper")]
    [InlineData("%20{0}")]
    [InlineData("{0}%20")]
    [InlineData("{0}%0A")]
    [InlineData("+{1}")]
    public async Task An_id_in_a_path_has_one_form_and_another_one_is_400(string form)
    {
        var id = $"{await Gc.NewOrgAsync()}";

        var path = form == "upper" ? id.ToUpperInvariant() : string.Format(null, form, id, id[1..]);

        Assert.True((await Gc.GetAsync($"/v1/orgs/{path}")).ExpectRefusal(400, "invalid-request")["errors"].TryGetProperty("org", out _));
    }

    [Theory]
    [InlineData("POST", "/v1/orgs", "text/plain", 415, "unsupported-media-type")]
    [InlineData("PUT", "/v1/orgs", "application/json", 405, "method-not-allowed")]
    [InlineData("POST", "/v1/nothing", "application/json", 404, "not-found")]
    public async Task What_the_framework_refuses_has_a_code_too(string method, string path, string contentType, int status, string code)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = new StringContent("{}", null, contentType) };

        (await Gc.SendAsync(request)).ExpectRefusal(status, code);
    }

    [Fact]
    public async Task A_huge_body_is_refused()
    {
        var body = JsonSerializer.Serialize(new { subdomain = "huge", displayName = new string('x', 1_000_000) });

        // The body is announced and waits: one that is being written when the refusal closes the connection can lose the answer.
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/orgs");
        request.Content = new StringContent(body, null, "application/json");
        request.Headers.ExpectContinue = true;

        (await Gc.SendAsync(request)).ExpectRefusal(413, "request-too-large");
    }

    [Theory]
    [InlineData("Ünï 会議 🎉 e\u0301 \u202eabc")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("'; DROP TABLE users; --")]
    [InlineData("\\u0000 %00 ${x} {{x}}")]
    public async Task Text_that_only_looks_dangerous_comes_back_as_it_was_sent(string name)
    {
        var org = await Gc.NewOrgAsync();

        var user = (await Gc.PostUserAsync(org, new { email = "a@b.c", displayName = name })).Expect(201).Id("userId");

        Assert.Equal(name, (await Gc.GetAsync($"/v1/orgs/{org}/users/{user}")).Expect(200)["displayName"].GetString());
    }

    [Fact]
    public async Task An_email_of_any_characters_is_taken_or_refused_but_never_breaks_the_statement()
    {
        var org = await Gc.NewOrgAsync();
        int[] odd =
        [
            0x85, 0xa0, 0xad, 0x130, 0x131, 0x149, 0x180e, 0x1e9e, 0x200b, 0x2028, 0x202e, 0x2060, 0x3000, 0x3a3, 0xfb03, 0xfeff, 0xffff,
            0x10400, 0x1f389,
        ];

        foreach (var character in odd)
        {
            var answer = await Gc.PostUserAsync(org, new { email = $"a{char.ConvertFromUtf32(character)}Z@b.c", displayName = "x" });
            Assert.True(answer.Status is 201 or 400, $"U+{character:X4}: {answer.Status} {answer.Text}");
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("wrong-key-0123456789abcdef0123456789abcdef")]
    public async Task Every_endpoint_refuses_a_caller_without_a_valid_key(string? key)
    {
        var (org, meeting, before) = await GivenAsync();
        string[] calls =
        [
            "POST /v1/orgs", "GET /v1/orgs", "GET /v1/orgs/{org}", "POST /v1/orgs/{org}/users", "GET /v1/orgs/{org}/users",
            "GET /v1/orgs/{org}/users/{meeting}", "POST /v1/orgs/{org}/meetings", "GET /v1/orgs/{org}/meetings",
            "GET /v1/orgs/{org}/meetings/{meeting}", "GET /v1/meeting-codes/AAAAAAAAAAAA",
            "POST /v1/orgs/{org}/meetings/{meeting}/participants",
            "GET /v1/orgs/{org}/meetings/{meeting}/participants",
            "DELETE /v1/orgs/{org}/meetings/{meeting}/participants/{org}?reason=kicked",
            "POST /v1/orgs/{org}/meetings/{meeting}/claims", "POST /v1/orgs/{org}/meetings/{meeting}/assignments",
            "GET /v1/orgs/{org}/meetings/{meeting}/assignments/eu", "POST /v1/orgs/{org}/meetings/{meeting}/assignments/eu/confirmation",
            "DELETE /v1/orgs/{org}/meetings/{meeting}/assignments/eu", "PUT /v1/meeting-controllers/{org}",
            "POST /v1/meeting-controllers/{org}/heartbeats", "POST /v1/meeting-controllers/{org}/drain", "GET /v1/meeting-controllers/{org}",
            "GET /v1/meeting-controllers", "GET /v1/meeting-controllers/health", "PUT /v1/media-handlers/{org}",
            "POST /v1/media-handlers/{org}/heartbeats", "POST /v1/media-handlers/{org}/drain", "GET /v1/media-handlers/{org}",
            "GET /v1/media-handlers", "GET /v1/media-handlers/health", "GET /v1/media-handlers/candidates?region=eu",
        ];

        foreach (var call in calls)
        {
            using var request = new HttpRequestMessage(new HttpMethod(call.Split(' ')[0]), At(call.Split(' ')[1], org, meeting));
            if (request.Method == HttpMethod.Post) request.Content = new StringContent("{}", null, "application/json");
            if (key is not null) request.Headers.Authorization = new("Bearer", key);
            using var response = await Gc.Http.SendAsync(request);
            Assert.True((int)response.StatusCode == 401, $"{call}: {response.StatusCode}");
            Assert.Contains("\"unauthenticated\"", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Equal(before, await process.FootprintAsync(org));
    }

    private static string At(string path, Guid org, Guid meeting) => path.Replace("{org}", $"{org}").Replace("{meeting}", $"{meeting}");

    private async Task<(Guid Org, Guid Meeting, string Footprint)> GivenAsync()
    {
        var org = await Gc.NewOrgAsync();
        var meeting = await Gc.NewMeetingAsync(org);
        return (org, meeting, await process.FootprintAsync(org));
    }
}
