using System.Reflection;
using DarkTower.GcDatabase.Infrastructure;
using DarkTower.GcDatabase.Tests.Harness;
using DarkTower.Queries;
using Npgsql;

namespace DarkTower.GcDatabase.Tests.Meetings;

/// <summary>What the service this one replaces did wrong with meetings and participants, one test each.</summary>
[Collection(GcDatabaseTests.Name)]
public sealed class MeetingFlawTests(GcDatabaseProcess process)
{
    private GcClient Gc => process.Gc;

    /// <summary>Count and insert in one statement let 32 to 39 meetings through a limit of 10.</summary>
    [Fact]
    public async Task Flaw_M1_a_limit_of_10_is_10_for_32_clients_that_each_create_5()
    {
        var org = await Gc.NewOrgAsync(maxConcurrentMeetings: 10);

        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(async _ =>
        {
            var mine = new List<Answer>();
            for (var i = 0; i < 5; i++) mine.Add(await Gc.PostMeetingAsync(org, new { displayName = "m" }));
            return mine;
        }));

        Assert.Equal(10, answers.SelectMany(a => a).Count(a => a.Status == 201));
        Assert.Equal(10, await Gc.OpenMeetingsAsync(org));
        await process.ExpectCountersAsync(org);
    }

    /// <summary>Nothing ever wrote an end: an organization was locked out after its first meetings.</summary>
    [Fact]
    public async Task Flaw_M2_meetings_that_are_over_give_their_slot_back_for_ever()
    {
        var org = await Gc.NewOrgAsync(maxConcurrentMeetings: 1);
        for (var i = 0; i < 12; i++)
        {
            var meeting = await Gc.NewMeetingAsync(org);
            if (i % 2 == 0) (await Gc.CancelAsync(org, meeting)).Expect(200);
            else
            {
                (await Gc.JoinAsGuestAsync(org, meeting)).Expect(201);
                (await Gc.EndAsync(org, meeting)).Expect(200);
            }
        }
        Assert.Equal(0, await Gc.OpenMeetingsAsync(org));
    }

    /// <summary>One answer stood for a limit reached, a missing and a suspended organization.</summary>
    [Fact]
    public async Task Flaw_M3_limit_missing_and_suspended_organization_are_told_apart()
    {
        var (full, suspended) = (await Gc.NewOrgAsync(maxConcurrentMeetings: 0), await Gc.NewOrgAsync());
        await process.SuspendAsync(suspended);

        (await CreateAsync(full)).ExpectRefusal(409, "meeting-limit-reached");
        (await CreateAsync(suspended)).ExpectRefusal(409, "org-suspended");
        (await CreateAsync(Guid.NewGuid())).ExpectRefusal(404, "org-not-found");

        Task<Answer> CreateAsync(Guid org) => Gc.PostMeetingAsync(org, new { displayName = "m" });
    }

    /// <summary>Codes were unique within a tenant and looked up without one, by a sequential scan.</summary>
    [Fact]
    public async Task Flaw_M4_a_code_is_one_meetings_alone_whatever_the_tenant_and_is_found_by_an_index()
    {
        var (org, other) = (await Gc.NewOrgAsync(), await Gc.NewOrgAsync());
        var created = (await Gc.PostMeetingAsync(org, new { displayName = "m" })).Expect(201);
        var code = created["meetingCode"].GetString()!;

        var error = await Assert.ThrowsAsync<PostgresException>(() => process.ExecuteAsync(
            "INSERT INTO meeting_codes (meeting_code, org_id, meeting_id) VALUES ($1, $2, gen_random_uuid())", code, other));

        Assert.Equal("meeting_codes_pkey", error.ConstraintName);
        Assert.Equal((org, created.Id("meetingId")), await ResolveAsync());

        async Task<(Guid, Guid)> ResolveAsync()
        {
            var found = (await Gc.GetAsync($"/v1/meeting-codes/{code}")).Expect(200);
            return (found.Id("orgId"), found.Id("meetingId"));
        }
    }

    /// <summary>Read, change and start went by the meeting's id alone, without state, version or trail.</summary>
    [Fact]
    public async Task Flaw_M5_tenant_state_version_and_trail_belong_to_the_change_itself()
    {
        var (org, other) = (await Gc.NewOrgAsync(), await Gc.NewOrgAsync());
        var meeting = await Gc.NewMeetingAsync(org);
        var before = await process.FootprintAsync(org);

        foreach (var call in new[]
        {
            Gc.GetMeetingAsync(other, meeting), Gc.PatchMeetingAsync(other, meeting, new { displayName = "theirs" }),
            Gc.ActivateAsync(other, meeting), Gc.EndAsync(other, meeting), Gc.CancelAsync(other, meeting),
            Gc.DeleteMeetingAsync(other, meeting), Gc.ClaimAsync(other, meeting), Gc.JoinAsGuestAsync(other, meeting),
        })
            (await call).ExpectRefusal(404, "meeting-not-found");
        (await Gc.PatchMeetingAsync(org, meeting, new { displayName = "late" }, "\"9\"")).ExpectRefusal(412, "version-conflict");
        Assert.Equal(before, await process.FootprintAsync(org));

        (await Gc.CancelAsync(org, meeting)).Expect(200);
        (await Gc.PatchMeetingAsync(org, meeting, new { displayName = "over" })).ExpectRefusal(409, "meeting-not-open");
        Assert.Equal(2, (await process.TrailAsync(org, meeting)).Split("meeting.").Length - 1);
    }

    /// <summary>require_auth was stored and never looked at, its default differed, and a suspended organization's meetings were joined.</summary>
    [Theory]
    [InlineData(false, false, false, true, false)]
    [InlineData(false, true, false, true, true)]
    [InlineData(true, true, false, true, false)]
    [InlineData(true, false, true, true, false)]
    [InlineData(false, false, true, true, false)]
    [InlineData(false, true, true, false, false)]
    public async Task Flaw_M6_who_may_join_is_decided_by_every_setting(
        bool requireAuth, bool allowGuests, bool allowExternal, bool active, bool guestGetsIn)
    {
        var org = await Gc.NewOrgAsync();
        var user = await Gc.NewUserAsync(org);
        var meeting = await Gc.NewMeetingAsync(
            org, new { displayName = "m", requireAuth, allowGuests, allowExternalParticipants = allowExternal });
        if (!active) await process.SuspendAsync(org);

        var guest = await Gc.JoinAsGuestAsync(org, meeting);
        var external = await Gc.PostAsync(
            GcClient.Participants(org, meeting), new { participantType = "external", displayName = "Eve" });
        var member = await Gc.JoinAsync(org, meeting, user);

        Expect(guest, guestGetsIn, "guests-not-allowed");
        Expect(external, active && allowExternal, "external-participants-not-allowed");
        Expect(member, active, "org-suspended");

        void Expect(Answer answer, bool granted, string code)
        {
            if (granted) answer.Expect(201);
            else if (active) answer.ExpectRefusal(403, code);
            else answer.ExpectRefusal(409, "org-suspended");
        }
    }

    /// <summary>A join wrote no participant, started nothing and counted nobody.</summary>
    [Fact]
    public async Task Flaw_M7_a_join_is_one_operation_of_row_start_seat_and_trail()
    {
        var org = await Gc.NewOrgAsync();
        var meeting = await Gc.NewMeetingAsync(org, new { displayName = "m", allowGuests = true, maxParticipants = 1 });

        var joined = (await Gc.JoinAsGuestAsync(org, meeting)).Expect(201);
        (await Gc.JoinAsGuestAsync(org, meeting)).ExpectRefusal(409, "meeting-full");

        var after = (await Gc.GetMeetingAsync(org, meeting)).Expect(200);
        Assert.Equal(("active", 1), (after["status"].GetString(), after["activeParticipants"].GetInt32()));
        (await Gc.GetAsync(joined.Headers.Location!.ToString())).Expect(200);
        Assert.Contains("\"activatedMeeting\": true", await process.TrailAsync(org, joined.Id("participantId")), StringComparison.Ordinal);
    }

    /// <summary>A second join was a 500, guests could not be removed, and nobody knew why somebody left.</summary>
    [Fact]
    public async Task Flaw_M8_a_second_join_is_a_conflict_and_guests_are_removed_with_a_reason()
    {
        var org = await Gc.NewOrgAsync();
        var (meeting, user) = (await Gc.NewMeetingAsync(org), await Gc.NewUserAsync(org));
        (await Gc.JoinAsync(org, meeting, user)).Expect(201);
        var guest = (await Gc.JoinAsGuestAsync(org, meeting)).Expect(201).Id("participantId");

        (await Gc.JoinAsync(org, meeting, user)).ExpectRefusal(409, "already-joined");
        (await Gc.DeleteAsync($"{GcClient.Participants(org, meeting)}/{guest}")).ExpectRefusal(400, "invalid-request");
        (await Gc.LeaveAsync(org, meeting, guest, "kicked")).Expect(204);

        Assert.Equal("kicked",
            (await Gc.GetAsync($"{GcClient.Participants(org, meeting)}/{guest}"))["leaveReason"].GetString());
    }

    /// <summary>Participants had no tenant; another tenant's user and a guest as host were taken.</summary>
    [Fact]
    public async Task Flaw_M9_a_participant_is_of_the_meetings_tenant_and_a_guest_never_hosts()
    {
        var (org, other) = (await Gc.NewOrgAsync(), await Gc.NewOrgAsync());
        var (meeting, foreigner) = (await Gc.NewMeetingAsync(org), await Gc.NewUserAsync(other));

        (await Gc.JoinAsync(org, meeting, foreigner)).ExpectRefusal(404, "user-not-found");
        (await Gc.PostAsync(GcClient.Participants(org, meeting), new { participantType = "guest", displayName = "Bob", role = "host" }))
            .ExpectRefusal(400, "invalid-request");

        // The schema refuses both by itself, whoever writes.
        Assert.Equal("participants_user_fkey", await RefusedByAsync(foreigner, "member", "participant"));
        Assert.Equal("participants_guest_check", await RefusedByAsync(null, "guest", "host"));

        async Task<string?> RefusedByAsync(Guid? user, string type, string role) =>
            (await Assert.ThrowsAsync<PostgresException>(() => process.ExecuteAsync(
                """
                INSERT INTO participants (org_id, meeting_id, participant_id, user_id, display_name, participant_type, role)
                VALUES ($1, $2, gen_random_uuid(), nullif($3, '00000000-0000-0000-0000-000000000000'::uuid), 'x', $4, $5)
                """, org, meeting, user ?? Guid.Empty, type, role))).ConstraintName;
    }

    /// <summary>The trail was a second write that could fail, and its rows could be changed.</summary>
    [Fact]
    public async Task Flaw_M12_without_its_row_of_the_trail_nothing_changes_and_rows_of_the_trail_do_not_change()
    {
        var org = await Gc.NewOrgAsync();
        var meeting = await Gc.NewMeetingAsync(org);
        var before = await process.FootprintAsync(org);
        // Every entry about this organization is refused from here on.
        await process.ExecuteAsync($"ALTER TABLE audit_logs ADD CONSTRAINT test_no_trail CHECK (org_id <> '{org}') NOT VALID");
        try
        {
            foreach (var call in new[]
            {
                Gc.ActivateAsync(org, meeting), Gc.CancelAsync(org, meeting), Gc.JoinAsGuestAsync(org, meeting), Gc.ClaimAsync(org, meeting),
                Gc.PatchMeetingAsync(org, meeting, new { displayName = "n" }), Gc.PostMeetingAsync(org, new { displayName = "m" }),
            })
                (await call).Expect(500);
        }
        finally
        {
            await process.ExecuteAsync("ALTER TABLE audit_logs DROP CONSTRAINT test_no_trail");
        }
        Assert.Equal(before, await process.FootprintAsync(org));

        Assert.False(await process.ScalarAsync<bool>(
            "SELECT has_table_privilege('darktower_app', 'audit_logs', 'DELETE, TRUNCATE') "
            + "OR has_any_column_privilege('darktower_app', 'audit_logs', 'UPDATE')"));
    }

    /// <summary>Any unique violation was taken for a code that is taken, by its text.</summary>
    [Fact]
    public async Task Flaw_M13_a_violation_is_known_by_its_constraint()
    {
        var org = await Gc.NewOrgAsync();
        var meeting = await Gc.NewRecordableMeetingAsync(org);
        var recording = new { storageBucket = "b", storagePath = "p" };
        var user = new { email = $"{Guid.NewGuid():N}@example.org", displayName = "Ann" };
        (await Gc.PostUserAsync(org, user)).Expect(201);
        (await Gc.PostRecordingAsync(org, meeting, recording)).Expect(201);

        (await Gc.PostUserAsync(org, user)).ExpectRefusal(409, "email-taken");
        (await Gc.PostRecordingAsync(org, meeting, recording)).ExpectRefusal(409, "storage-object-taken");
    }

    /// <summary>Secrets and password hashes were part of every read.</summary>
    [Fact]
    public async Task Flaw_M14_no_statement_reads_a_secret_and_password_hashes_cannot_be_read_at_all()
    {
        var statements = typeof(OrgId).Assembly.GetTypes()
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.NonPublic))
            .Where(field => field.FieldType == typeof(Query))
            .SelectMany(field => ((Query)field.GetValue(null)!).Sql.Select(sql => (field.DeclaringType!.Name, Sql: sql)))
            .ToList();

        Assert.True(statements.Count > 30);
        Assert.Equal(["CreateMeeting"], statements.Where(s => s.Sql.Contains("join_secret_hash")).Select(s => s.Name).Distinct());
        Assert.False(await process.ScalarAsync<bool>("SELECT has_column_privilege('darktower_app', 'users', 'password_hash', 'SELECT')"));
    }
}
