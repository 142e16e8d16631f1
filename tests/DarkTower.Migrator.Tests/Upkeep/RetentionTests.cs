using System.Text.Json;
using DarkTower.Fixtures;

namespace DarkTower.Migrator.Tests.Upkeep;

public sealed class RetentionTests
{
    private const int Old = 230;

    [Theory]
    [InlineData(15)]
    [InlineData(18)]
    public async Task What_is_old_enough_goes_in_batches_and_the_rest_stays_and_everything_is_audited(int major)
    {
        await using var database = await FilledAsync(major);
        await using var connection = await Sql.OpenAsync(database.AdminConnectionString);
        var (exitCode, json) = await Migrate.TryAsync(database.As("darktower_jobs"), "retain", "--dry-run", "--json");
        Assert.Equal(0, exitCode);
        using (var parsed = JsonDocument.Parse(json))
        {
            var counts = parsed.RootElement;
            Assert.Equal((2 * Old, 4 * Old), (counts.GetProperty("meetings").GetInt32(), counts.GetProperty("participants").GetInt32()));
        }

        // A meeting whose recording somebody may still fetch stays, and all of its own with it.
        (exitCode, var output) = await Migrate.TryAsync(
            database.As("darktower_jobs"), ["retain"], new() { ["Migrator:RetainBatch"] = "50" });
        Assert.True(exitCode == 0, output);
        Assert.Contains($"done: removed 4 recordings, {2 * (Old - 1)} meetings, {4 * (Old - 1)} participants, 0 assignments, "
            + "4 idempotency keys; 2 meetings are still needed", output);
        Assert.DoesNotContain("tell-nobody", output);

        Assert.Equal(["Meeting 0:2", "Meeting 7:2"], await connection.QueryAsync(
            "SELECT display_name || ':' || count(*) FROM meetings GROUP BY display_name ORDER BY 1"));
        Assert.Equal(["8:4:2:2"], await connection.QueryAsync("""
            SELECT format('%s:%s:%s:%s', (SELECT count(*) FROM participants), (SELECT count(*) FROM meeting_codes),
                (SELECT count(*) FROM recordings), (SELECT count(*) FROM idempotency_keys))
            """));
        Assert.Equal([$"meeting.retain:{2 * (Old - 1)}", "recording.retain:4"], await connection.QueryAsync(
            "SELECT action || ':' || count(DISTINCT (org_id, target_id)) FROM audit_logs "
            + "WHERE actor_type = 'system' GROUP BY action ORDER BY 1"));

        Assert.Contains("2 meetings are still needed", await Migrate.Async(database.As("darktower_jobs"), "retain"));
    }

    [Fact]
    public async Task Killed_in_the_middle_it_goes_on_and_every_removed_meeting_is_audited_once()
    {
        await using var database = await FilledAsync();
        await using var connection = await Sql.OpenAsync(database.AdminConnectionString);
        await using (var migrator = await Migrate.StartAsync(
            database.AdminConnectionString, ["retain"], new() { ["Migrator:RetainBatch"] = "1" }))
        {
            await Wait.UntilAsync(
                async () => (await connection.QueryAsync("SELECT 1 FROM meetings HAVING count(*) < 400")).Count == 1,
                "some meetings being removed");
            // Held still, so that it cannot end while the other one looks.
            migrator.Signal("STOP");
            Assert.Equal("nothing to do: another one is at it", await Migrate.Async(database.AdminConnectionString, "retain"));
            migrator.Kill();
            await migrator.WaitForExitAsync();
        }
        await Wait.UntilAsync(async () => await connection.MigratorsAsync() == 0, "the server noticing that the job is dead");

        await Migrate.Async(database.AdminConnectionString, "retain");

        Assert.Equal(["4"], await connection.QueryAsync("SELECT count(*) FROM meetings"));
        Assert.Equal([$"{2 * (Old - 1)}:{2 * (Old - 1)}"], await connection.QueryAsync(
            "SELECT count(*) || ':' || count(DISTINCT target_id) FROM audit_logs WHERE action = 'meeting.retain'"));
    }

    [Fact]
    public async Task A_row_that_somebody_holds_is_left_for_the_next_time()
    {
        await using var database = await FilledAsync();
        await using var other = await Sql.OpenAsync(database.AdminConnectionString);
        await using (await other.BeginTransactionAsync())
        {
            await other.ExecuteAsync("SELECT FROM meetings WHERE display_name = 'Meeting 9' FOR UPDATE");
            await Migrate.Async(database.AdminConnectionString, "retain");
        }
        Assert.Equal(["Meeting 0:2", "Meeting 7:2", "Meeting 9:2"], await other.QueryAsync(
            "SELECT display_name || ':' || count(*) FROM meetings GROUP BY display_name ORDER BY 1"));

        await Migrate.Async(database.AdminConnectionString, "retain");
        Assert.Equal(["4"], await other.QueryAsync("SELECT count(*) FROM meetings"));
    }

    [Fact]
    public async Task Who_may_not_act_as_the_jobs_role_is_refused_with_5_and_an_empty_database_with_10()
    {
        await using var database = await MigratedDatabase.CreateAsync();
        var (exitCode, output) = await Migrate.TryAsync(database.AppConnectionString, "retain");
        Assert.Equal((5, true), (exitCode, output.Contains("connect as darktower_jobs")));
        await using var empty = await OwnDatabase.CreateAsync();
        (exitCode, output) = await Migrate.TryAsync(empty.ConnectionString, "retain");
        Assert.Equal((10, true), (exitCode, output.Contains("run `up` first")));
        (exitCode, _) = await Migrate.TryAsync(empty.ConnectionString, "partitions");
        Assert.Equal(10, exitCode);
    }

    /// <summary>
    /// Two organizations, each with meetings that ended 100 days ago, one that ended yesterday, expired and current keys and recordings.
    /// </summary>
    private static async Task<MigratedDatabase> FilledAsync(int? major = null)
    {
        var database = await MigratedDatabase.CreateAsync(major);
        await using var connection = await Sql.OpenAsync(database.AdminConnectionString);
        await connection.ExecuteAsync($"""
            DO $$
            DECLARE
                org uuid;
            BEGIN
                FOR i IN 1..2 LOOP
                    org := ('019a0000-0000-7000-8000-00000000000' || i)::uuid;
                    INSERT INTO organizations (org_id, subdomain, display_name) VALUES (org, 'org-' || i, 'Org');
                    INSERT INTO organization_directory (subdomain, org_id) VALUES ('org-' || i, org);
                    INSERT INTO meetings (
                        org_id, meeting_id, display_name, meeting_code, join_secret_hash, status, actual_start_time, ended_at)
                    SELECT org, gen_random_uuid(), 'Meeting ' || n, lpad(i || '0' || n, 12, 'A'), sha256('x'), 'ended',
                        now() - interval '101 days', CASE n WHEN 0 THEN now() - interval '1 day' ELSE now() - interval '100 days' END
                    FROM generate_series(0, {Old}) AS n;
                    INSERT INTO meeting_codes (meeting_code, org_id, meeting_id)
                    SELECT meeting_code, org_id, meeting_id FROM meetings WHERE org_id = org;
                    INSERT INTO participants (
                        org_id, meeting_id, participant_id, display_name, participant_type, role, joined_at, left_at, leave_reason)
                    SELECT org, meeting_id, gen_random_uuid(), 'tell-nobody', 'guest', 'guest', actual_start_time, ended_at, 'meeting_ended'
                    FROM meetings, generate_series(1, 2) WHERE org_id = org;
                    INSERT INTO recordings (org_id, recording_id, meeting_id, storage_bucket, storage_path, started_at, expires_at)
                    SELECT org, gen_random_uuid(), meeting_id, 'bucket', 'path/' || display_name, now() - interval '100 days',
                        CASE display_name WHEN 'Meeting 7' THEN now() + interval '1 day' ELSE now() - interval '1 day' END
                    FROM meetings WHERE org_id = org AND display_name IN ('Meeting 0', 'Meeting 7', 'Meeting 8');
                    INSERT INTO idempotency_keys (org_id, key, request_hash, lease_until, created_at, expires_at)
                    SELECT org, 'key-' || n, sha256('x'), now() - interval '2 days', now() - interval '3 days',
                        now() + (n - 1) * interval '1 day'
                    FROM generate_series(0, 2) AS n;
                END LOOP;
            END $$
            """);
        return database;
    }
}
