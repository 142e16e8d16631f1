using DarkTower.Migrator.Queries;

namespace DarkTower.Migrator.Tests.Queries.Analysis;

public sealed class ParameterTests(ParameterTests.World world) : IClassFixture<ParameterTests.World>
{
    public static TheoryData<int, string, string> Cases
    {
        get
        {
            var data = new TheoryData<int, string, string>();
            foreach (var (sql, said) in All)
                foreach (var major in (int[])[15, 18])
                    data.Add(major, sql, said);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Parameters_are_as_said(int major, string sql, string said)
    {
        var facts = await world.ReadAsync(major, sql, Tenancy.Global);
        Assert.Empty(facts.Faults);
        Assert.Equal(said, string.Join("; ", facts.Parameters.Select(parameter => parameter.Type
            + (parameter.NotNull ? " not null" : "") + (parameter.Check is { } check ? $" check {check}" : "")
            + string.Concat(parameter.Columns.Select(column => $" {column}")))));
    }

    [Theory]
    [InlineData(15)]
    [InlineData(18)]
    public async Task Tables_columns_and_checks_are_told(int major)
    {
        var facts = await world.ReadAsync(major, """
            WITH x AS (UPDATE t SET v = 1 WHERE id = $1 RETURNING state, kind)
            SELECT x.state AS "state!", x.kind, w.kind AS other, u.id FROM x, w LEFT JOIN u ON true
            """, Tenancy.Global);
        Assert.Equal(["t", "u"], facts.Tables);
        Assert.Equal(["t"], facts.Writes);
        Assert.Equal(
            ["state text t_state_check claimed", "kind character varying t_kind_check", "other character varying t_kind_check",
            "id integer"],
            facts.Columns!.Select(column => $"{column.Name} {column.Type} {column.Check} {(column.Claimed ? "claimed" : "")}".TrimEnd()));
    }

    [Theory]
    [InlineData(15)]
    [InlineData(18)]
    public async Task Nothing_is_left_behind_and_statements_without_columns_have_none(int major)
    {
        var facts = await world.ReadAsync(major, "DELETE FROM t WHERE id = $1 -- a comment at the end", Tenancy.Global);
        Assert.Null(facts.Columns);
        Assert.Null(facts.Rows);
        Assert.Equal(["0"], await world.On(major).QueryAsync("SELECT count(*) FROM pg_proc WHERE proname = 'analysed'"));
        Assert.Equal(["0"], await world.On(major).QueryAsync("SELECT count(*) FROM pg_prepared_statements WHERE name = 'analysed'"));
    }

    private static readonly (string Sql, string Said)[] All =
    [
        ("SELECT id FROM t WHERE id = $1 AND state = $2", "integer t.id; text check t_state_check t.state"),
        ("SELECT id FROM t WHERE $1 = state OR kind = $2", "text check t_state_check t.state; text check t_kind_check t.kind"),
        ("SELECT id FROM t WHERE state = ANY ($1) AND id > $2", "text[] check t_state_check t.state; integer"),
        ("SELECT id FROM t WHERE state = lower($1)", "text"),
        ("SELECT id FROM t WHERE single = $1 AND several = $2", "text check t_single_check t.single; text t.several"),
        ("INSERT INTO t (id, state, kind, name) VALUES ($1, $2, $3, $4)",
            "integer not null t.id; text not null check t_state_check t.state; character varying check t_kind_check t.kind; text t.name"),
        ("INSERT INTO t (id, state) VALUES ($1, 'on'), ($2, $3)",
            "integer not null t.id; integer not null t.id; text not null check t_state_check t.state"),
        ("INSERT INTO t (id, state, name) SELECT $1, $2, u.name FROM u WHERE u.id = $3",
            "integer not null t.id; text not null check t_state_check t.state; integer u.id"),
        ("INSERT INTO t (id, state) VALUES ($1, coalesce($2, 'on'))", "integer not null t.id; text"),
        ("INSERT INTO t (id, state) VALUES ($1, 'on') ON CONFLICT (id) DO UPDATE SET state = $2, v = $3",
            "integer not null t.id; text not null check t_state_check t.state; integer t.v"),
        ("UPDATE t SET state = $1, v = $2 WHERE id = $3", "text not null check t_state_check t.state; integer t.v; integer t.id"),
        ("WITH x AS (SELECT $1::int AS i) INSERT INTO t (id, state) SELECT i, 'on' FROM x", "integer not null t.id"),
        ("UPDATE t SET v = v + $1 WHERE state IS NOT DISTINCT FROM $2", "integer; text check t_state_check t.state"),
        ("SELECT u.id FROM u LEFT JOIN (SELECT id AS i, state AS s FROM t) AS q ON q.i = u.id WHERE q.s = $1",
            "text check t_state_check t.state"),
        ("""
            MERGE INTO t USING u ON t.id = u.id
            WHEN MATCHED THEN UPDATE SET state = $1 WHEN NOT MATCHED THEN INSERT (id, state) VALUES (u.id, $2)
            """, "text not null check t_state_check t.state; text not null check t_state_check t.state"),
        ("SELECT $1::uuid AS x WHERE $2", "uuid; boolean"),
    ];

    private const string Schema = """
        CREATE TABLE t (id int PRIMARY KEY, state text NOT NULL, kind varchar(20), name text, v int, single text, several text,
            CONSTRAINT t_state_check CHECK (state IN ('on', 'it''s off')),
            CONSTRAINT t_kind_check CHECK (kind IN ('a', 'b', 'c')),
            CONSTRAINT t_single_check CHECK (single = 'only'),
            CONSTRAINT t_several_check CHECK (several IN ('a', 'b') OR several LIKE 'x%'));
        CREATE TABLE u (id int PRIMARY KEY, name text);
        CREATE VIEW w AS SELECT t.kind FROM t JOIN u ON u.id = t.id;
        """;

    public sealed class World() : AnalysisDatabases(Schema);
}
