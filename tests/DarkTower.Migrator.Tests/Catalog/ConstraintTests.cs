using Npgsql;

namespace DarkTower.Migrator.Tests.Catalog;

/// <summary>Each constraint of the schema is tripped once, by the smallest change to rows that satisfy all of them.</summary>
public sealed class ConstraintTests(SharedMigratedDatabase shared) : IClassFixture<SharedMigratedDatabase>
{
    private const string CopyUser = "INSERT INTO users (org_id, user_id, email, display_name) SELECT org_id, {0}, {1}, 'x' FROM users";

    public static TheoryData<string, string> Trips => new()
    {
        {
            "organizations_pkey",
            "INSERT INTO organizations (org_id, subdomain, display_name) SELECT org_id, 'other', 'x' FROM organizations"
        },
        { "organizations_subdomain_check", "UPDATE organizations SET subdomain = '-a'" },
        { "organizations_display_name_check", "UPDATE organizations SET display_name = ''" },
        { "organizations_plan_tier_check", "UPDATE organizations SET plan_tier = 'gold'" },
        { "organizations_max_concurrent_meetings_check", "UPDATE organizations SET max_concurrent_meetings = -1" },
        { "organizations_max_participants_per_meeting_check", "UPDATE organizations SET max_participants_per_meeting = 0" },
        { "organizations_max_monthly_meeting_minutes_check", "UPDATE organizations SET max_monthly_meeting_minutes = -1" },
        { "organizations_open_meetings_check", "UPDATE organizations SET open_meetings = -1" },
        { "organizations_status_check", "UPDATE organizations SET status = 'x'" },
        { "organizations_suspended_check", "UPDATE organizations SET status = 'suspended'" },
        { "organizations_suspended_check", "UPDATE organizations SET suspended_at = now(), suspension_reason = 'x'" },
        {
            "organizations_suspension_reason_check",
            "UPDATE organizations SET status = 'suspended', suspended_at = now(), suspension_reason = ''"
        },
        { "organizations_deleted_check", "UPDATE organizations SET status = 'deleted'" },
        { "organizations_version_check", "UPDATE organizations SET version = 0" },
        {
            "organization_directory_pkey",
            "INSERT INTO organization_directory (subdomain, org_id) VALUES ('constraints', gen_random_uuid())"
        },
        {
            "organization_directory_org_id_key",
            "INSERT INTO organization_directory (subdomain, org_id) SELECT 'other', org_id FROM organization_directory"
        },
        { "organization_directory_subdomain_check", "UPDATE organization_directory SET subdomain = 'A'" },
        { "users_pkey", string.Format(CopyUser, "user_id", "'b@example.org'") },
        { "users_email_key", string.Format(CopyUser, "gen_random_uuid()", "email") },
        {
            "users_org_fkey",
            "INSERT INTO users (org_id, user_id, email, display_name) SELECT gen_random_uuid(), user_id, email, 'x' FROM users"
        },
        {
            "users_org_fkey",
            "DELETE FROM participants; DELETE FROM recordings; DELETE FROM meeting_assignments; DELETE FROM meetings; DELETE FROM "
            + "api_keys; "
            + "DELETE FROM organizations"
        },
        { "users_email_check", "UPDATE users SET email = 'A@example.org'" },
        { "users_email_check", "UPDATE users SET email = 'example.org'" },
        { "users_display_name_check", "UPDATE users SET display_name = repeat('x', 256)" },
        { "users_status_check", "UPDATE users SET status = 'x'" },
        { "users_deleted_check", "UPDATE users SET deleted_at = now()" },
        { "users_version_check", "UPDATE users SET version = 0" },
        {
            "meetings_org_fkey",
            "INSERT INTO meetings (org_id, meeting_id, display_name, meeting_code, join_secret_hash, max_participants) "
            + "SELECT gen_random_uuid(), meeting_id, 'x', meeting_code, join_secret_hash, 1 FROM meetings"
        },
        { "meetings_created_by_fkey", "UPDATE meetings SET created_by_user_id = gen_random_uuid()" },
        { "meetings_display_name_check", "UPDATE meetings SET display_name = ''" },
        { "meetings_meeting_code_check", "UPDATE meetings SET meeting_code = 'aaaaaaaaaaa-'" },
        { "meetings_join_secret_hash_check", "UPDATE meetings SET join_secret_hash = 'secret'" },
        { "meetings_max_participants_check", "UPDATE meetings SET max_participants = 0" },
        { "meetings_status_check", "UPDATE meetings SET status = 'x'" },
        { "meetings_started_check", "UPDATE meetings SET status = 'scheduled'" },
        { "meetings_started_check", "UPDATE meetings SET actual_start_time = NULL" },
        { "meetings_ended_check", "UPDATE meetings SET status = 'ended'" },
        { "meetings_ended_check", "UPDATE meetings SET status = 'ended', ended_at = actual_start_time - interval '1 s'" },
        { "meetings_active_participants_check", "UPDATE meetings SET active_participants = max_participants + 1" },
        { "meetings_active_participants_check", "UPDATE meetings SET active_participants = -1" },
        { "meetings_active_participants_check", "UPDATE meetings SET status = 'ended', ended_at = now(), active_participants = 1" },
        {
            "meetings_generation_check",
            "INSERT INTO meetings (org_id, meeting_id, display_name, meeting_code, join_secret_hash, generation) "
            + "SELECT org_id, gen_random_uuid(), 'x', meeting_code, join_secret_hash, -1 FROM meetings"
        },
        { "meetings_owner_check", "UPDATE meetings SET owner_controller_id = gen_random_uuid(), generation = 1" },
        { "meetings_owner_check", "UPDATE meetings SET owner_controller_id = gen_random_uuid(), owner_claimed_at = now()" },
        { "meetings_deleted_check", "UPDATE meetings SET deleted_at = now()" },
        { "meetings_version_check", "UPDATE meetings SET version = 0" },
        {
            "meeting_codes_pkey",
            "INSERT INTO meeting_codes (meeting_code, org_id, meeting_id) "
            + "SELECT meeting_code, org_id, gen_random_uuid() FROM meeting_codes"
        },
        {
            "meeting_codes_meeting_key",
            "INSERT INTO meeting_codes (meeting_code, org_id, meeting_id) "
            + "SELECT 'bbbbbbbbbbbb', org_id, meeting_id FROM meeting_codes"
        },
        { "meeting_codes_meeting_code_check", "UPDATE meeting_codes SET meeting_code = 'short'" },
        { "participants_meeting_fkey", "UPDATE participants SET meeting_id = gen_random_uuid()" },
        { "participants_user_fkey", "UPDATE participants SET user_id = gen_random_uuid()" },
        {
            "participants_active_user_key",
            "INSERT INTO participants (org_id, meeting_id, participant_id, user_id, display_name, participant_type, role) "
            + "SELECT org_id, meeting_id, gen_random_uuid(), user_id, 'x', 'member', 'host' FROM participants"
        },
        { "participants_display_name_check", "UPDATE participants SET display_name = ''" },
        { "participants_participant_type_check", "UPDATE participants SET participant_type = 'x', user_id = NULL" },
        { "participants_role_check", "UPDATE participants SET role = 'x'" },
        { "participants_user_check", "UPDATE participants SET user_id = NULL" },
        { "participants_user_check", "UPDATE participants SET participant_type = 'guest', role = 'guest'" },
        { "participants_guest_check", "UPDATE participants SET participant_type = 'guest', user_id = NULL" },
        { "participants_leave_reason_check", "UPDATE participants SET left_at = now(), leave_reason = 'x'" },
        { "participants_left_check", "UPDATE participants SET left_at = now()" },
        { "participants_left_check", "UPDATE participants SET left_at = joined_at - interval '1 s', leave_reason = 'kicked'" },
        { "participants_user_agent_check", "UPDATE participants SET user_agent = repeat('x', 513)" },
        { "participants_client_version_check", "UPDATE participants SET client_version = repeat('x', 101)" },
        { "audit_logs_actor_type_check", "UPDATE audit_logs SET actor_type = 'x'" },
        { "audit_logs_actor_check", "UPDATE audit_logs SET actor_type = 'user'" },
        { "audit_logs_actor_id_check", "UPDATE audit_logs SET actor_id = ''" },
        { "audit_logs_action_check", "UPDATE audit_logs SET action = 'X'" },
        { "audit_logs_target_check", "UPDATE audit_logs SET target_id = ''" },
        { "audit_logs_result_check", "UPDATE audit_logs SET result = 'x'" },
        { "audit_logs_reason_check", "UPDATE audit_logs SET reason = ''" },
        { "audit_logs_user_agent_check", "UPDATE audit_logs SET user_agent = repeat('x', 513)" },
        { "audit_logs_details_check", "UPDATE audit_logs SET details = '[]'" },
        { "audit_logs_request_id_check", "UPDATE audit_logs SET request_id = ''" },
    };

    [Theory]
    [MemberData(nameof(Trips))]
    [MemberData(nameof(ConstraintTrips.OfPeople), MemberType = typeof(ConstraintTrips))]
    [MemberData(nameof(ConstraintTrips.OfMeetings), MemberType = typeof(ConstraintTrips))]
    [MemberData(nameof(ConstraintTrips.OfFleet), MemberType = typeof(ConstraintTrips))]
    public async Task A_constraint_refuses(string constraint, string change)
    {
        await using var connection = await Sql.OpenAsync(shared.AdminConnectionString);
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync(ConstraintTrips.Seed);

        Assert.Equal(constraint, (await Assert.ThrowsAsync<PostgresException>(() => connection.ExecuteAsync(change))).ConstraintName);
    }

    /// <summary>By a trigger: a CHECK sees one version of a row only.</summary>
    [Fact]
    public async Task A_meetings_generation_goes_up_and_never_down()
    {
        await using var connection = await Sql.OpenAsync(shared.AdminConnectionString);
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync(ConstraintTrips.Seed);
        await connection.ExecuteAsync("UPDATE meetings SET generation = 7; UPDATE meetings SET generation = 7, version = version + 1");

        var error = await Assert.ThrowsAsync<PostgresException>(
            () => connection.ExecuteAsync("UPDATE meetings SET generation = 6, owner_controller_id = NULL, owner_claimed_at = NULL"));

        Assert.Equal((PostgresErrorCodes.CheckViolation, "meetings_generation_forward_check"), (error.SqlState, error.ConstraintName));
    }

    [Fact]
    public async Task Every_constraint_is_tripped_once()
    {
        var constraints = await Sql.QueryAsync(shared.AdminConnectionString, """
            SELECT conname FROM pg_constraint JOIN pg_class AS c ON c.oid = conrelid
            WHERE c.relnamespace = 'public'::regnamespace AND NOT relispartition AND contype <> 'n'
                AND conname NOT IN ('meetings_pkey', 'participants_pkey', 'audit_logs_pkey')
            UNION SELECT unnest(ARRAY['participants_active_user_key', 'meeting_assignments_live_key'])
            ORDER BY 1
            """);

        var tripped = new[] { Trips, ConstraintTrips.OfPeople, ConstraintTrips.OfMeetings, ConstraintTrips.OfFleet }
            .SelectMany(trips => trips.Select(trip => (string)trip[0])).Distinct();
        Assert.Equal(constraints.Order(), tripped.Order());
    }
}
