namespace DarkTower.LiveMigration;

/// <summary>What every request of the load kept, whatever ran beside it.</summary>
internal static class Invariants
{
    private const string Broken = """
        SELECT format('%s has open_meetings %s', subdomain, open_meetings)
        FROM organizations AS o
        WHERE open_meetings <> (SELECT count(*) FROM meetings AS m WHERE m.org_id = o.org_id AND status IN ('scheduled', 'active'))
        UNION ALL
        SELECT format('%s has active_participants %s', m.meeting_id, active_participants)
        FROM meetings AS m
        LEFT JOIN (SELECT org_id, meeting_id, count(*) FROM participants WHERE left_at IS NULL GROUP BY 1, 2) AS present
            USING (org_id, meeting_id)
        WHERE active_participants <> coalesce(count, 0)
        """;

    public static Task<List<string>> BrokenAsync(Stage stage) => stage.QueryAsync(Broken);
}
