using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using DarkTower.Measuring;

namespace DarkTower.HttpSpeed;

/// <summary>Before anything is timed: every peer answers as gc-database does, and writes the same rows into the audit trail.</summary>
internal sealed partial class SameAnswers(Stage stage)
{
    private const int Org = World.CheckOrg;

    private static readonly string Beats = $"/v1/meeting-controllers/{World.Org(World.Controllers + 1)}/heartbeats";

    public async Task CheckAsync()
    {
        Dictionary<string, string>? expected = null;
        for (var number = 0; number < stage.Running.Count; number++)
        {
            var server = stage.Running[number];
            var answers = await AnswersAsync(server, meeting: number + 1);
            expected ??= answers;
            foreach (var (call, answer) in answers)
            {
                if (answer != expected[call])
                    throw new InvalidOperationException(
                        $"{server.Name} answers {call} otherwise:\n{answer}\nthan {stage.Running[0].Name}:\n{expected[call]}");
            }
        }
    }

    /// <summary>Each server writes to a meeting of its own: what it answers does not depend on the others.</summary>
    private async Task<Dictionary<string, string>> AnswersAsync(MeasuredServer server, int meeting)
    {
        var path = World.MeetingPath(Org, meeting);
        var absent = World.InOrg(9999, Org);
        var member = $$"""{"participantType":"member","userId":"{{World.InOrg(7, Org)}}","ipAddress":"198.18.0.1"}""";
        var claim = $$"""{"controllerId":"{{World.InOrg(3, 0)}}"}""";
        Dictionary<string, string> answers = new()
        {
            ["org"] = await SendAsync(server, $"/v1/orgs/{World.Org(1)}"),
            ["meeting"] = await SendAsync(server, World.MeetingPath(1, 1)),
            ["meetings"] = await SendAsync(server, $"/v1/orgs/{World.Org(1)}/meetings"),
            ["next meetings"] = await SendAsync(server, $"/v1/orgs/{World.Org(1)}/meetings?limit=3&cursor=AAAAUgAAcACAAAAAAAAAAQ"),
            ["participants"] = await SendAsync(server, $"{World.MeetingPath(1, 1)}/participants"),
            ["absent org"] = Refusal(await SendAsync(server, $"/v1/orgs/{World.Org(999)}")),
            ["absent meeting"] = Refusal(await SendAsync(server, $"/v1/orgs/{World.Org(1)}/meetings/{absent}")),
            ["join"] = Blank(await SendAsync(server, $"{path}/participants", member)),
            ["join again"] = Refusal(await SendAsync(server, $"{path}/participants", member)),
            ["guest"] = Blank(await SendAsync(server, $"{path}/participants", """{"participantType":"guest","displayName":"Bob"}""")),
            ["create"] = Blank(await SendAsync(server, $"/v1/orgs/{World.Org(Org)}/meetings",
                $$"""{"displayName":"Of {{meeting}}","createdByUserId":"{{World.InOrg(8, Org)}}","allowGuests":true}""")),
            ["claim"] = Blank(await SendAsync(server, $"{path}/claims", claim)),
            ["claim again"] = Blank(await SendAsync(server, $"{path}/claims", claim)),
            ["heartbeat"] = Blank(await SendAsync(server, Beats, Beat(meeting))),
            ["late heartbeat"] = Refusal(await SendAsync(server, Beats, Beat(meeting))),
            ["absent controller"] = Refusal(await SendAsync(server, $"/v1/meeting-controllers/{absent}/heartbeats", Beat(meeting))),
            ["meeting after"] = Blank(await SendAsync(server, path)),
        };
        answers["audit trail"] = Blank(await stage.TextAsync($"""
            SELECT string_agg(concat_ws(' ', actor_type, actor_id, ip_address, user_agent, action, target_type, target_id, details, result,
                length(request_id)), E'\n' ORDER BY created_at)
            FROM audit_logs
            WHERE org_id = '{World.Org(Org)}' AND (target_id = '{World.InOrg(meeting, Org)}'
                OR details ->> 'meetingId' = '{World.InOrg(meeting, Org)}'
                OR target_id = (SELECT meeting_id::text FROM meetings
                    WHERE org_id = '{World.Org(Org)}' AND display_name = 'Of {meeting}'))
            """));
        return answers;
    }

    private static string Beat(int sequence) =>
        $$"""{"epoch":1,"sequence":{{sequence}},"currentMeetings":3,"currentParticipants":4,"health":"degraded"}""";

    private static async Task<string> SendAsync(MeasuredServer server, string path, string? json = null)
    {
        using var request = new HttpRequestMessage(json is null ? HttpMethod.Get : HttpMethod.Post, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", World.Key);
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("HttpSpeed", "1.0"));
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await server.Client.SendAsync(request);
        return $"{(int)response.StatusCode} {response.Content.Headers.ContentType} {response.Headers.ETag} {response.Headers.Location}\n"
            + await response.Content.ReadAsStringAsync();
    }

    /// <summary>Of a refusal its status and its code: the words are each server's own.</summary>
    private static string Refusal(string answer) => $"{answer[..3]} {Code().Match(answer).Value}";

    /// <summary>Without what every call draws anew.</summary>
    private static string Blank(string answer) =>
        Number().Replace(Secret().Replace(Time().Replace(Id().Replace(answer, "<id>"), "<time>"), "<drawn>"), "<number>");

    [GeneratedRegex("\"code\":\"[a-z-]+\"")]
    private static partial Regex Code();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Id();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT[0-9:.]+(Z|\+00:00)")]
    private static partial Regex Time();

    [GeneratedRegex("(?<=\"(meetingCode|joinSecret)\":\")[^\"]+")]
    private static partial Regex Secret();

    [GeneratedRegex(@"(Of |Meeting |""sequence"":)\d+")]
    private static partial Regex Number();
}
