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
        new(FindOrgs, ["organizations", "organization_directory"], on => [Value.Text(on.Org().Subdomain)]),
        new("GetOrg", ["organizations"], on => [Value.Id(on.Org().Org)]),
        new("CreateOrg", ["organizations", "organization_directory"], _ =>
        [
            Value.NewId(), Value.Text($"load-{Guid.NewGuid():N}"), Value.Text("Load"), Value.Text("pro"), Value.Int(10), Value.Int(100),
            Value.Int(null), Value.NewId(), Value.Text("load"),
        ]),
        new("GetUser", ["users"], on => Key(on.User())),
        new("ListUsers", ["users"], on => [Value.Id(on.Org().Org), Value.Id(Last), Value.Int(51)]),
        new("CreateUser", ["users"], on =>
        [
            Value.Id(on.Org().Org), Value.NewId(), Value.Text($"{Guid.NewGuid():N}@load.example"), Value.Text("Load"), Value.NewId(),
            Value.Text("load"),
        ]),
        new("ResolveMeetingCode", ["meeting_codes"], on => [Value.Text(on.Code())]),
        new("GetMeeting", ["meetings"], on => Key(on.Meeting())),
        new("ListMeetings", ["meetings"], on => [Value.Id(on.Org().Org), Value.Id(Last), Value.Int(51)]),
        new("ListMeetingsByStatus", ["meetings"], on => [Value.Id(on.Org().Org), Value.Id(Last), Value.Int(51), Value.Text("active")]),
        new("CreateMeeting", ["meetings", "meeting_codes", "users"], on =>
        [
            Value.Id(on.Org().Org), Value.NewId(), Value.Id(null), Value.Text("Load"), Value.Text(Code()),
            Value.Bytes(RandomNumberGenerator.GetBytes(32)), Value.Int(100), Value.Time(null), Value.Bool(true), Value.Bool(false),
            Value.Bool(false), Value.Bool(true), Value.Bool(true), Value.Bool(false), Value.NewId(), Value.Text("load"),
        ]),
        new("ClaimMeeting", ["meetings"], on => [.. Key(on.Open()), Value.NewId(), Value.NewId(), Value.Text("load")]),
        Join(), Join(), Join(), Join(),
        new("LeaveMeeting", ["participants"], Leave), new("LeaveMeeting", ["participants"], Leave),
        new("ListParticipants", ["participants"], on => [.. Key(on.Meeting()), Value.Id(Last), Value.Int(51), Value.Bool(false)]),
    ];

    public static IReadOnlyList<Operation> Of(IReadOnlySet<string> tables) =>
        [.. All.Where(operation => operation.Tables.All(tables.Contains))];

    private static Operation Join() => new("JoinMeeting", ["participants"], on =>
        [
            .. Key(on.Open()), Value.NewId(), Value.Id(null), Value.Text("guest"), Value.Text("Load"),
            Value.Text("guest"), Value.Address(IPAddress.Loopback), Value.Text("load"), Value.Text("1"), Value.NewId(), Value.Text("load"),
        ])
    {
        Done = (on, sent) => on.Joined((Guid)sent[0].Value!, (Guid)sent[1].Value!, (Guid)sent[2].Value!),
    };

    private static NpgsqlParameter[] Key((Guid Org, Guid Id) row) => [Value.Id(row.Org), Value.Id(row.Id)];

    private static NpgsqlParameter[] Leave(Targets on)
    {
        var (org, meeting, participant) = on.Present();
        return [Value.Id(org), Value.Id(meeting), Value.Id(participant), Value.Text("voluntary"), Value.NewId(), Value.Text("load")];
    }

    private static string Code() =>
        RandomNumberGenerator.GetString("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", 12);
}
