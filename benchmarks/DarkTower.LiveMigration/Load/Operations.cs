using System.Net;
using System.Security.Cryptography;
using Npgsql;

namespace DarkTower.LiveMigration.Load;

/// <summary>What the service is asked, in the order of a day: each as often as it stands here.</summary>
internal static class Operations
{
    public const string FindOrgs = "FindOrgs";

    private static readonly Guid Last = Guid.AllBitsSet;

    private static readonly Operation[] All =
    [
        new(FindOrgs, ["organizations", "organization_directory"], on => new() { ["subdomain"] = Value.Text(on.Org().Subdomain) }),
        new("GetOrg", ["organizations"], on => Org(on.Org().Org)),
        new("CreateOrg", ["organizations", "organization_directory"], _ => Audited(new()
        {
            ["org"] = Value.NewId(), ["subdomain"] = Value.Text($"load-{Guid.NewGuid():N}"), ["display_name"] = Value.Text("Load"),
            ["plan_tier"] = Value.Text("pro"), ["max_concurrent_meetings"] = Value.Int(10),
            ["max_participants_per_meeting"] = Value.Int(100), ["max_monthly_meeting_minutes"] = Value.Int(null),
        })),
        new("GetUser", ["users", "user_roles"], on => Key(on.User(), "user")),
        new("ListUsers", ["users"], on => Page(Org(on.Org().Org))),
        // The right to write a password's hash came after users and before erasures.
        new("CreateUser", ["users", "erasures"], on => Audited(new(Org(on.Org().Org))
        {
            ["user"] = Value.NewId(), ["email"] = Value.Text($"{Guid.NewGuid():N}@load.example"), ["display_name"] = Value.Text("Load"),
            ["password_hash"] = Value.Text(null),
        })),
        new("ResolveMeetingCode", ["meeting_codes"], on => new() { ["code"] = Value.Text(on.Code()) }),
        new("GetMeeting", ["meetings"], on => Key(on.Meeting(), "meeting")),
        new("ListMeetings", ["meetings"], on => Page(Org(on.Org().Org))),
        new("ListMeetingsByStatus", ["meetings"], on => Page(new(Org(on.Org().Org)) { ["status"] = Value.Text("active") })),
        new("CreateMeeting", ["meetings", "meeting_codes", "users"], on => Audited(new(Org(on.Org().Org))
        {
            ["meeting"] = Value.NewId(), ["created_by_user_id"] = Value.Id(null), ["display_name"] = Value.Text("Load"),
            ["meeting_code"] = Value.Text(Code()), ["join_secret_hash"] = Value.Bytes(RandomNumberGenerator.GetBytes(32)),
            ["max_participants"] = Value.Int(100), ["scheduled_start_time"] = Value.Time(null),
            ["enable_e2e_encryption"] = Value.Bool(true), ["require_auth"] = Value.Bool(false),
            ["allow_recording"] = Value.Bool(false), ["allow_guests"] = Value.Bool(true),
            ["allow_external_participants"] = Value.Bool(true), ["waiting_room_enabled"] = Value.Bool(false),
        })),
        new("ClaimMeeting", ["meetings"], on => Audited(new(Key(on.Open(), "meeting")) { ["controller"] = Value.NewId() })),
        Join(), Join(), Join(), Join(),
        new("LeaveMeeting", ["participants"], Leave), new("LeaveMeeting", ["participants"], Leave),
        new("ListParticipants", ["participants"], on =>
            Page(new(Key(on.Meeting(), "meeting")) { ["active_only"] = Value.Bool(false) })),
    ];

    public static IReadOnlyList<Operation> Of(IReadOnlySet<string> tables) =>
        [.. All.Where(operation => operation.Tables.All(tables.Contains))];

    private static Operation Join() => new("JoinMeeting", ["participants"], on => Audited(new(Key(on.Open(), "meeting"))
    {
        ["participant"] = Value.NewId(), ["user_id"] = Value.Id(null), ["participant_type"] = Value.Text("guest"),
        ["display_name"] = Value.Text("Load"), ["role"] = Value.Text("guest"), ["ip_address"] = Value.Address(IPAddress.Loopback),
        ["user_agent"] = Value.Text("load"), ["client_version"] = Value.Text("1"),
    }))
    {
        Done = (on, sent) => on.Joined((Guid)sent["org"].Value!, (Guid)sent["meeting"].Value!, (Guid)sent["participant"].Value!),
    };

    private static Dictionary<string, NpgsqlParameter> Leave(Targets on)
    {
        var (org, meeting, participant) = on.Present();
        return Audited(new(Key((org, meeting), "meeting"))
        {
            ["participant"] = Value.Id(participant), ["reason"] = Value.Text("voluntary"),
        });
    }

    private static Dictionary<string, NpgsqlParameter> Org(Guid org) => new() { ["org"] = Value.Id(org) };

    private static Dictionary<string, NpgsqlParameter> Key((Guid Org, Guid Id) row, string name) =>
        new(Org(row.Org)) { [name] = Value.Id(row.Id) };

    private static Dictionary<string, NpgsqlParameter> Page(Dictionary<string, NpgsqlParameter> of) =>
        new(of) { ["before"] = Value.Id(Last), ["limit"] = Value.Long(51) };

    private static Dictionary<string, NpgsqlParameter> Audited(Dictionary<string, NpgsqlParameter> of) =>
        new(of)
        {
            ["audit_id"] = Value.NewId(), ["audit_actor_type"] = Value.Text("platform"), ["audit_actor_id"] = Value.Text(null),
            ["audit_ip_address"] = Value.Address(IPAddress.Loopback), ["audit_user_agent"] = Value.Text("load"),
            ["audit_request_id"] = Value.Text("load"),
        };

    private static string Code() =>
        RandomNumberGenerator.GetString("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", 12);
}
