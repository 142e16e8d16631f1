using System.Text.RegularExpressions;
using DarkTower.Migrator.Queries.Analysis;
using DarkTower.Migrator.Queries.Plans;
using Npgsql;

namespace DarkTower.Migrator.Tests.Queries.Plans;

[Collection(nameof(WorldServers))]
public sealed class PlanRuleTests(WorldServers servers)
{
    private const string Table = """
        CREATE TYPE mood AS ENUM ('good', 'bad');
        CREATE TABLE notes (
            org_id uuid NOT NULL, note_id uuid NOT NULL, title text NOT NULL, mood mood NOT NULL, tags text[] NOT NULL,
            made_at timestamptz NOT NULL, seen_at timestamptz NOT NULL, size integer NOT NULL, PRIMARY KEY (org_id, note_id));
        CREATE INDEX notes_title_idx ON notes (org_id, lower(title));
        CREATE INDEX notes_mood_idx ON notes (org_id, mood);
        CREATE INDEX notes_made_at_idx ON notes (made_at);
        CREATE INDEX notes_size_idx ON notes (org_id, size) INCLUDE (title);
        CREATE INDEX notes_tags_idx ON notes USING gin (tags);
        ALTER TABLE notes ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
        CREATE POLICY tenant ON notes USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid);
        GRANT SELECT, INSERT, UPDATE, DELETE ON notes TO darktower_app;
        CREATE TABLE loose (org_id uuid NOT NULL, note_id uuid NOT NULL, made_at timestamptz NOT NULL);
        GRANT SELECT ON loose TO darktower_app;
        INSERT INTO notes SELECT o.org_id, gen_random_uuid(), 'Title ' || n, (ARRAY['good', 'bad'])[1 + n % 2]::mood, ARRAY['a' || n],
            now() - n * interval '1 hour', now(), n
        FROM organizations AS o, generate_series(1, 200) AS n;
        ANALYZE notes
        """;

    private static readonly (string Sql, string[] Lines, string[] Faults)[] Cases =
    [
        ("SELECT title FROM notes WHERE org_id = $1 AND note_id = $2", ["notes: notes_pkey (org_id, note_id)"], []),
        ("SELECT title FROM notes AS n WHERE org_id = $1 AND size BETWEEN $2 AND $3", ["notes AS n: notes_size_idx (org_id, size)"], []),
        // Found by the tenant alone: whether that is enough is not for a plan to say.
        ("SELECT title FROM notes WHERE org_id = $1 AND title = $2", ["notes: notes_*_idx|pkey (org_id)"], []),
        ("SELECT a.title FROM notes AS a JOIN notes AS b ON b.org_id = a.org_id AND b.size = a.size WHERE a.org_id = $1 AND a.note_id = $2",
            ["notes AS a: notes_pkey (org_id, note_id)", "notes AS b: notes_size_idx (org_id, size)"], []),
        ("""
            SELECT status FROM organizations AS o
            WHERE org_id = $1 AND EXISTS (SELECT FROM notes WHERE notes.org_id = o.org_id AND note_id = $2)
            """,
            ["notes: notes_pkey (org_id, note_id)", "organizations AS o: organizations_pkey (org_id)"], []),
        ("INSERT INTO notes SELECT org_id, $2, title, mood, tags, made_at, now(), size FROM notes WHERE org_id = $1 AND note_id = $3",
            ["notes: notes_pkey (org_id, note_id)"], []),
        ("UPDATE notes SET seen_at = now() WHERE org_id = $1 AND note_id = $2", ["notes: notes_pkey (org_id, note_id)"], []),
        ("SELECT action FROM audit_logs WHERE org_id = $1 AND created_at > $2 ORDER BY created_at LIMIT 9", ["audit_logs: audit_logs_pkey (org_id, created_at)"], []),
        ("SELECT action FROM audit_logs AS a WHERE org_id = $1 AND created_at > now() ORDER BY created_at LIMIT 9",
            ["audit_logs AS a: audit_logs_pkey (org_id, created_at)"], []),

        ("SELECT title FROM notes WHERE org_id = $1 AND lower(title) = lower($2)",
            ["notes: notes_*_idx|pkey (org_id)"], ["not-leakproof notes"]),
        ("SELECT title FROM notes AS n WHERE org_id = $1 AND mood = $2",
            ["notes AS n: notes_*_idx|pkey (org_id)"], ["not-leakproof notes AS n"]),
        ("""
            SELECT b.title FROM notes AS a JOIN notes AS b ON b.org_id = a.org_id AND lower(b.title) = lower(a.title)
            WHERE a.org_id = $1 AND a.note_id = $2
            """,
            ["notes AS a: notes_pkey (org_id, note_id)", "notes AS b: notes_*_idx|pkey (org_id)"], ["not-leakproof notes AS b"]),
        // Two of one table: only the one whose condition leaks.
        ("""
            SELECT b.title FROM notes AS a JOIN notes AS b ON b.org_id = a.org_id AND b.mood = a.mood
            WHERE a.org_id = $1 AND a.note_id = $2 AND b.size = $3
            """,
            ["notes AS a: notes_pkey (org_id, note_id)", "notes AS b: notes_size_idx (org_id, size)"], []),
        // What a condition's subquery reads is no way to the rows around it.
        ("SELECT u.email FROM users AS u WHERE u.org_id = $1 AND u.user_id NOT IN (SELECT r.user_id FROM user_roles AS r)",
            ["user_roles AS r: user_roles_pkey (org_id)", "users AS u: users_pkey (org_id)"], []),
        // Row security brings the tenant, and with it another index: no leak.
        ("""
            WITH gone AS (DELETE FROM notes WHERE org_id = $1 AND note_id = $2 RETURNING org_id, size)
            SELECT n.title FROM gone JOIN notes AS n ON n.org_id = gone.org_id AND n.size = gone.size
            """,
            ["notes AS n: notes_*_idx|pkey (org_id)", "notes: notes_pkey (org_id, note_id)"], []),
        ("SELECT note_id FROM loose WHERE org_id = $1 AND note_id = $2", ["loose: seq scan"], ["scan loose"]),
        ("SELECT note_id FROM loose AS l WHERE org_id = $1 ORDER BY made_at LIMIT 1", ["loose AS l: seq scan"], ["scan loose AS l"]),
    ];

    [Theory]
    [InlineData(15)]
    [InlineData(18)]
    public async Task Each_way_to_rows_breaks_the_rule_it_breaks_and_no_other(int major)
    {
        await using var connection = await FilledAsync(major);
        List<string> wrong = [];
        foreach (var (sql, lines, faults) in Cases)
        {
            var facts = await ReadAsync(connection, sql);
            var pattern = string.Join('\n', lines.Select(line => Regex.Escape(line).Replace(@"\*_idx\|pkey", @"\w+")));
            if (!Regex.IsMatch(string.Join('\n', facts.Lines), $"^{pattern}$")
                || !faults.SequenceEqual(facts.Faults.Select(fault => $"{fault.Rule} {fault.At}")))
                wrong.Add($"{sql}\n{string.Join('\n', facts.Lines)}\n{string.Join('\n', facts.Faults)}");
        }
        Assert.True(wrong.Count == 0, string.Join("\n\n", wrong));
    }

    [Theory]
    [InlineData(15)]
    [InlineData(18)]
    public async Task An_index_without_the_tenant_is_named_where_row_security_is_not_what_brings_it_in(int major)
    {
        await using var connection = await FilledAsync(major);
        await connection.ExecuteAsync(
            "ALTER TABLE notes DISABLE ROW LEVEL SECURITY; DROP INDEX notes_size_idx; ALTER TABLE notes DROP CONSTRAINT notes_pkey");

        var facts = await ReadAsync(
            connection, "SELECT title FROM notes WHERE $1::uuid IS NOT NULL AND made_at < $2 ORDER BY made_at LIMIT 10");
        var all = await ReadAsync(connection, "SELECT title FROM notes WHERE $1::uuid IS NOT NULL ORDER BY made_at LIMIT 10");

        Assert.Equal(["notes: notes_made_at_idx (made_at)"], facts.Lines);
        Assert.Equal(["index-without-org notes"], facts.Faults.Select(fault => $"{fault.Rule} {fault.At}"));
        Assert.Equal(["notes: notes_made_at_idx ()"], all.Lines);
        Assert.Equal(["scan notes"], all.Faults.Select(fault => $"{fault.Rule} {fault.At}"));
    }

    [Fact]
    public async Task A_refused_statement_is_an_error_and_the_next_one_is_read()
    {
        await using var connection = await FilledAsync(15);
        var described = await Described.ByServerAsync(connection, "A", "SELECT title FROM notes WHERE org_id = $1");

        var refused = await ReadAsync(
            connection, described with { Text = described.Text with { Sql = "SELECT nothing FROM notes WHERE org_id = $1" } });
        var next = await ReadAsync(connection, "SELECT title FROM notes WHERE org_id = $1 AND note_id = $2");

        Assert.Equal("column \"nothing\" does not exist", Assert.Single(refused.Faults).Why);
        Assert.Empty(next.Faults);
    }

    [Theory]
    [InlineData(15)]
    [InlineData(18)]
    public async Task An_index_that_no_query_no_constraint_and_no_foreign_key_uses_is_unused(int major)
    {
        await using var connection = await FilledAsync(major);
        await connection.ExecuteAsync("""
            ALTER TABLE notes ADD user_id uuid, ADD FOREIGN KEY (org_id, user_id) REFERENCES users;
            CREATE INDEX notes_user_idx ON notes (org_id, user_id) WHERE user_id IS NOT NULL;
            CREATE INDEX notes_user_seen_idx ON notes (org_id, user_id, seen_at);
            CREATE UNIQUE INDEX notes_live_key ON notes (org_id, title, seen_at) WHERE size > 100;
            CREATE INDEX audit_logs_agent_idx ON audit_logs (org_id, actor_id)
            """);

        var use = await IndexUse.ReadAsync(connection, [("B", ["notes_size_idx"]), ("A", ["notes_size_idx", "notes_pkey"])], default);

        Assert.Equal(["A", "B"], use.Queries["notes_size_idx"]);
        Assert.Equal(
            ["audit_logs_agent_idx", "notes_made_at_idx", "notes_mood_idx", "notes_tags_idx", "notes_title_idx", "notes_user_seen_idx"],
            use.Unused.Where(index => index.StartsWith("notes_", StringComparison.Ordinal) || index == "audit_logs_agent_idx"));
        Assert.Contains("meetings_status_idx", use.Unused);
        Assert.DoesNotContain("meetings_created_by_idx", use.Unused);
        Assert.DoesNotContain("participants_active_user_key", use.Unused);
    }

    private async Task<NpgsqlConnection> FilledAsync(int major)
    {
        var connection = await servers.CloneAsync(major);
        await connection.ExecuteAsync(Table);
        return connection;
    }

    private static async Task<PlanFacts> ReadAsync(NpgsqlConnection connection, string sql)
    {
        var described = await Described.ByServerAsync(connection, "A", sql);
        return await ReadAsync(
            connection, described with { Facts = await StatementAnalysis.ReadAsync(connection, described.Text, default) });
    }

    private static async Task<PlanFacts> ReadAsync(NpgsqlConnection connection, Described described)
    {
        var reader = new PlanReader(
            connection, await PlanCatalog.ReadAsync(connection, default), ["notes", "loose", "organizations", "audit_logs"]);
        return await reader.ReadAsync(described.Text, described.Facts, default);
    }
}
