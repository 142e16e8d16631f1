using DarkTower.GcDatabase.Tests.Harness;

namespace DarkTower.GcDatabase.Tests.Meetings;

/// <summary>Another call's change is held uncommitted until the call under test waits for it: the order of the two is no accident.</summary>
[Collection(GcDatabaseTests.Name)]
public sealed class MeetingInterleavingTests(GcDatabaseProcess process)
{
    private GcClient Gc => process.Gc;

    [Fact]
    public async Task Create_waits_for_an_end_and_takes_its_slot()
    {
        var org = await Gc.NewOrgAsync(maxConcurrentMeetings: 1);
        var meeting = await Gc.NewActiveMeetingAsync(org);

        (await process.CommitWhileItWaitsAsync(
            $"""
            UPDATE organizations SET open_meetings = open_meetings - 1 WHERE org_id = '{org}';
            UPDATE meetings SET status = 'ended', ended_at = now() WHERE meeting_id = '{meeting}'
            """,
            () => Gc.PostMeetingAsync(org, new { displayName = "m" }))).Expect(201);

        await process.ExpectCountersAsync(org);
    }

    [Fact]
    public async Task End_waits_for_a_create_and_both_are_counted()
    {
        var org = await Gc.NewOrgAsync();
        var meeting = await Gc.NewActiveMeetingAsync(org);

        (await process.CommitWhileItWaitsAsync(
            $"""
            UPDATE organizations SET open_meetings = open_meetings + 1 WHERE org_id = '{org}';
            INSERT INTO meetings (org_id, meeting_id, display_name, meeting_code, join_secret_hash)
            SELECT '{org}', gen_random_uuid(), 'm', left(replace(gen_random_uuid()::text, '-', ''), 12), sha256('')
            """,
            () => Gc.EndAsync(org, meeting))).Expect(200);

        Assert.Equal(1, await Gc.OpenMeetingsAsync(org));
        await process.ExpectCountersAsync(org);
    }

    [Fact]
    public async Task A_change_of_the_participants_waits_for_the_organizations_limit_and_is_capped_by_it()
    {
        var org = await Gc.NewOrgAsync();
        var meeting = await Gc.NewMeetingAsync(org);

        Assert.Equal(5, (await process.CommitWhileItWaitsAsync(
            $"UPDATE organizations SET max_participants_per_meeting = 5 WHERE org_id = '{org}'",
            () => Gc.PatchMeetingAsync(org, meeting, new { maxParticipants = 50 }))).Expect(200)["maxParticipants"].GetInt32());
    }

    [Fact]
    public async Task A_change_of_the_participants_waits_for_a_join_and_counts_it()
    {
        var org = await Gc.NewOrgAsync();
        var meeting = await Gc.NewActiveMeetingAsync(org);

        (await process.CommitWhileItWaitsAsync(JoinOf(org, meeting),
            () => Gc.PatchMeetingAsync(org, meeting, new { maxParticipants = 1 }))).Expect(200);
        (await process.CommitWhileItWaitsAsync(
            $"UPDATE meetings SET max_participants = 2 WHERE meeting_id = '{meeting}'; {JoinOf(org, meeting)}",
            () => Gc.PatchMeetingAsync(org, meeting, new { maxParticipants = 1 }))).ExpectRefusal(409, "participants-exceed-limit");
    }

    [Theory]
    [InlineData("status = 'ended', ended_at = now()", 409, "meeting-not-open")]
    [InlineData("version = version + 1", 412, "version-conflict")]
    [InlineData("status = 'ended', ended_at = now(), deleted_at = now()", 404, "meeting-not-found")]
    public async Task A_change_waits_and_is_decided_by_what_committed(string change, int status, string code)
    {
        var org = await Gc.NewOrgAsync();
        var meeting = await Gc.NewActiveMeetingAsync(org);

        (await process.CommitWhileItWaitsAsync(
            $"UPDATE meetings SET {change} WHERE meeting_id = '{meeting}'",
            () => Gc.PatchMeetingAsync(org, meeting, new { displayName = "n" }, "\"2\""))).ExpectRefusal(status, code);
    }

    [Fact]
    public async Task Leave_waits_for_a_join_and_both_are_counted()
    {
        var org = await Gc.NewOrgAsync();
        var meeting = await Gc.NewMeetingAsync(org);
        var participant = (await Gc.JoinAsGuestAsync(org, meeting)).Expect(201).Id("participantId");

        (await process.CommitWhileItWaitsAsync(JoinOf(org, meeting), () => Gc.LeaveAsync(org, meeting, participant))).Expect(204);

        Assert.Equal(1, (await Gc.GetMeetingAsync(org, meeting))["activeParticipants"].GetInt32());
        await process.ExpectCountersAsync(org);
    }

    /// <summary>A statement sees the rows of when it began: were the lock part of the one that ends, this participant would stay.</summary>
    [Fact]
    public async Task End_waits_for_a_join_and_who_joined_leaves_with_the_others()
    {
        var org = await Gc.NewOrgAsync();
        var meeting = await Gc.NewMeetingAsync(org);
        (await Gc.JoinAsGuestAsync(org, meeting)).Expect(201);

        (await process.CommitWhileItWaitsAsync(JoinOf(org, meeting), () => Gc.EndAsync(org, meeting))).Expect(200);

        Assert.Equal(0, await process.ScalarAsync<long>(
            "SELECT count(*) FROM participants WHERE meeting_id = $1 AND left_at IS NULL", meeting));
        await process.ExpectCountersAsync(org);
        Assert.EndsWith("""meeting.ended {"assignments": 0, "participants": 2}""", await process.TrailAsync(org, meeting));
    }

    [Fact]
    public async Task Leave_waits_for_an_end_and_changes_nothing()
    {
        var org = await Gc.NewOrgAsync();
        var meeting = await Gc.NewMeetingAsync(org);
        var participant = (await Gc.JoinAsGuestAsync(org, meeting)).Expect(201).Id("participantId");

        (await process.CommitWhileItWaitsAsync(
            $"""
            UPDATE organizations SET open_meetings = open_meetings - 1 WHERE org_id = '{org}';
            UPDATE meetings SET status = 'ended', ended_at = now(), active_participants = 0 WHERE meeting_id = '{meeting}';
            UPDATE participants SET left_at = now(), leave_reason = 'meeting_ended' WHERE meeting_id = '{meeting}'
            """,
            () => Gc.LeaveAsync(org, meeting, participant))).Expect(204);

        Assert.Equal("meeting_ended", await process.ScalarAsync<string>(
            "SELECT leave_reason FROM participants WHERE meeting_id = $1", meeting));
        await process.ExpectCountersAsync(org);
    }

    [Fact]
    public async Task End_waits_for_an_end_and_answers_what_that_one_made()
    {
        var org = await Gc.NewOrgAsync();
        var meeting = await Gc.NewActiveMeetingAsync(org);

        var answer = (await process.CommitWhileItWaitsAsync(
            $"""
            UPDATE organizations SET open_meetings = open_meetings - 1 WHERE org_id = '{org}';
            UPDATE meetings SET status = 'ended', ended_at = now(), version = 3 WHERE meeting_id = '{meeting}'
            """,
            () => Gc.EndAsync(org, meeting))).Expect(200);

        Assert.Equal("\"3\"", answer.ETag);
        await process.ExpectCountersAsync(org);
        Assert.DoesNotContain("meeting.ended", await process.TrailAsync(org, meeting), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancel_waits_for_an_activation_and_is_refused()
    {
        var org = await Gc.NewOrgAsync();
        var meeting = await Gc.NewMeetingAsync(org);

        (await process.CommitWhileItWaitsAsync(
            $"UPDATE meetings SET status = 'active', actual_start_time = now() WHERE meeting_id = '{meeting}'",
            () => Gc.CancelAsync(org, meeting))).ExpectRefusal(409, "meeting-started");

        await process.ExpectCountersAsync(org);
    }

    [Fact]
    public async Task Activation_waits_for_a_cancellation_and_is_refused()
    {
        var org = await Gc.NewOrgAsync();
        var meeting = await Gc.NewMeetingAsync(org);

        (await process.CommitWhileItWaitsAsync(
            $"UPDATE meetings SET status = 'cancelled', ended_at = now() WHERE meeting_id = '{meeting}'",
            () => Gc.ActivateAsync(org, meeting))).ExpectRefusal(409, "meeting-not-open");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task End_and_cancel_wait_for_an_assignment_and_release_it(bool started)
    {
        var org = await Gc.NewOrgAsync();
        var meeting = started ? await Gc.NewActiveMeetingAsync(org) : await Gc.NewMeetingAsync(org);
        var controller = await process.NewControllerAsync();

        (await process.CommitWhileItWaitsAsync(
            $"""
            SELECT FROM meetings WHERE meeting_id = '{meeting}' FOR NO KEY UPDATE;
            INSERT INTO meeting_assignments (org_id, assignment_id, meeting_id, region, controller_id, state, assigned_by)
            VALUES ('{org}', gen_random_uuid(), '{meeting}', 'eu-west-1', '{controller}', 'active', 'test');
            UPDATE meeting_controller_load SET reserved_meetings = reserved_meetings + 1 WHERE controller_id = '{controller}'
            """,
            () => started ? Gc.EndAsync(org, meeting) : Gc.CancelAsync(org, meeting))).Expect(200);

        Assert.Equal(0, await process.ReservedAsync(controller));
        await process.ExpectCountersAsync(org);
    }

    [Fact]
    public async Task End_waits_for_a_job_that_ends_an_assignment_and_does_not_release_it_twice()
    {
        var org = await Gc.NewOrgAsync();
        var meeting = await Gc.NewActiveMeetingAsync(org);
        var controller = await process.NewControllerAsync();
        await process.AssignAsync(org, meeting, controller, "eu-west-1");
        await process.AssignAsync(org, await Gc.NewActiveMeetingAsync(org), controller, "eu-west-1");

        (await process.CommitWhileItWaitsAsync(
            $"""
            UPDATE meeting_assignments SET state = 'ended', ended_at = now(), end_reason = 'stale' WHERE meeting_id = '{meeting}';
            UPDATE meeting_controller_load SET reserved_meetings = reserved_meetings - 1 WHERE controller_id = '{controller}'
            """,
            () => Gc.EndAsync(org, meeting))).Expect(200);

        Assert.Equal(1, await process.ReservedAsync(controller));
        await process.ExpectCountersAsync(org);
    }

    private static string JoinOf(Guid org, Guid meeting) =>
        $"""
        UPDATE meetings SET active_participants = active_participants + 1 WHERE meeting_id = '{meeting}';
        INSERT INTO participants (org_id, meeting_id, participant_id, display_name, participant_type, role)
        VALUES ('{org}', '{meeting}', gen_random_uuid(), 'Guest', 'guest', 'guest')
        """;
}
