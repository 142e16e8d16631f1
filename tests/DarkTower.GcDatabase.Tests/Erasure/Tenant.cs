using DarkTower.GcDatabase.Tests.Harness;

namespace DarkTower.GcDatabase.Tests.Erasure;

/// <summary>An organization with something in every table, and one word in everything that people wrote or are.</summary>
public sealed record Tenant(Guid Org, string Subdomain, Guid User, Guid Meeting, Guid Controller)
{
    public const string Word = "zarathustra";

    public static async Task<Tenant> CreateAsync(ErasureServices services)
    {
        var gc = services.Gc;
        var subdomain = $"{Word}-{Guid.NewGuid():N}"[..30];
        var org = (await gc.PostAsync("/v1/orgs", new { subdomain, displayName = $"{Word} Ltd", maxConcurrentMeetings = 1000 })).Expect(201).Id("orgId");
        var user = (await gc.PostUserAsync(org, new { email = $"{Word}@example.org", displayName = Word, passwordHash = "$2b$12$" + new string('a', 53) }))
            .Expect(201).Id("userId");
        (await gc.PutAsync($"/v1/orgs/{org}/users/{user}/roles/admin")).Expect(204);
        (await gc.PutAsync($"/v1/orgs/{org}/users/{user}/identities/google/{Word}")).Expect(204);
        (await gc.PatchAsync($"/v1/orgs/{org}/users/{user}", new { displayName = $"Dr {Word}" }, "*")).Expect(200);
        (await gc.PostAsync($"/v1/orgs/{org}/api-keys", new { name = $"{Word}'s laptop", scopes = new[] { "users:read" }, userId = user })).Expect(201);
        (await gc.PutAsync($"/v1/orgs/{org}/suspension", new { reason = $"{Word} did not pay" })).Expect(200);
        (await gc.DeleteAsync($"/v1/orgs/{org}/suspension")).Expect(204);
        (await gc.PostAsync(
            $"/v1/orgs/{org}/meetings", new { displayName = $"With {Word}", createdByUserId = user, allowGuests = true },
            idempotencyKey: $"{Word}-{org}")).Expect(201);
        var meeting = await gc.NewMeetingAsync(org, new { displayName = $"With {Word}", createdByUserId = user, allowGuests = true, allowRecording = true });
        (await gc.PostAsync(GcClient.Participants(org, meeting), new
        {
            participantType = "member", userId = user, displayName = Word, ipAddress = "203.0.113.9", userAgent = $"{Word}/1.0",
        })).Expect(201);
        (await gc.JoinAsGuestAsync(org, meeting)).Expect(201);
        await services.Asked.ExecuteAsync(
            """
            INSERT INTO recordings (org_id, recording_id, meeting_id, started_by_user_id, storage_bucket, storage_path, expires_at)
            VALUES ($1, gen_random_uuid(), $2, $3, 'b', 'zarathustra/' || $2::text, now() + interval '1 year')
            """, org, meeting, user);
        var controller = await services.Asked.NewControllerAsync();
        await services.Asked.AssignAsync(org, meeting, controller, "eu-1");
        await services.Asked.AssignAsync(org, meeting, controller, "us-1", "reserved");
        return new Tenant(org, subdomain, user, meeting, controller);
    }

    /// <summary>So many more that an erasure takes many batches.</summary>
    public Task GrowAsync(ErasureServices services, int users, int meetings, int participants) => services.Asked.ExecuteAsync(
        """
        WITH people AS (
            INSERT INTO users (org_id, user_id, email, display_name)
            SELECT $1, gen_random_uuid(), i || '.zarathustra@example.org', 'zarathustra ' || i FROM generate_series(1, $2) AS i
            RETURNING org_id, user_id
        ), roles AS (
            INSERT INTO user_roles (org_id, user_id, role) SELECT org_id, user_id, 'user' FROM people
        ), made AS (
            INSERT INTO meetings (org_id, meeting_id, display_name, meeting_code, join_secret_hash, status, actual_start_time,
                active_participants)
            SELECT $1, gen_random_uuid(), 'zarathustra', left(replace(gen_random_uuid()::text, '-', ''), 12), sha256('x'), 'active', now(), $4
            FROM generate_series(1, $3)
            RETURNING org_id, meeting_id, meeting_code
        ), codes AS (
            INSERT INTO meeting_codes (meeting_code, org_id, meeting_id) SELECT meeting_code, org_id, meeting_id FROM made
        ), guests AS (
            INSERT INTO participants (org_id, meeting_id, participant_id, display_name, participant_type, role, ip_address)
            SELECT org_id, meeting_id, gen_random_uuid(), 'zarathustra', 'guest', 'guest', '203.0.113.7'
            FROM made CROSS JOIN generate_series(1, $4)
        ), trail AS (
            INSERT INTO audit_logs (org_id, audit_id, actor_type, action, target_type, target_id, details, ip_address, request_id)
            SELECT org_id, gen_random_uuid(), 'platform', 'user.created', 'user', user_id::text, '{"name": "zarathustra"}', '203.0.113.7', 'x'
            FROM people
        )
        UPDATE organizations SET open_meetings = open_meetings + $3 WHERE org_id = $1
        """, Org, users, meetings, participants);
}
