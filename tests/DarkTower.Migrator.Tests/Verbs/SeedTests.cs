using DarkTower.Fixtures;

namespace DarkTower.Migrator.Tests.Verbs;

public sealed class SeedTests
{
    [Fact]
    public async Task Seed_adds_the_same_rows_once_and_its_counters_are_what_the_rows_say()
    {
        await using var database = await OwnDatabase.CreateAsync();
        await Migrate.Async(database.ConnectionString);

        Assert.Equal("done: 19 rows of profile demo", await Migrate.Async(database.ConnectionString, "seed", "--profile", "demo"));
        Assert.Equal("nothing to do", await Migrate.Async(database.ConnectionString, "seed", "--profile", "demo"));

        Assert.Equal(["acme:2", "globex:0"], await database.QueryAsync("""
            SELECT format('%s:%s', subdomain, open_meetings) FROM organizations AS o JOIN organization_directory USING (subdomain, org_id)
            WHERE open_meetings = (SELECT count(*) FROM meetings AS m WHERE m.org_id = o.org_id AND status IN ('scheduled', 'active'))
            ORDER BY 1
            """));
        Assert.Equal(["Planning:0", "Review:0", "Standup:3"], await database.QueryAsync("""
            SELECT format('%s:%s', display_name, active_participants) FROM meetings AS m JOIN meeting_codes USING (meeting_code, org_id,
                meeting_id)
            WHERE active_participants = (SELECT count(*) FROM participants AS p WHERE (p.org_id, p.meeting_id) = (m.org_id,
                m.meeting_id) AND left_at IS NULL)
            ORDER BY 1
            """));
    }
}
