using DarkTower.GcDatabase.Tests.Harness;
using Npgsql;

namespace DarkTower.GcDatabase.Tests.Guarantees.Crashes;

/// <summary>What must hold whatever was killed.</summary>
internal static class Afterwards
{
    /// <summary>Half-done things, by what is half about them; each count is zero.</summary>
    private const string HalfDone = """
        SELECT 'open_meetings' AS what, count(*) AS rows FROM organizations AS o
        WHERE open_meetings <> (SELECT count(*) FROM meetings AS m WHERE m.org_id = o.org_id AND m.status IN ('scheduled', 'active')
            AND m.deleted_at IS NULL)
        UNION ALL
        SELECT 'active_participants', count(*) FROM meetings AS m
        WHERE active_participants <> (SELECT count(*) FROM participants AS p
            WHERE p.org_id = m.org_id AND p.meeting_id = m.meeting_id AND p.left_at IS NULL)
        UNION ALL
        SELECT 'meeting without code', count(*) FROM meetings AS m
        WHERE NOT EXISTS (SELECT FROM meeting_codes AS c WHERE c.org_id = m.org_id AND c.meeting_id = m.meeting_id)
        UNION ALL
        SELECT 'code without meeting', count(*) FROM meeting_codes AS c
        WHERE NOT EXISTS (SELECT FROM meetings AS m WHERE c.org_id = m.org_id AND c.meeting_id = m.meeting_id)
        UNION ALL
        SELECT 'meeting without trail', count(*) FROM meetings AS m
        WHERE 1 <> (SELECT count(*) FROM audit_logs AS a
            WHERE a.org_id = m.org_id AND a.target_id = m.meeting_id::text AND a.action = 'meeting.created')
        UNION ALL
        SELECT 'end without trail', count(*) FROM meetings AS m
        WHERE (m.status = 'ended')::int <> (SELECT count(*) FROM audit_logs AS a
            WHERE a.org_id = m.org_id AND a.target_id = m.meeting_id::text AND a.action = 'meeting.ended')
        UNION ALL
        SELECT 'stay without trail', count(*) FROM participants AS p
        WHERE 1 <> (SELECT count(*) FROM audit_logs AS a
            WHERE a.org_id = p.org_id AND a.target_id = p.participant_id::text AND a.action = 'participant.joined')
        UNION ALL
        SELECT 'trail without thing', count(*) FROM audit_logs AS a
        WHERE a.action IN ('meeting.created', 'participant.joined')
            AND NOT EXISTS (SELECT FROM meetings AS m WHERE m.org_id = a.org_id AND m.meeting_id::text = a.target_id)
            AND NOT EXISTS (SELECT FROM participants AS p WHERE p.org_id = a.org_id AND p.participant_id::text = a.target_id)
        UNION ALL
        SELECT 'meeting made twice', count(*) - count(DISTINCT (org_id, display_name)) FROM meetings
        UNION ALL
        SELECT 'present in an ended meeting', count(*) FROM participants AS p JOIN meetings AS m
            ON m.org_id = p.org_id AND m.meeting_id = p.meeting_id AND m.status = 'ended' AND p.left_at IS NULL
        UNION ALL
        SELECT 'key neither done nor free', count(*) FROM idempotency_keys WHERE state <> 'done'
        """;

    /// <summary>Everything that was acknowledged is there as it was said to be; nothing is half-done; what was not answered can be asked again.</summary>
    public static async Task AllIsWellAsync(Load load, GcClient gc, Guid org, string adminConnectionString)
    {
        Assert.Empty(load.Wrong);
        foreach (var (name, key) in load.Unanswered)
            (await gc.PostAsync($"/v1/orgs/{org}/meetings", new { displayName = name, allowGuests = true }, idempotencyKey: key)).Expect(201);
        foreach (var (path, state) in load.Acknowledged)
        {
            var there = (await gc.GetAsync(path)).Expect(200);
            if (state == "ended") Assert.Equal("ended", there["status"].GetString());
            if (state == "left") Assert.NotNull(there["leftAt"].GetString());
        }

        await using var source = NpgsqlDataSource.Create(adminConnectionString);
        await using var command = source.CreateCommand(HalfDone);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) Assert.True(reader.GetInt64(1) == 0, $"{reader.GetInt64(1)} x {reader.GetString(0)}");
    }
}
