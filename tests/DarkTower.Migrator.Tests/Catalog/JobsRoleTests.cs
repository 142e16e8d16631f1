using Npgsql;

namespace DarkTower.Migrator.Tests.Catalog;

/// <summary>darktower_jobs reaches across tenants, and sees exactly the rows its policies name.</summary>
public sealed class JobsRoleTests(SharedMigratedDatabase shared) : IClassFixture<SharedMigratedDatabase>
{
    private const string Past = "now() - interval '1 second'";
    private const string Future = "now() + interval '1 hour'";

    [Fact]
    public async Task Retention_sees_what_is_over_in_every_tenant_and_nothing_that_is_not()
    {
        var orgs = new[] { Guid.NewGuid(), Guid.NewGuid() };
        foreach (var org in orgs)
            await SeedAsync(org);
        await using var jobs = await Sql.OpenAsync(shared.JobsConnectionString);

        await SeesAsync("meetings", "ended", orgs);
        await SeesAsync("participants", "left", orgs);
        await SeesAsync("recordings", "expired", orgs, "storage_path");
        await SeesAsync("idempotency_keys", "expired", orgs, "key");
        await SeesAsync("meeting_assignments", "live", orgs, "assigned_by");

        async Task SeesAsync(string table, string name, Guid[] of, string column = "display_name")
        {
            var rows = await jobs.QueryAsync($"SELECT format('%s %s', org_id, {column}) FROM {table} WHERE org_id = ANY ($1)", of);
            Assert.Equal(of.Select(org => $"{org} {name}").Order(), rows.Order());
        }
    }

    [Fact]
    public async Task Retention_locks_and_removes_what_is_over_and_the_rest_stays()
    {
        var org = Guid.NewGuid();
        await SeedAsync(org);
        await using var jobs = await Sql.OpenAsync(shared.JobsConnectionString);
        string[] tables = ["participants", "recordings", "idempotency_keys", "meeting_assignments", "meetings"];
        foreach (var table in tables)
        {
            // Without the condition of the policy: what it hides is not removed either.
            await jobs.ExecuteAsync($"""
                DELETE FROM {table} WHERE ctid = ANY (ARRAY(
                    SELECT ctid FROM {table} WHERE org_id = '{org}' ORDER BY org_id LIMIT 100 FOR UPDATE SKIP LOCKED))
                """);
            var kept = await Sql.QueryAsync(shared.AdminConnectionString, $"SELECT org_id FROM {table} WHERE org_id = '{org}'");
            Assert.Equal(table == "meeting_assignments" ? 0 : 1, kept.Count);
        }
    }

    [Fact]
    public async Task Jobs_expire_reservations_mark_who_is_not_heard_and_write_the_trail_in_their_own_name()
    {
        var org = Guid.NewGuid();
        await SeedAsync(org);
        await using var jobs = await Sql.OpenAsync(shared.JobsConnectionString);

        Assert.Single(await jobs.QueryAsync($"""
            UPDATE meeting_assignments SET state = 'ended', ended_at = now(), end_reason = 'reservation_expired'
            WHERE org_id = '{org}' AND state = 'reserved' RETURNING org_id
            """));
        Assert.Single(await jobs.QueryAsync($"""
            UPDATE meeting_controller_load SET health = 'unhealthy', reserved_meetings = 0 WHERE controller_id = '{org}' RETURNING health
            """));
        Assert.Single(await jobs.QueryAsync(
            $"UPDATE media_handler_load SET health = 'unhealthy' WHERE handler_id = '{org}' RETURNING health"));
        await jobs.ExecuteAsync(InsertAudit(org, "system"));
        await Assert.ThrowsAsync<PostgresException>(() => jobs.ExecuteAsync(InsertAudit(org, "platform")));
    }

    [Theory]
    [InlineData("organizations", "org_id")]
    [InlineData("users", "user_id")]
    [InlineData("user_roles", "user_id")]
    [InlineData("user_identities", "user_id")]
    [InlineData("api_keys", "key_id")]
    [InlineData("audit_logs", "audit_id")]
    public async Task Erasure_sees_and_removes_as_a_tenant_and_nothing_without_one(string table, string column)
    {
        var (org, other) = (Guid.NewGuid(), Guid.NewGuid());
        await SeedAsync(org);
        await SeedAsync(other);
        await using var jobs = await Sql.OpenAsync(shared.JobsConnectionString);
        var all = $"SELECT {column} FROM {table}";

        Assert.Empty(await jobs.QueryAsync(all));
        await jobs.ExecuteAsync($"SELECT set_config('app.org_id', '{org}', false)");

        Assert.Single(await jobs.QueryAsync(all));
        Assert.Empty(await jobs.QueryAsync($"{all} WHERE org_id = '{other}'"));
    }

    [Theory]
    [InlineData("SELECT password_hash FROM users")]
    [InlineData("SELECT secret_hash FROM api_keys")]
    [InlineData("SELECT refresh_token_encrypted FROM user_identities")]
    [InlineData("DELETE FROM organizations")]
    [InlineData("DELETE FROM erasures")]
    [InlineData("INSERT INTO erasures DEFAULT VALUES")]
    [InlineData("UPDATE organizations SET status = 'active'")]
    [InlineData("UPDATE users SET email = 'x'")]
    [InlineData("UPDATE audit_logs SET action = 'x'")]
    [InlineData("DELETE FROM audit_logs")]
    [InlineData("INSERT INTO audit_logs_default DEFAULT VALUES")]
    [InlineData("SELECT version FROM migrations.applied")]
    [InlineData("UPDATE recordings SET expires_at = now()")]
    [InlineData("INSERT INTO meetings DEFAULT VALUES")]
    [InlineData("UPDATE meeting_controller_load SET current_meetings = 0")]
    [InlineData("DELETE FROM meeting_controller_load")]
    [InlineData("SELECT region FROM meeting_controllers")]
    [InlineData("TRUNCATE participants")]
    [InlineData("CREATE TABLE mine (id int)")]
    [InlineData("SET ROLE darktower_owner")]
    public async Task Jobs_have_no_right_to(string sql)
    {
        await using var jobs = await Sql.OpenAsync(shared.JobsConnectionString);

        Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => jobs.ExecuteAsync(sql))).SqlState);
    }

    private static string InsertAudit(Guid org, string actor) => $"""
        INSERT INTO audit_logs (org_id, audit_id, actor_type, action, target_type, target_id, request_id)
        VALUES ('{org}', gen_random_uuid(), '{actor}', 'meeting.removed', 'meeting', 'x', 'x')
        """;

    private async Task SeedAsync(Guid org)
    {
        var kept = Guid.NewGuid();
        await using var admin = await Sql.OpenAsync(shared.AdminConnectionString);
        await admin.ExecuteAsync($"""
            INSERT INTO organizations (org_id, subdomain, display_name) VALUES ('{org}', 'j{org:N}', 'x');
            INSERT INTO users (org_id, user_id, email, display_name) VALUES ('{org}', '{org}', 'a@example.org', 'x');
            INSERT INTO user_roles (org_id, user_id, role) VALUES ('{org}', '{org}', 'user');
            INSERT INTO user_identities (org_id, provider, provider_user_id, user_id) VALUES ('{org}', 'google', 'x', '{org}');
            INSERT INTO api_keys (org_id, key_id, name, key_prefix, secret_hash, scopes)
            VALUES ('{org}', '{org}', 'x', 'dtk_x', sha256('x'), ARRAY['read']);
            {InsertAudit(org, "system")};
            INSERT INTO meetings (org_id, meeting_id, display_name, meeting_code, join_secret_hash, status, actual_start_time, ended_at)
            VALUES ('{org}', '{org}', 'ended', '{Guid.NewGuid().ToString("N")[..12]}', sha256('x'), 'ended', {Past}, {Past}),
                ('{org}', '{kept}', 'kept', '{Guid.NewGuid().ToString("N")[..12]}', sha256('x'), 'active', {Past}, NULL);
            INSERT INTO participants (org_id, meeting_id, participant_id, display_name, participant_type, role, joined_at, left_at,
                leave_reason)
            VALUES ('{org}', '{org}', '{org}', 'left', 'guest', 'guest', {Past}, now(), 'voluntary'),
                ('{org}', '{kept}', '{org}', 'kept', 'guest', 'guest', {Past}, NULL, NULL);
            INSERT INTO recordings (org_id, recording_id, meeting_id, storage_bucket, storage_path, started_at, expires_at)
            VALUES ('{org}', '{org}', '{org}', 'x', 'expired', now() - interval '1 hour', {Past}),
                ('{org}', '{kept}', '{kept}', 'x', 'kept', now(), {Future});
            INSERT INTO idempotency_keys (org_id, key, request_hash, lease_until, created_at, expires_at)
            VALUES ('{org}', 'expired', sha256('x'), now() - interval '1 hour', now() - interval '1 day', {Past}),
                ('{org}', 'kept', sha256('x'), now(), now(), {Future});
            INSERT INTO meeting_assignments (org_id, assignment_id, meeting_id, region, controller_id, reserved_until, assigned_by)
            VALUES ('{org}', '{org}', '{org}', 'eu-1', '{org}', {Future}, 'live');
            INSERT INTO meeting_controllers (controller_id, region, grpc_endpoint, max_meetings, max_participants)
            VALUES ('{org}', 'eu-1', 'x', 1, 1);
            INSERT INTO meeting_controller_load (controller_id) VALUES ('{org}');
            INSERT INTO media_handlers (handler_id, region, grpc_endpoint, max_streams) VALUES ('{org}', 'eu-1', 'x', 1);
            INSERT INTO media_handler_load (handler_id) VALUES ('{org}');
            """);
    }
}
