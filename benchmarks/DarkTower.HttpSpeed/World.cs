using System.Globalization;
using DarkTower.Measuring;

namespace DarkTower.HttpSpeed;

/// <summary>
/// The rows the requests are about, by number: organizations that are only read, others that are written, and one whose meetings are for
/// the check of equal answers.
/// </summary>
internal static class World
{
    public const string Key = "a-platform-key-of-the-benchmark-0123456789";
    public const int ReadOrgs = 20;
    public const int WriteOrgs = 20;
    public const int CheckOrg = ReadOrgs + WriteOrgs + 1;
    public const int Orgs = CheckOrg;
    public const int Meetings = 100;
    public const int Users = 1000;
    public const int Controllers = 1999; // one more is for the check of equal answers

    private const int Drawn = 4096;

    /// <summary>Never over: a meeting's limit is above what a run can write.</summary>
    public const string Seed = """
        INSERT INTO organizations (org_id, subdomain, display_name, max_concurrent_meetings, max_participants_per_meeting, open_meetings)
        SELECT format('%s-0000-7000-8000-000000000000', lpad(to_hex(o), 8, '0'))::uuid, 'org-' || o, 'Organization ' || o, 1000000,
            1000000, 100
        FROM generate_series(1, 41) AS o;
        INSERT INTO users (org_id, user_id, email, display_name)
        SELECT format('%s-0000-7000-8000-000000000000', lpad(to_hex(o), 8, '0'))::uuid,
            format('%s-0000-7000-8000-%s', lpad(to_hex(u), 8, '0'), lpad(to_hex(o), 12, '0'))::uuid, 'user-' || u || '@example.org',
            'User ' || u
        FROM generate_series(1, 41) AS o, generate_series(1, 1000) AS u;
        INSERT INTO meetings (org_id, meeting_id, created_by_user_id, display_name, meeting_code, join_secret_hash, max_participants,
            require_auth, allow_guests, status, actual_start_time, active_participants)
        SELECT format('%s-0000-7000-8000-000000000000', lpad(to_hex(o), 8, '0'))::uuid,
            format('%s-0000-7000-8000-%s', lpad(to_hex(m), 8, '0'), lpad(to_hex(o), 12, '0'))::uuid,
            format('%s-0000-7000-8000-%s', lpad(to_hex(m), 8, '0'), lpad(to_hex(o), 12, '0'))::uuid, 'Meeting ' || m,
            lpad(to_hex(o * 1000 + m), 12, '0'), sha256(int4send(m)), 1000000, false, true, 'active', now(),
            CASE WHEN o <= 20 THEN 100 ELSE 0 END
        FROM generate_series(1, 41) AS o, generate_series(1, 100) AS m;
        INSERT INTO meeting_codes (meeting_code, org_id, meeting_id)
        SELECT meeting_code, org_id, meeting_id
        FROM meetings;
        INSERT INTO participants (org_id, meeting_id, participant_id, user_id, display_name, participant_type, role, ip_address, user_agent)
        SELECT m.org_id, m.meeting_id, format('%s-0000-7000-8000-%s', lpad(to_hex(p), 8, '0'), right(m.meeting_id::text, 12))::uuid,
            format('%s-0000-7000-8000-%s', lpad(to_hex(p), 8, '0'), right(m.meeting_id::text, 12))::uuid, 'User ' || p, 'member',
            'participant', '198.18.0.1', 'DarkTower/1.4'
        FROM meetings AS m, generate_series(1, 100) AS p
        WHERE m.active_participants = 100;
        INSERT INTO meeting_controllers (controller_id, region, grpc_endpoint, max_meetings, max_participants)
        SELECT format('%s-0000-7000-8000-000000000000', lpad(to_hex(c), 8, '0'))::uuid, 'eu-west-1', 'mc-' || c || ':443', 1000, 10000
        FROM generate_series(1, 2000) AS c;
        INSERT INTO meeting_controller_load (controller_id)
        SELECT controller_id
        FROM meeting_controllers;
        """;

    public static Call GetOrg { get; } = Drawing("GET org", n => $"/v1/orgs/{Org(1 + (n % ReadOrgs))}");

    public static Call GetMeeting { get; } = Drawing("GET meeting", n => MeetingPath(1 + (n % ReadOrgs), 1 + (n / ReadOrgs % Meetings)));

    public static Call ListMeetings { get; } = Drawing("GET 50 meetings", n => $"/v1/orgs/{Org(1 + (n % ReadOrgs))}/meetings");

    public static Call ListParticipants { get; } = Drawing(
        "GET 50 participants", n => $"{MeetingPath(1 + (n % ReadOrgs), 1 + (n / ReadOrgs % Meetings))}/participants");

    /// <summary>Each member once in each meeting; neighbours in number are in different meetings of different organizations.</summary>
    public static Call Join { get; } = new("POST join", 201, n =>
    {
        if (n >= (long)WriteOrgs * Meetings * Users)
            throw new InvalidOperationException("Every member is in every meeting: the run is too long for the seed.");
        var org = ReadOrgs + 1 + (int)(n % WriteOrgs);
        var meeting = 1 + (int)(n / WriteOrgs % Meetings);
        var user = 1 + (int)(n / (WriteOrgs * Meetings));
        return Call.Post($"{MeetingPath(org, meeting)}/participants", Key,
            $$"""{"participantType":"member","userId":"{{InOrg(user, org)}}","ipAddress":"198.18.0.1","userAgent":"DarkTower/1.4"}""");
    });

    public static Call JoinAsGuest { get; } = new("POST join as guest", 201, n => Call.Post(
        $"{WrittenMeeting(n)}/participants", Key, """{"participantType":"guest","displayName":"Guest"}"""));

    public static Call CreateMeeting { get; } = new("POST meeting", 201, n => Call.Post(
        $"/v1/orgs/{Org(ReadOrgs + 1 + (int)(n % WriteOrgs))}/meetings", Key, """{"displayName":"Planning","allowGuests":true}"""));

    public static Call Claim { get; } = new("POST claim", 200, n => Call.Post(
        $"{WrittenMeeting(n)}/claims", Key, $$"""{"controllerId":"{{InOrg(1 + (int)(n % 16), 0)}}"}"""));

    /// <summary>Many more controllers than clients: of one controller none overtakes another.</summary>
    public static Call Heartbeat { get; } = new("POST heartbeat", 200, n => Call.Post(
        $"/v1/meeting-controllers/{Org(1 + (int)(n % Controllers))}/heartbeats", Key,
        $$"""
        {"epoch":1,"sequence":{{1 + (n / Controllers)}},"currentMeetings":{{n % 100}},"currentParticipants":{{n % 1000}},"health":"healthy"}
        """));

    public static IReadOnlyList<Call> All { get; } = [GetOrg, GetMeeting, ListMeetings, ListParticipants, Join, CreateMeeting, Claim, Heartbeat];

    public static string Org(int org) => string.Create(CultureInfo.InvariantCulture, $"{org:x8}-0000-7000-8000-000000000000");

    /// <summary>A user's or a meeting's id.</summary>
    public static string InOrg(int number, int org) => string.Create(CultureInfo.InvariantCulture, $"{number:x8}-0000-7000-8000-{org:x12}");

    public static string MeetingPath(int org, int meeting) => $"/v1/orgs/{Org(org)}/meetings/{InOrg(meeting, org)}";

    private static string WrittenMeeting(long n) =>
        MeetingPath(ReadOrgs + 1 + (int)(n % WriteOrgs), 1 + (int)(n / WriteOrgs % Meetings));

    /// <summary>Drawn once: the clients then send bytes they have.</summary>
    private static Call Drawing(string name, Func<int, string> path)
    {
        var random = new Random(1);
        byte[][] requests = [.. Enumerable.Range(0, Drawn).Select(_ => Call.Get(path(random.Next(ReadOrgs * Meetings)), Key))];
        return new Call(name, 200, n => requests[n % Drawn]);
    }
}
