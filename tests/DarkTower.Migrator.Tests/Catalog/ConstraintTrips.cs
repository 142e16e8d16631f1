namespace DarkTower.Migrator.Tests.Catalog;

/// <summary>For each constraint the smallest change to <see cref="Seed"/> that it refuses.</summary>
public static class ConstraintTrips
{
    private const string Org = "01900000-0000-7000-8000-000000000001";

    /// <summary>One row of each table, which satisfies all constraints.</summary>
    public const string Seed = $"""
        INSERT INTO organizations (org_id, subdomain, display_name) VALUES ('{Org}', 'constraints', 'x');
        INSERT INTO organization_directory (subdomain, org_id) VALUES ('constraints', '{Org}');
        INSERT INTO users (org_id, user_id, email, display_name) VALUES ('{Org}', '{Org}', 'a@example.org', 'x');
        INSERT INTO user_roles (org_id, user_id, role) VALUES ('{Org}', '{Org}', 'admin');
        INSERT INTO user_identities (org_id, provider, provider_user_id, user_id) VALUES ('{Org}', 'google', 'x', '{Org}');
        INSERT INTO api_keys (org_id, key_id, name, key_prefix, secret_hash, scopes)
        VALUES ('{Org}', '{Org}', 'x', 'dtk_x', sha256('x'), ARRAY['read']);
        INSERT INTO meetings (org_id, meeting_id, display_name, meeting_code, join_secret_hash, created_by_user_id, status,
            actual_start_time)
        VALUES ('{Org}', '{Org}', 'x', 'aaaaaaaaaaaa', sha256('x'), '{Org}', 'active', now());
        INSERT INTO meeting_codes (meeting_code, org_id, meeting_id) VALUES ('aaaaaaaaaaaa', '{Org}', '{Org}');
        INSERT INTO participants (org_id, meeting_id, participant_id, user_id, display_name, participant_type, role)
        VALUES ('{Org}', '{Org}', '{Org}', '{Org}', 'x', 'member', 'host');
        INSERT INTO recordings (org_id, recording_id, meeting_id, started_by_user_id, storage_bucket, storage_path, expires_at)
        VALUES ('{Org}', '{Org}', '{Org}', '{Org}', 'x', 'x', now() + interval '1 year');
        INSERT INTO meeting_controllers (controller_id, region, grpc_endpoint, max_meetings, max_participants)
        VALUES ('{Org}', 'eu-1', 'x', 1, 1);
        INSERT INTO meeting_controller_load (controller_id) VALUES ('{Org}');
        INSERT INTO media_handlers (handler_id, region, grpc_endpoint, max_streams) VALUES ('{Org}', 'eu-1', 'x', 1);
        INSERT INTO media_handler_load (handler_id) VALUES ('{Org}');
        INSERT INTO meeting_assignments (org_id, assignment_id, meeting_id, region, controller_id, reserved_until, assigned_by)
        VALUES ('{Org}', '{Org}', '{Org}', 'eu-1', '{Org}', now() + interval '1 minute', 'x');
        INSERT INTO idempotency_keys (org_id, key, request_hash, lease_until) VALUES ('{Org}', 'x', sha256('x'), now());
        INSERT INTO audit_logs (org_id, audit_id, actor_type, action, target_type, target_id, request_id)
        VALUES ('{Org}', '{Org}', 'platform', 'meeting.create', 'meeting', 'x', 'x');
        INSERT INTO erasures (org_id, subject_type, subject_id) VALUES ('{Org}', 'org', '{Org}');
        """;

    private const string Ready = "status = 'ready', ended_at = now(), duration_seconds = 1, file_size_bytes = 1";

    public static TheoryData<string, string> OfPeople => new()
    {
        { "users_password_hash_check", "UPDATE users SET password_hash = repeat('secret', 10)" },
        { "users_password_hash_check", "UPDATE users SET password_hash = '$2b$short'" },
        { "user_roles_pkey", "INSERT INTO user_roles (org_id, user_id, role) SELECT org_id, user_id, role FROM user_roles" },
        { "user_roles_user_fkey", "UPDATE user_roles SET user_id = gen_random_uuid()" },
        { "user_roles_role_check", "UPDATE user_roles SET role = 'root'" },
        {
            "user_identities_pkey",
            "INSERT INTO user_identities (org_id, provider, provider_user_id, user_id) SELECT org_id, provider, provider_user_id, user_id "
            + "FROM user_identities"
        },
        { "user_identities_user_fkey", "UPDATE user_identities SET user_id = gen_random_uuid()" },
        { "user_identities_provider_check", "UPDATE user_identities SET provider = 'Google'" },
        { "user_identities_provider_user_id_check", "UPDATE user_identities SET provider_user_id = ''" },
        { "user_identities_tokens_check", "UPDATE user_identities SET access_token_encrypted = 'token'" },
        { "user_identities_tokens_check", "UPDATE user_identities SET refresh_token_encrypted = 'token'" },
        { "user_identities_token_expires_at_check", "UPDATE user_identities SET token_expires_at = now()" },
        {
            "api_keys_pkey",
            "INSERT INTO api_keys (org_id, key_id, name, key_prefix, secret_hash, scopes) SELECT org_id, key_id, name, key_prefix, "
            + "secret_hash, scopes FROM api_keys"
        },
        { "api_keys_org_fkey", "UPDATE api_keys SET org_id = gen_random_uuid()" },
        { "api_keys_user_fkey", "UPDATE api_keys SET user_id = gen_random_uuid()" },
        { "api_keys_name_check", "UPDATE api_keys SET name = ''" },
        { "api_keys_key_prefix_check", "UPDATE api_keys SET key_prefix = 'key'" },
        { "api_keys_secret_hash_check", "UPDATE api_keys SET secret_hash = 'secret'" },
        { "api_keys_scopes_check", "UPDATE api_keys SET scopes = '{}'" },
        { "api_keys_scopes_check", "UPDATE api_keys SET scopes = ARRAY['read', NULL]" },
        { "api_keys_expires_at_check", "UPDATE api_keys SET expires_at = created_at" },
        { "erasures_pkey", "INSERT INTO erasures (org_id, subject_type, subject_id) SELECT org_id, subject_type, subject_id FROM erasures" },
        { "erasures_org_fkey", "UPDATE erasures SET org_id = gen_random_uuid(), subject_type = 'user'" },
        { "erasures_subject_type_check", "UPDATE erasures SET subject_type = 'meeting', subject_id = gen_random_uuid()" },
        { "erasures_subject_check", "UPDATE erasures SET subject_id = gen_random_uuid()" },
        { "erasures_subject_check", "UPDATE erasures SET subject_type = 'user'" },
        { "erasures_state_check", "UPDATE erasures SET state = 'paused'" },
        { "erasures_started_check", "UPDATE erasures SET state = 'running'" },
        { "erasures_finished_check", "UPDATE erasures SET finished_at = now()" },
        { "erasures_finished_check", "UPDATE erasures SET state = 'done', finished_at = now()" },
        { "erasures_erased_check", "UPDATE erasures SET erased = '[]'" },
        { "erasures_remaining_check", "UPDATE erasures SET state = 'done', finished_at = now(), remaining = '{\"users\": 0, \"meetings\": 1}'" },
        { "erasures_remaining_check", "UPDATE erasures SET state = 'done', finished_at = now(), remaining = '{}'" },
    };

    public static TheoryData<string, string> OfMeetings => new()
    {
        {
            "recordings_pkey",
            "INSERT INTO recordings (org_id, recording_id, meeting_id, storage_bucket, storage_path, expires_at) "
            + "SELECT org_id, recording_id, meeting_id, 'x', 'y', expires_at FROM recordings"
        },
        {
            "recordings_object_key",
            "INSERT INTO recordings (org_id, recording_id, meeting_id, storage_bucket, storage_path, expires_at) "
            + "SELECT org_id, gen_random_uuid(), meeting_id, storage_bucket, storage_path, expires_at FROM recordings"
        },
        { "recordings_meeting_fkey", "UPDATE recordings SET meeting_id = gen_random_uuid()" },
        { "recordings_started_by_fkey", "UPDATE recordings SET started_by_user_id = gen_random_uuid()" },
        { "recordings_status_check", "UPDATE recordings SET status = 'x'" },
        { "recordings_ended_check", "UPDATE recordings SET ended_at = now()" },
        { "recordings_ended_check", "UPDATE recordings SET status = 'processing'" },
        { "recordings_ended_check", "UPDATE recordings SET status = 'processing', ended_at = started_at - interval '1 s'" },
        { "recordings_ready_check", "UPDATE recordings SET status = 'ready', ended_at = now(), file_size_bytes = 1" },
        { "recordings_failed_check", "UPDATE recordings SET status = 'failed'" },
        { "recordings_failed_check", "UPDATE recordings SET error_message = 'x'" },
        { "recordings_error_message_check", "UPDATE recordings SET status = 'failed', error_message = ''" },
        { "recordings_duration_seconds_check", "UPDATE recordings SET duration_seconds = -1" },
        { "recordings_file_size_bytes_check", "UPDATE recordings SET file_size_bytes = -1" },
        { "recordings_storage_check", "UPDATE recordings SET storage_path = ''" },
        { "recordings_codecs_check", "UPDATE recordings SET codecs = ARRAY['vp9', NULL]" },
        { "recordings_resolution_check", "UPDATE recordings SET resolution = 'large'" },
        { "recordings_public_check", "UPDATE recordings SET is_public = true, access_token_hash = sha256('x')" },
        { "recordings_public_check", $"UPDATE recordings SET is_public = true, {Ready}" },
        { "recordings_access_token_hash_check", "UPDATE recordings SET access_token_hash = 'token'" },
        { "recordings_expires_at_check", "UPDATE recordings SET expires_at = started_at" },
        {
            "meeting_assignments_pkey",
            "INSERT INTO meeting_assignments (org_id, assignment_id, meeting_id, region, controller_id, reserved_until, assigned_by) "
            + "SELECT org_id, assignment_id, meeting_id, 'eu-2', controller_id, reserved_until, 'x' FROM meeting_assignments"
        },
        {
            "meeting_assignments_live_key",
            "INSERT INTO meeting_assignments (org_id, assignment_id, meeting_id, region, controller_id, reserved_until, assigned_by) "
            + "SELECT org_id, gen_random_uuid(), meeting_id, region, controller_id, reserved_until, 'x' FROM meeting_assignments"
        },
        { "meeting_assignments_meeting_fkey", "UPDATE meeting_assignments SET meeting_id = gen_random_uuid()" },
        { "meeting_assignments_region_check", "UPDATE meeting_assignments SET region = 'EU'" },
        { "meeting_assignments_state_check", "UPDATE meeting_assignments SET state = 'x'" },
        { "meeting_assignments_reserved_check", "UPDATE meeting_assignments SET reserved_until = NULL" },
        { "meeting_assignments_reserved_check", "UPDATE meeting_assignments SET reserved_until = assigned_at" },
        { "meeting_assignments_reserved_check", "UPDATE meeting_assignments SET state = 'active'" },
        { "meeting_assignments_ended_check", "UPDATE meeting_assignments SET state = 'ended', end_reason = 'stale'" },
        { "meeting_assignments_ended_check", "UPDATE meeting_assignments SET state = 'ended', ended_at = now()" },
        { "meeting_assignments_ended_check", "UPDATE meeting_assignments SET ended_at = now(), end_reason = 'stale'" },
        {
            "meeting_assignments_ended_check",
            "UPDATE meeting_assignments SET state = 'ended', end_reason = 'stale', ended_at = assigned_at - interval '1 s'"
        },
        { "meeting_assignments_end_reason_check", "UPDATE meeting_assignments SET state = 'ended', ended_at = now(), end_reason = 'x'" },
        { "meeting_assignments_assigned_by_check", "UPDATE meeting_assignments SET assigned_by = ''" },
        { "meeting_assignments_last_activity_at_check", "UPDATE meeting_assignments SET last_activity_at = assigned_at - interval '1 s'" },
        {
            "idempotency_keys_pkey",
            "INSERT INTO idempotency_keys (org_id, key, request_hash, lease_until) SELECT org_id, key, request_hash, now() FROM "
            + "idempotency_keys"
        },
        { "idempotency_keys_key_check", "UPDATE idempotency_keys SET key = ''" },
        { "idempotency_keys_request_hash_check", "UPDATE idempotency_keys SET request_hash = 'x'" },
        { "idempotency_keys_state_check", "UPDATE idempotency_keys SET state = 'x'" },
        { "idempotency_keys_response_check", "UPDATE idempotency_keys SET state = 'done'" },
        { "idempotency_keys_response_check", "UPDATE idempotency_keys SET response_status = 200" },
        { "idempotency_keys_response_check", "UPDATE idempotency_keys SET response_body = 'x'" },
        { "idempotency_keys_response_status_check", "UPDATE idempotency_keys SET state = 'done', response_status = 99" },
        {
            "idempotency_keys_response_body_check",
            "UPDATE idempotency_keys SET state = 'done', response_status = 200, response_body = repeat('x', 1048577)::bytea"
        },
        { "idempotency_keys_expires_at_check", "UPDATE idempotency_keys SET lease_until = expires_at + interval '1 s'" },
    };

    public static TheoryData<string, string> OfFleet
    {
        get
        {
            var trips = new TheoryData<string, string>
            {
                { "meeting_controllers_capacity_check", "UPDATE meeting_controllers SET max_meetings = -1" },
                { "meeting_controllers_capacity_check", "UPDATE meeting_controllers SET max_participants = -1" },
                { "meeting_controller_load_counts_check", "UPDATE meeting_controller_load SET current_meetings = -1" },
                { "meeting_controller_load_counts_check", "UPDATE meeting_controller_load SET reserved_meetings = -1" },
                { "meeting_controller_load_counts_check", "UPDATE meeting_controller_load SET current_participants = -1" },
                { "meeting_controller_load_controller_fkey", "UPDATE meeting_controller_load SET controller_id = gen_random_uuid()" },
                { "meeting_controller_load_epoch_check", "UPDATE meeting_controller_load SET epoch = 0" },
                { "media_handler_load_epoch_check", "UPDATE media_handler_load SET epoch = 0" },
                { "media_handlers_capacity_check", "UPDATE media_handlers SET max_streams = -1" },
                { "media_handlers_codecs_check", "UPDATE media_handlers SET codecs = ARRAY['vp9', NULL]" },
                { "media_handler_load_streams_check", "UPDATE media_handler_load SET current_streams = -1" },
                { "media_handler_load_percent_check", "UPDATE media_handler_load SET cpu_percent = 101" },
                { "media_handler_load_percent_check", "UPDATE media_handler_load SET memory_percent = -1" },
                { "media_handler_load_percent_check", "UPDATE media_handler_load SET bandwidth_percent = 101" },
                { "media_handler_load_handler_fkey", "UPDATE media_handler_load SET handler_id = gen_random_uuid()" },
                {
                    "meeting_controllers_pkey",
                    "INSERT INTO meeting_controllers (controller_id, region, grpc_endpoint, max_meetings, max_participants) "
                    + "SELECT controller_id, 'eu-2', 'y', 1, 1 FROM meeting_controllers"
                },
                {
                    "media_handlers_pkey",
                    "INSERT INTO media_handlers (handler_id, region, grpc_endpoint, max_streams) SELECT handler_id, 'eu-2', 'y', 1 "
                    + "FROM media_handlers"
                },
                {
                    "meeting_controller_load_pkey",
                    "INSERT INTO meeting_controller_load (controller_id) SELECT controller_id FROM meeting_controller_load"
                },
                { "media_handler_load_pkey", "INSERT INTO media_handler_load (handler_id) SELECT handler_id FROM media_handler_load" },
            };
            foreach (var table in new[] { "meeting_controllers", "media_handlers" })
            {
                trips.Add($"{table}_region_check", $"UPDATE {table} SET region = 'EU'");
                trips.Add($"{table}_endpoints_check", $"UPDATE {table} SET grpc_endpoint = ''");
                trips.Add($"{table}_endpoints_check", $"UPDATE {table} SET webtransport_endpoint = ''");
                trips.Add($"{table}_version_check", $"UPDATE {table} SET version = 0");
                trips.Add($"{table}_epoch_check", $"UPDATE {table} SET epoch = 0");
            }
            foreach (var table in new[] { "meeting_controller_load", "media_handler_load" })
            {
                trips.Add($"{table}_health_check", $"UPDATE {table} SET health = 'x'");
                trips.Add($"{table}_heartbeat_check", $"UPDATE {table} SET heartbeat_seq = -1");
                trips.Add($"{table}_heartbeat_check", $"UPDATE {table} SET health = 'healthy'");
                trips.Add($"{table}_drain_check", $"UPDATE {table} SET health = 'draining'");
                trips.Add($"{table}_drain_check", $"UPDATE {table} SET drain_deadline = now()");
            }
            return trips;
        }
    }
}
