namespace DarkTower.GcDatabase.Tests.Harness;

/// <summary>Calls about one meeting, and what tests look at after them.</summary>
public static class MeetingCalls
{
    public static string Meeting(Guid org, Guid meeting) => $"/v1/orgs/{org}/meetings/{meeting}";

    extension(GcClient gc)
    {
        public Task<Answer> GetMeetingAsync(Guid org, Guid meeting) => gc.GetAsync(Meeting(org, meeting));

        public Task<Answer> PatchMeetingAsync(Guid org, Guid meeting, object body, string? etag = "*") =>
            gc.PatchAsync(Meeting(org, meeting), body, etag);

        public Task<Answer> DeleteMeetingAsync(Guid org, Guid meeting, string? etag = null) => gc.DeleteAsync(Meeting(org, meeting), etag);

        public Task<Answer> ActivateAsync(Guid org, Guid meeting, string? etag = null) =>
            gc.PostAsync($"{Meeting(org, meeting)}/activation", null, etag);

        public Task<Answer> EndAsync(Guid org, Guid meeting, string? etag = null) =>
            gc.PostAsync($"{Meeting(org, meeting)}/end", null, etag);

        public Task<Answer> CancelAsync(Guid org, Guid meeting, string? etag = null) =>
            gc.PostAsync($"{Meeting(org, meeting)}/cancellation", null, etag);

        public async Task<Guid> NewActiveMeetingAsync(Guid org, object? settings = null)
        {
            var meeting = await gc.NewMeetingAsync(org, settings);
            (await gc.ActivateAsync(org, meeting)).Expect(200);
            return meeting;
        }

        public async Task<int> OpenMeetingsAsync(Guid org) =>
            (await gc.GetAsync($"/v1/orgs/{org}")).Expect(200)["openMeetings"].GetInt32();
    }

    extension(GcDatabaseProcess process)
    {
        /// <summary>What the trail says was done to something, oldest first, with the details.</summary>
        public Task<string> TrailAsync(Guid org, Guid target) => process.ScalarAsync<string>(
            """
            SELECT coalesce(string_agg(action || ' ' || details::text, ' ' ORDER BY created_at, audit_id), '')
            FROM audit_logs WHERE org_id = $1 AND target_id = $2
            """, org, target.ToString());

        /// <summary>A controller of a region of its own.</summary>
        public async Task<Guid> NewControllerAsync(int maxMeetings = 100)
        {
            var controller = Guid.NewGuid();
            await process.ExecuteAsync(
                """
                INSERT INTO meeting_controllers (controller_id, region, grpc_endpoint, max_meetings, max_participants)
                VALUES ($1, 'r' || left(replace($1::text, '-', ''), 20), 'http://controller', $2, 1000)
                """, controller, maxMeetings);
            await process.ExecuteAsync("INSERT INTO meeting_controller_load (controller_id) VALUES ($1)", controller);
            return controller;
        }

        /// <summary>A live assignment, counted where it is counted.</summary>
        public Task AssignAsync(Guid org, Guid meeting, Guid controller, string region, string state = "active") => process.ExecuteAsync(
            """
            WITH assigned AS (
                INSERT INTO meeting_assignments (org_id, assignment_id, meeting_id, region, controller_id, state, reserved_until, assigned_by)
                VALUES ($1, gen_random_uuid(), $2, $4, $3, $5, CASE $5 WHEN 'reserved' THEN now() + interval '30 s' END, 'test')
            )
            UPDATE meeting_controller_load SET reserved_meetings = reserved_meetings + 1 WHERE controller_id = $3
            """, org, meeting, controller, region, state);

        public Task<int> ReservedAsync(Guid controller) => process.ScalarAsync<int>(
            "SELECT reserved_meetings FROM meeting_controller_load WHERE controller_id = $1", controller);

        /// <summary>How far each of the organization's guarded counters is from the rows it counts; all must be 0.</summary>
        public async Task ExpectCountersAsync(Guid org) => Assert.Equal("0 0 0 0", await process.ScalarAsync<string>(
            """
            SELECT concat_ws(' ',
                (SELECT o.open_meetings - count(m.*) FROM organizations AS o
                 LEFT JOIN meetings AS m ON m.org_id = o.org_id AND m.status IN ('scheduled', 'active')
                 WHERE o.org_id = $1 GROUP BY o.org_id),
                (SELECT coalesce(sum(abs(m.active_participants - (
                     SELECT count(*) FROM participants AS p
                     WHERE p.org_id = $1 AND p.meeting_id = m.meeting_id AND p.left_at IS NULL))), 0)
                 FROM meetings AS m WHERE m.org_id = $1),
                (SELECT count(*) FROM meeting_assignments AS a JOIN meetings AS m USING (org_id, meeting_id)
                 WHERE a.org_id = $1 AND a.state <> 'ended' AND m.status NOT IN ('scheduled', 'active')),
                (SELECT coalesce(sum(abs(l.reserved_meetings - (
                     SELECT count(*) FROM meeting_assignments AS a WHERE a.controller_id = l.controller_id AND a.state <> 'ended'))), 0)
                 FROM meeting_controller_load AS l
                 WHERE l.controller_id IN (SELECT controller_id FROM meeting_assignments WHERE org_id = $1)))
            """, org));
    }
}
