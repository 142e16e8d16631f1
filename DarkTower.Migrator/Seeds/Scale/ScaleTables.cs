using System.Buffers.Binary;

namespace DarkTower.Migrator.Seeds.Scale;

/// <param name="Name">In schema public.</param>
/// <param name="Columns">In the order in which the rows have them.</param>
/// <param name="Rows">How many there will be.</param>
/// <param name="Encode">Puts one row after the other into the buffer.</param>
internal sealed record ScaleTable(string Name, string Columns, long Rows, Func<CopyBuffer, IEnumerable<int>> Encode);

/// <summary>What is copied, parents first.</summary>
internal static class ScaleTables
{
    private const string Base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    public static IReadOnlyList<ScaleTable> Of(Population population) =>
    [
        Table("organization_directory", "subdomain, org_id, created_at, updated_at",
            population.Sizes.Orgs, population.Orgs(), WriteDirectory),
        Table("organizations", "org_id, subdomain, display_name, plan_tier, max_concurrent_meetings, max_participants_per_meeting, "
            + "max_monthly_meeting_minutes, open_meetings, created_at, updated_at",
            population.Sizes.Orgs, population.Orgs(), WriteOrg),
        Table("users", "org_id, user_id, email, display_name, created_at, updated_at",
            population.UserCount, population.Users(), WriteUser),
        Table("meeting_codes", "meeting_code, org_id, meeting_id, created_at, updated_at",
            population.Sizes.Meetings, population.Meetings(), (row, meeting) => WriteCode(row, meeting, population.Sizes.RandomSeed)),
        Table("meetings", "org_id, meeting_id, created_by_user_id, display_name, meeting_code, join_secret_hash, max_participants, "
            + "require_auth, allow_guests, allow_external_participants, waiting_room_enabled, status, scheduled_start_time, "
            + "actual_start_time, ended_at, active_participants, generation, owner_controller_id, owner_claimed_at, created_at, updated_at",
            population.Sizes.Meetings, population.Meetings(), (row, meeting) => WriteMeeting(row, meeting, population)),
        Table("participants", "org_id, meeting_id, participant_id, user_id, display_name, participant_type, role, joined_at, left_at, "
            + "leave_reason, ip_address, user_agent, client_version, created_at, updated_at",
            population.Sizes.Participants, population.People(), (row, person) => WritePerson(row, person, population)),
        Table("audit_logs", "org_id, audit_id, actor_type, action, target_type, target_id, details, request_id, created_at",
            population.AuditCount, population.Audits(), (row, audit) => WriteAudit(row, audit, population.Sizes.RandomSeed)),
    ];

    private static ScaleTable Table<T>(string name, string columns, long count, IEnumerable<T> rows, Action<CopyBuffer, T> write)
    {
        var width = columns.Count(letter => letter == ',') + 1;
        return new ScaleTable(name, columns, count, Encode);

        IEnumerable<int> Encode(CopyBuffer buffer)
        {
            foreach (var row in rows)
            {
                buffer.Row(width);
                write(buffer, row);
                yield return width;
            }
        }
    }

    private static void WriteDirectory(CopyBuffer row, ScaleOrg org)
    {
        row.Text(org.Subdomain);
        row.Uuid(org.Id);
        row.Time(org.CreatedAt);
        row.Time(org.CreatedAt);
    }

    private static void WriteOrg(CopyBuffer row, ScaleOrg org)
    {
        row.Uuid(org.Id);
        row.Text(org.Subdomain);
        row.Text($"Scale {org.Index + 1}");
        row.Text(org.Meetings > 10_000 ? "enterprise" : org.Meetings > 100 ? "pro" : "free");
        row.Int(Math.Max(10, 2 * org.OpenMeetings));
        row.Int(org.MaxParticipants);
        row.Int(Math.Max(10_000, 100 * org.Meetings));
        row.Int(org.OpenMeetings);
        row.Time(org.CreatedAt);
        row.Time(org.CreatedAt);
    }

    private static void WriteUser(CopyBuffer row, ScaleUser user)
    {
        row.Uuid(user.Org.Id);
        row.Uuid(user.Id);
        row.Text($"user-{user.Number + 1}@{user.Org.Subdomain}.example");
        row.Text(Words.People[user.Id.Low % (uint)Words.People.Length]);
        row.Time(user.CreatedAt);
        row.Time(user.CreatedAt);
    }

    private static void WriteCode(CopyBuffer row, ScaleMeeting meeting, long randomSeed)
    {
        row.Bytes(Code(meeting, randomSeed, stackalloc byte[12]));
        row.Uuid(meeting.Org.Id);
        row.Uuid(meeting.Id);
        row.Time(meeting.CreatedAt);
        row.Time(meeting.CreatedAt);
    }

    private static void WriteMeeting(CopyBuffer row, ScaleMeeting meeting, Population population)
    {
        var active = meeting.Status == MeetingStatus.Active;
        Moment? started = meeting.HasPeople ? meeting.StartedAt : null;
        Moment? ended = meeting.IsOpen ? null : meeting.EndedAt;
        row.Uuid(meeting.Org.Id);
        row.Uuid(meeting.Id);
        row.Uuid(population.User(meeting.Org, (int)(meeting.Id.Low % (uint)meeting.Org.Users)).Id);
        row.Text(Words.Meetings[meeting.Index % Words.Meetings.Length]);
        row.Bytes(Code(meeting, population.Sizes.RandomSeed, stackalloc byte[12]));
        row.Bytes(Hash(meeting.Id.Low, stackalloc byte[32]));
        row.Int(Math.Max(100, meeting.People));
        row.Bool(false);
        row.Bool(true);
        row.Bool(true);
        row.Bool(false);
        row.Text(meeting.Status switch
        {
            MeetingStatus.Ended => "ended",
            MeetingStatus.Cancelled => "cancelled",
            MeetingStatus.Active => "active",
            _ => "scheduled",
        });
        row.TimeOrNull(active ? null : meeting.StartedAt);
        row.TimeOrNull(started);
        row.TimeOrNull(ended);
        row.Int(meeting.Present);
        row.Long(meeting.HasPeople ? 1 : 0);
        row.UuidOrNull(meeting.HasPeople ? new Uuid(0x019a_0000_0000_7000, 0x8000_0000_0000_0000 | meeting.Id.Low % 16) : Uuid.None);
        row.TimeOrNull(started);
        row.Time(meeting.CreatedAt);
        row.Time(ended ?? started ?? meeting.CreatedAt);
    }

    private static void WritePerson(CopyBuffer row, ScalePerson person, Population population)
    {
        var org = person.Meeting.Org;
        row.Uuid(org.Id);
        row.Uuid(person.Meeting.Id);
        row.Uuid(person.Id);
        row.UuidOrNull(person.User < 0 ? Uuid.None : population.User(org, person.User).Id);
        row.Text(Words.People[person.Random % (uint)Words.People.Length]);
        row.Text(person.Type switch { PersonType.Member => "member", PersonType.External => "external", _ => "guest" });
        row.Text(person.Type == PersonType.Guest ? "guest" : person.Number == 0 ? "host" : "participant");
        row.Time(person.JoinedAt);
        row.TimeOrNull(person.LeftAt);
        if (person.LeaveReason is { } reason)
            row.Text(reason);
        else
            row.Null();
        // 198.18.0.0/15, set aside for benchmarks.
        row.Address(0xc612_0000 | (uint)(person.Random >> 47));
        row.Text(Words.Clients[(int)(person.Random >> 8 & 3)]);
        row.Text("1.4.2");
        row.Time(person.JoinedAt);
        row.Time(person.LeftAt ?? person.JoinedAt);
    }

    private static void WriteAudit(CopyBuffer row, ScaleAudit audit, long randomSeed)
    {
        var (meeting, joined) = audit;
        var at = joined?.JoinedAt ?? meeting.CreatedAt;
        var draw = new Draw(randomSeed, Draw.For.Audit, ((long)meeting.Index << 32) | (uint)(joined?.Number + 1 ?? 0));
        row.Uuid(meeting.Org.Id);
        row.Uuid(draw.Id(at));
        row.Text("platform");
        row.Text(joined is null ? "meeting.created" : "participant.joined");
        row.Text(joined is null ? "meeting" : "participant");
        row.Text(Text(joined?.Id ?? meeting.Id));
        row.Json(joined is null ? "{}" : $$"""{"meetingId":"{{Text(meeting.Id)}}"}""");
        row.Text($"{draw.Next():x16}{draw.Next():x16}");
        row.Time(at);
    }

    private static string Text(Uuid id) =>
        $"{id.High >> 32:x8}-{id.High >> 16 & 0xffff:x4}-{id.High & 0xffff:x4}-{id.Low >> 48:x4}-{id.Low & 0xffff_ffff_ffff:x12}";

    /// <summary>Twelve characters; the first eleven are one to one with the meeting's number, so no code comes twice.</summary>
    private static ReadOnlySpan<byte> Code(in ScaleMeeting meeting, long randomSeed, Span<byte> code)
    {
        var rest = Draw.Mix((ulong)meeting.Index + Draw.Mix((ulong)randomSeed));
        code[11] = (byte)Base62[(int)(meeting.Id.Low % 62)];
        for (var place = 0; place < 11; place++, rest /= 62)
            code[place] = (byte)Base62[(int)(rest % 62)];
        return code;
    }

    private static ReadOnlySpan<byte> Hash(ulong of, Span<byte> hash)
    {
        for (var place = 0; place < 4; place++)
            BinaryPrimitives.WriteUInt64BigEndian(hash[(8 * place)..], Draw.Mix(of + (uint)place));
        return hash;
    }
}
