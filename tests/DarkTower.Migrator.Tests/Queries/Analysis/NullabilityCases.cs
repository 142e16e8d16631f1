namespace DarkTower.Migrator.Tests.Queries.Analysis;

/// <param name="Name">What it is about.</param>
/// <param name="Sql">The statement; its rows show every NULL that is said possible.</param>
/// <param name="Columns">Name, <c>?</c> when it may be NULL though its row is there, <c>[?]</c> for its elements, <c>:group</c>.</param>
/// <param name="Arguments">Of its parameters.</param>
/// <param name="Claims">Columns said to be possibly NULL out of caution, which no data can show.</param>
internal sealed record NullabilityCase(string Name, string Sql, string Columns, string Arguments = "", params string[] Claims)
{
    /// <summary>The first version whose server knows the form.</summary>
    public int Since { get; init; }
}

internal static partial class NullabilityCases
{
    public static IReadOnlyList<NullabilityCase> All => [.. Joins, .. Expressions, .. Queries];

    // a: 2 and 3 have no b. b: 12 has no c. c: 101 has no b, 102's is not there.
    public const string Schema = """
        CREATE DOMAIN must AS text NOT NULL;
        CREATE DOMAIN may AS text;
        CREATE TABLE a (id int PRIMARY KEY, name text NOT NULL, note text, amount numeric, tags text[] NOT NULL);
        CREATE TABLE b (id int PRIMARY KEY, a_id int NOT NULL, title text NOT NULL, memo text,
            tags text[] NOT NULL CHECK (array_position(tags, NULL) IS NULL));
        CREATE TABLE c (id int PRIMARY KEY, b_id int, label text NOT NULL);
        CREATE TABLE d (id int PRIMARY KEY, x must, y may, g int GENERATED ALWAYS AS (nullif(id, 1)) STORED,
            h int NOT NULL GENERATED ALWAYS AS (id + 1) STORED, at timestamptz NOT NULL DEFAULT 'infinity', j jsonb NOT NULL DEFAULT '{}');
        CREATE TABLE e (id int PRIMARY KEY, v int NOT NULL);
        CREATE TABLE p (id int NOT NULL, day date NOT NULL, v text) PARTITION BY RANGE (day);
        CREATE TABLE p1 PARTITION OF p FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
        CREATE VIEW ab AS SELECT a.id, a.name, b.id AS b_id, b.title, b.memo FROM a LEFT JOIN b ON b.a_id = a.id;
        CREATE VIEW plain AS SELECT id, name, note FROM a;
        INSERT INTO a VALUES (1, 'one', 'n', 1.5, '{x,NULL}'), (2, 'two', NULL, NULL, '{}'), (3, 'three', NULL, 2, '{y}');
        INSERT INTO b VALUES (10, 1, 't1', 'm', '{x}'), (11, 1, 't2', NULL, '{y}'), (12, 9, 't3', NULL, '{}');
        INSERT INTO c VALUES (100, 10, 'c1'), (101, NULL, 'c2'), (102, 999, 'c3'), (103, 11, 'c4');
        INSERT INTO d (id, x, y) VALUES (1, 'x', NULL), (2, 'y', 'y');
        INSERT INTO p VALUES (1, '2026-01-02', NULL), (2, '2026-01-03', 'v');
        """;
}
