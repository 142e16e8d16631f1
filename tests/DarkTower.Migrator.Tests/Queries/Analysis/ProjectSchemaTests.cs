using DarkTower.Fixtures;
using DarkTower.Migrator.Queries;
using DarkTower.Migrator.Queries.Analysis;

namespace DarkTower.Migrator.Tests.Queries.Analysis;

/// <summary>Statements of the shape that use cases have, on the schema of the migrations.</summary>
public sealed class ProjectSchemaTests
{
    private const string Join = """
        WITH org AS (
            SELECT status
            FROM organizations
            WHERE org_id = $1 AND deleted_at IS NULL
        ), meeting AS (
            SELECT meeting_id, status
            FROM meetings
            WHERE org_id = $1 AND meeting_id = $2 AND deleted_at IS NULL
            FOR NO KEY UPDATE
        ), present AS (
            SELECT user_id
            FROM participants
            WHERE org_id = $1 AND meeting_id = $2 AND user_id = $3 AND left_at IS NULL
        ), decision AS (
            SELECT CASE
                WHEN meeting.meeting_id IS NULL THEN 'meeting-not-found'
                WHEN present.user_id IS NOT NULL THEN 'already-joined'
            END AS refusal
            FROM org
            LEFT JOIN meeting ON true
            LEFT JOIN present ON true
        ), seat AS (
            UPDATE meetings AS m
            SET active_participants = m.active_participants + 1
            FROM decision
            WHERE m.org_id = $1 AND m.meeting_id = $2 AND decision.refusal IS NULL
            RETURNING m.meeting_id, m.active_participants
        ), joined AS (
            INSERT INTO participants (org_id, meeting_id, participant_id, user_id, display_name, participant_type, role)
            SELECT $1, meeting_id, $4, $3, $5, $6, 'participant'
            FROM seat
            RETURNING participant_id, user_id, participant_type
        ), audited AS (
            INSERT INTO audit_logs (org_id, audit_id, actor_type, action, target_type, target_id)
            SELECT $1, $7, 'platform', 'participant.joined', 'participant', participant_id::text
            FROM joined
        )
        SELECT d.refusal, j.participant_id, j.user_id, j.participant_type, s.active_participants
        FROM decision AS d
        LEFT JOIN joined AS j ON true
        LEFT JOIN seat AS s ON true
        """;

    [Theory]
    [InlineData(15)]
    [InlineData(18)]
    public async Task A_deciding_statement_is_understood(int major)
    {
        await using var database = await MigratedDatabase.CreateAsync(major);
        await using var connection = await Sql.OpenAsync(database.AdminConnectionString);
        var facts = await StatementAnalysis.ReadAsync(
            connection, new(Join, ["org", "meeting", "user", "participant", "name", "type", "audit"], Tenancy.Argument), default);

        Assert.Empty(facts.Faults);
        Assert.Equal("0..1", facts.Rows);
        Assert.Equal(["audit_logs", "meetings", "organizations", "participants"], facts.Tables);
        Assert.Equal(["audit_logs", "meetings", "participants"], facts.Writes);
        Assert.Equal(
            [
                "refusal text null", "participant_id uuid absent j", "user_id uuid null absent j",
                "participant_type text absent j check participants_participant_type_check", "active_participants integer absent s",
            ],
            facts.Columns!.Select(column => $"{column.Name} {column.Type}{(column.MayBeNull ? " null" : "")}"
                + (column.Absent is { } group ? $" absent {group}" : "") + (column.Check is { } check ? $" check {check}" : "")));
        Assert.Equal(
            ["org uuid not null", "meeting uuid", "user uuid", "participant uuid not null", "name text not null",
                "type text not null participants_participant_type_check", "audit uuid not null"],
            facts.Parameters.Select(parameter =>
                $"{parameter.Name} {parameter.Type}{(parameter.NotNull ? " not null" : "")} {parameter.Check}".TrimEnd()));

        foreach (var table in (string[])["organizations", "meetings", "participants"])
        {
            var forgotten = Forget(Join, table);
            var fault = Assert.Single((await StatementAnalysis.ReadAsync(
                connection, new(forgotten, [], Tenancy.Argument), default)).Faults);
            Assert.Equal(("unbound", table), (fault.Rule, fault.At));
        }
    }

    // The first condition on the tenant after the table's name.
    private static string Forget(string sql, string table)
    {
        const string Condition = "org_id = $1 AND ";
        var from = sql.IndexOf($"FROM {table}", StringComparison.Ordinal);
        return sql.Remove(sql.IndexOf(Condition, from, StringComparison.Ordinal), Condition.Length);
    }
}
