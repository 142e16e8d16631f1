using DarkTower.Migrator.Queries;

namespace DarkTower.Migrator.Tests.Queries.Analysis;

/// <summary>Each condition against the planner: under row security it is an index condition exactly when it is not said to leak.</summary>
public sealed class LeakyConditionTests(LeakyConditionTests.World world) : IClassFixture<LeakyConditionTests.World>
{
    private const string Schema = """
        CREATE EXTENSION IF NOT EXISTS citext;
        CREATE TYPE mood AS ENUM ('good', 'bad');
        CREATE TABLE notes (
            org_id uuid NOT NULL, note_id uuid NOT NULL, title text COLLATE "C" NOT NULL, code varchar(9) NOT NULL, mood mood NOT NULL,
            tags text[] NOT NULL, body jsonb NOT NULL, made_at timestamptz NOT NULL, size integer NOT NULL, price numeric NOT NULL,
            name citext NOT NULL, done boolean NOT NULL);
        CREATE INDEX ON notes (note_id); CREATE INDEX ON notes (title); CREATE INDEX ON notes (code); CREATE INDEX ON notes (mood);
        CREATE INDEX ON notes USING gin (tags); CREATE INDEX ON notes USING gin (body); CREATE INDEX ON notes (made_at);
        CREATE INDEX ON notes (size); CREATE INDEX ON notes (price); CREATE INDEX ON notes (name); CREATE INDEX ON notes (done);
        CREATE INDEX ON notes (lower(title)); CREATE INDEX ON notes (lower(code)); CREATE INDEX ON notes ((body ->> 'email'));
        CREATE INDEX ON notes (coalesce(title, code)); CREATE INDEX ON notes ((size + 1));
        ALTER TABLE notes ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
        CREATE POLICY tenant ON notes USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid);
        CREATE TABLE others (other_id uuid NOT NULL, label text COLLATE "C" NOT NULL, mood mood NOT NULL, size integer NOT NULL);
        CREATE VIEW shown WITH (security_invoker) AS SELECT note_id, lower(title) AS low, size AS big FROM notes;
        DO $$ BEGIN CREATE ROLE leaky_reader; EXCEPTION WHEN duplicate_object THEN END $$;
        GRANT SELECT ON notes, others, shown TO leaky_reader
        """;

    // What follows FROM, the key of the index, and whether the condition leaks.
    private static readonly (string From, string Key, bool Leaks)[] Cases =
    [
        ("notes AS n WHERE n.note_id = $1::uuid", "note_id", false),
        ("notes AS n WHERE n.note_id = ANY ($1::uuid[])", "note_id", false),
        ("notes AS n WHERE n.title = lower($1)", "title", false),
        ("notes AS n WHERE n.title = $1 AND lower(n.name::text) = 'a'", "title", false),
        ("notes AS n WHERE n.code = $1", "code", false),
        ("notes AS n WHERE n.made_at > now() - $1::interval", "made_at", false),
        ("notes AS n WHERE n.size BETWEEN $1 AND $2", "size", false),
        ("notes AS n WHERE n.size = (SELECT max(o.size) FROM others AS o)", "size", false),
        ("notes AS n WHERE n.title = ANY (ARRAY(SELECT o.label FROM others AS o))", "title", false),
        ("others AS o LEFT JOIN notes AS n ON n.note_id = o.other_id", "note_id", false),
        ("others AS o LEFT JOIN notes AS n ON n.size = greatest(o.size, 3)", "size", false),
        ("others AS o LEFT JOIN notes AS n ON n.title = o.label WHERE o.other_id = $1", "title", false),
        ("(SELECT lower(label) AS low FROM others LIMIT 3) AS o JOIN notes AS n ON n.title = o.low", "title", false),
        ("(SELECT min(lower(label)) AS low FROM others) AS o JOIN notes AS n ON n.title = o.low", "title", false),
        ("shown AS s WHERE s.big = $1", "size", false),
        ("notes AS n WHERE n.done", "done", false),
        ("notes AS n WHERE starts_with(n.title, 'a')", "title", false),
        ("notes AS n WHERE (n.title, n.size) > ($1, $2)", "title", false),
        ("notes AS n WHERE lower(n.title) = lower($1)", "lower(title)", true),
        ("notes AS n WHERE lower(n.code::text) = $1", "lower((code)::text)", true),
        ("notes AS n WHERE lower(n.code) = $1", "lower((code)::text)", true),
        ("notes AS n WHERE n.title LIKE 'a%'", "title", true),
        ("notes AS n WHERE n.mood = $1", "mood", true),
        ("notes AS n WHERE n.mood = ANY ($1::mood[])", "mood", true),
        ("notes AS n WHERE n.tags @> $1", "tags", true),
        ("notes AS n WHERE n.body @> $1", "body", true),
        ("notes AS n WHERE n.body ->> 'email' = $1", "((body ->> 'email'::text))", true),
        ("notes AS n WHERE n.price = $1", "price", true),
        ("notes AS n WHERE n.name = $1", "name", true),
        ("notes AS n WHERE n.size + 1 = $1", "((size + 1))", true),
        ("notes AS n WHERE coalesce(n.title, n.code) = $1", "COALESCE(title, (code)::text)", true),
        ("notes AS n WHERE n.mood IN (SELECT o.mood FROM others AS o)", "mood", true),
        ("notes AS n WHERE n.size = CASE WHEN $1::boolean THEN 1 ELSE (ARRAY[2, $2])[1] END", "size", false),
        ("others AS o JOIN notes AS n ON n.title = lower(o.label)", "title", true),
        ("(SELECT lower(label) AS low FROM others) AS o JOIN notes AS n ON n.title = o.low", "title", true),
        ("others AS o WHERE EXISTS (SELECT FROM notes AS n WHERE n.mood = o.mood)", "mood", true),
        ("(SELECT lower(title) AS low FROM notes) AS s WHERE s.low = $1", "lower(title)", true),
        ("(SELECT DISTINCT mood FROM notes) AS s WHERE s.mood = $1", "mood", true),
        ("(SELECT mood FROM notes UNION ALL SELECT mood FROM others) AS s WHERE s.mood = $1", "mood", true),
        ("shown AS s WHERE s.low = $1", "lower(title)", true),
        ("notes AS n WHERE n.note_id = $1::uuid OR n.title LIKE 'a%'", "title", true),
    ];

    [Theory]
    [InlineData(15)]
    [InlineData(18)]
    public async Task What_leaks_is_what_the_planner_keeps_from_the_index(int major)
    {
        List<string> wrong = [];
        foreach (var (from, key, leaks) in Cases)
        {
            var sql = $"SELECT 1 FROM {from}";
            var facts = await world.ReadAsync(major, sql, Tenancy.Global);
            var said = facts.Leaky.Any(one => one.Table == "notes" && one.Key == key);
            var (free, guarded) = (await IsUsedAsync(major, sql, "postgres", key), await IsUsedAsync(major, sql, "leaky_reader", key));
            if (said != leaks || guarded == leaks || !free || facts.Faults.Count > 0)
                wrong.Add($"{sql}: said {said}, index without {free}, with {guarded}; {string.Join(' ', facts.Leaky)}");
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    /// <summary>Whether the plan has an index condition that begins with the key.</summary>
    private async Task<bool> IsUsedAsync(int major, string sql, string role, string key)
    {
        var connection = world.On(major);
        await connection.ExecuteAsync($"""
            DEALLOCATE ALL; BEGIN; SET LOCAL plan_cache_mode = force_generic_plan; SET LOCAL enable_seqscan = off;
            SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off; SET LOCAL enable_material = off;
            {(role == "postgres" ? "" : $"SET LOCAL ROLE {role};")} PREPARE tried AS {sql}
            """);
        try
        {
            var count = (await connection.QueryAsync("SELECT cardinality(parameter_types)::text FROM pg_prepared_statements"))[0];
            var nulls = string.Join(", ", Enumerable.Repeat("NULL", int.Parse(count)));
            var plan = await connection.QueryAsync($"EXPLAIN (COSTS OFF) EXECUTE tried{(nulls == "" ? "" : $"({nulls})")}");
            var bare = key.StartsWith("((", StringComparison.Ordinal) ? key[1..^1] : key;
            return plan.Any(line => line.Contains("Index Cond: ", StringComparison.Ordinal)
                && line.Contains(bare, StringComparison.OrdinalIgnoreCase));
        }
        finally
        {
            await connection.ExecuteAsync("ROLLBACK");
        }
    }

    public sealed class World() : AnalysisDatabases(Schema);
}
