using System.Reflection;
using DarkTower.Fixtures;
using DarkTower.GcDatabase.Infrastructure;
using DarkTower.Queries;
using Npgsql;

namespace DarkTower.GcDatabase.Tests.Infrastructure;

/// <summary>The lists' own statements, planned for any arguments as the service's role, on tables of a realistic size.</summary>
public sealed class ListPlanTests(ListPlanTests.FilledDatabase filled) : IClassFixture<ListPlanTests.FilledDatabase>
{
    [Theory]
    [InlineData("ListMeetings", "meetings_pkey", "meeting_id <")]
    [InlineData("ListMeetingsByStatus", "meetings_status_idx", "status =")]
    [InlineData("ListParticipants", "participants_pkey", "participant_id <")]
    [InlineData("ListRecordings", "recordings_meeting_idx", "recording_id <")]
    [InlineData("ListAuditLog", "_pkey", "created_at >=")]
    [InlineData("ListAuditLogByAction", "_action_", "action =")]
    [InlineData("ListAuditLogByActor", "_actor_id_", "actor_id =")]
    [InlineData("ListAuditLogByTarget", "_target_id_", "target_id =")]
    public async Task A_page_is_read_in_its_order_from_an_index_that_begins_with_what_is_asked_for(string query, string index, string key)
    {
        var plan = await filled.PlanAsync(SqlOf(query));

        // What is under the page's own Limit must stop by itself: nothing is sorted there and no table is read whole.
        var page = plan[plan.FindIndex(line => line.Contains("Limit", StringComparison.Ordinal))..];
        // (Sort Key alone is a Merge Append's, which reads its partitions in their order.)
        Assert.DoesNotContain(page, line => line.Contains("->  Sort", StringComparison.Ordinal));
        // The default partition is empty, so there is nothing to find by an index.
        Assert.DoesNotContain(plan, line => line.Contains("Seq Scan", StringComparison.Ordinal)
            && !line.Contains("audit_logs_default", StringComparison.Ordinal));
        Assert.Contains(page, line => line.Contains("Index Scan", StringComparison.Ordinal) && line.Contains(index, StringComparison.Ordinal));
        Assert.Contains(page, line => line.Contains("Index Cond: ((org_id = ", StringComparison.Ordinal)
            && line.Contains(key, StringComparison.Ordinal));
    }

    private static string SqlOf(string name) => typeof(OrgId).Assembly.GetTypes()
        .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.NonPublic))
        .Where(field => field.FieldType == typeof(Query))
        .Select(field => (Query)field.GetValue(null)!)
        .Single(query => query.Name == name).Sql[^1];

    public sealed class FilledDatabase : IAsyncLifetime
    {
        private MigratedDatabase? _database;

        public async Task InitializeAsync()
        {
            _database = await MigratedDatabase.CreateAsync();
            await using var admin = NpgsqlDataSource.Create(_database.AdminConnectionString);
            foreach (var statement in Rows)
            {
                await using var command = admin.CreateCommand(statement);
                await command.ExecuteNonQueryAsync();
            }
        }

        public async Task<List<string>> PlanAsync(string sql)
        {
            await using var app = NpgsqlDataSource.Create(_database!.AppConnectionString);
            await using var command = app.CreateCommand("SELECT line FROM test_plan($1) AS line");
            command.Parameters.AddWithValue(sql);
            await using var reader = await command.ExecuteReaderAsync();
            var lines = new List<string>();
            while (await reader.ReadAsync()) lines.Add(reader.GetString(0));
            return lines;
        }

        public async Task DisposeAsync()
        {
            if (_database is not null) await _database.DisposeAsync();
        }

        /// <summary>One large organization among 20,000; half a year of its trail.</summary>
        private static readonly string[] Rows =
        [
            """
            INSERT INTO organizations (org_id, subdomain, display_name)
            SELECT md5('o' || i)::uuid, 'plan' || i, 'x' FROM generate_series(1, 20000) AS i
            """,
            """
            INSERT INTO meetings (org_id, meeting_id, display_name, meeting_code, join_secret_hash, status, ended_at, actual_start_time,
                allow_recording)
            SELECT md5('o' || CASE WHEN i <= 20000 THEN 1 ELSE i % 200 + 1 END)::uuid, md5('m' || i)::uuid, 'x', left(md5(i::text), 12),
                sha256(''), CASE WHEN i % 50 = 0 THEN 'scheduled' ELSE 'ended' END, CASE WHEN i % 50 <> 0 THEN now() END,
                CASE WHEN i % 50 <> 0 THEN now() END, true
            FROM generate_series(1, 40000) AS i
            """,
            """
            INSERT INTO participants (org_id, meeting_id, participant_id, display_name, participant_type, role, left_at, leave_reason)
            SELECT md5('o1')::uuid, md5('m' || CASE WHEN i <= 20000 THEN 1 ELSE i % 20000 + 1 END)::uuid, md5('p' || i)::uuid, 'x', 'guest',
                'guest', now(), 'voluntary'
            FROM generate_series(1, 60000) AS i
            """,
            """
            INSERT INTO recordings (org_id, recording_id, meeting_id, storage_bucket, storage_path, expires_at)
            SELECT md5('o1')::uuid, md5('r' || i)::uuid, md5('m' || i % 5000 + 1)::uuid, 'b', i::text, now() + interval '1 year'
            FROM generate_series(1, 20000) AS i
            """,
            """
            INSERT INTO audit_logs (org_id, audit_id, actor_type, actor_id, action, target_type, target_id, request_id, created_at)
            SELECT md5('o' || CASE WHEN i % 2 = 0 THEN 1 ELSE i % 200 + 1 END)::uuid, md5('a' || i)::uuid, 'user', 'actor' || i % 300,
                'did.it' || i % 20, 'thing', 't' || i % 50000, 'r', date_trunc('month', now()) + (i % 150) * interval '1 day'
            FROM generate_series(1, 200000) AS i
            """,
            // From within a function: a driver would have to bind the parameters that a plan for any arguments leaves open.
            """
            CREATE FUNCTION test_plan(sql text) RETURNS SETOF text LANGUAGE plpgsql AS $$
            DECLARE
                line text;
            BEGIN
                FOR line IN EXECUTE 'EXPLAIN (GENERIC_PLAN, COSTS OFF) ' || sql LOOP
                    RETURN NEXT line;
                END LOOP;
            END
            $$
            """,
            "GRANT EXECUTE ON FUNCTION test_plan TO darktower_app",
            "VACUUM ANALYZE",
        ];
    }
}
