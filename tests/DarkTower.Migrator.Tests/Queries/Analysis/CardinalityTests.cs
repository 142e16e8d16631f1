using DarkTower.Migrator.Queries;

namespace DarkTower.Migrator.Tests.Queries.Analysis;

public sealed class CardinalityTests(CardinalityTests.World world) : IClassFixture<CardinalityTests.World>
{
    public static TheoryData<int, string> Cases => AnalysisDatabases.OnBoth(All.Select(one => one.Name));

    /// <param name="Name">What it is about.</param>
    /// <param name="Rows">As said.</param>
    /// <param name="Sql">The statement.</param>
    /// <param name="Seen">How many rows the data make; where at most one is said, one, or none when that is the point.</param>
    /// <param name="Arguments">Of its parameters.</param>
    internal sealed record Case(string Name, string Rows, string Sql, int Seen, string Arguments = "");

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Rows_are_as_many_as_said(int major, string name)
    {
        var one = All.Single(one => one.Name == name);
        var facts = await world.ReadAsync(major, one.Sql, Tenancy.Global);
        Assert.Empty(facts.Faults);
        Assert.Equal(one.Rows, facts.Rows);
        Assert.Equal(one.Seen, (await world.RowsAsync(major, one.Sql, one.Arguments)).Count);
        Assert.True(one.Rows == "1" ? one.Seen == 1 : one.Rows == "*" ? one.Seen > 1 : one.Seen <= 1);
    }

    // Every table has two rows that agree in all but what a key tells apart.
    private const string Schema = """
        CREATE COLLATION loose (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
        CREATE TABLE a (t int NOT NULL, id int NOT NULL, code text NOT NULL, name text, gone bool NOT NULL, PRIMARY KEY (t, id));
        CREATE UNIQUE INDEX ON a (t, lower(code));
        CREATE UNIQUE INDEX ON a (name) WHERE NOT gone;
        CREATE TABLE b (id int PRIMARY KEY, a_t int, a_id int, n int UNIQUE DEFERRABLE, k text COLLATE "C" UNIQUE);
        CREATE TABLE c (id int PRIMARY KEY, a_id int, ended bool NOT NULL);
        CREATE UNIQUE INDEX ON c (a_id) WHERE NOT ended AND a_id IS NOT NULL;
        INSERT INTO c VALUES (1, 1, false), (2, 1, true), (3, NULL, false), (4, NULL, false);
        CREATE TABLE parent (id int PRIMARY KEY);
        CREATE TABLE child () INHERITS (parent);
        CREATE TABLE p (id int, day date, v text, PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
        CREATE TABLE p1 PARTITION OF p FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
        CREATE TABLE skipped (id int PRIMARY KEY);
        CREATE FUNCTION skip() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
        CREATE TRIGGER skip BEFORE INSERT ON skipped FOR EACH ROW EXECUTE FUNCTION skip();
        CREATE VIEW va AS SELECT t, id, name FROM a;
        INSERT INTO a VALUES (1, 1, 'A', 'x', false), (1, 2, 'B', 'x', true), (2, 1, 'a', 'x', true), (2, 2, 'b', 'y', false);
        INSERT INTO b VALUES (1, 1, 1, 1, 'x'), (2, 1, 1, 2, 'X');
        INSERT INTO parent VALUES (1);
        INSERT INTO child VALUES (1);
        INSERT INTO p VALUES (1, '2026-01-01', 'x'), (1, '2026-01-02', 'y');
        """;

    private static readonly Case[] All =
    [
        new("no table", "1", "SELECT 1 AS one", 1),
        new("no table and a condition", "0..1", "SELECT 1 AS one WHERE $1", 0, "false"),
        new("whole table", "*", "SELECT id FROM a", 4),
        new("key", "0..1", "SELECT name FROM a WHERE t = 1 AND id = 1", 1),
        new("key by parameters", "0..1", "SELECT name FROM a WHERE t = $1 AND $2 = id", 1, "1, 1"),
        new("half a key", "*", "SELECT name FROM a WHERE id = 1", 2),
        new("key or", "*", "SELECT name FROM a WHERE t = 1 AND (id = 1 OR code = 'B')", 2),
        new("key in a list", "*", "SELECT name FROM a WHERE t = 1 AND id IN (1, 2)", 2),
        new("key above", "*", "SELECT name FROM a WHERE t = 1 AND id >= 1", 2),
        new("other type of the same family", "0..1", "SELECT name FROM a WHERE t = 1::bigint AND id = 1", 1),
        new("other type of another family", "*", "SELECT name FROM a WHERE t = 1 AND round(id::numeric / 10) = 0::numeric", 2),
        new("expression of a key", "0..1", "SELECT name FROM a WHERE t = 1 AND lower(code) = 'a'", 1),
        new("another expression", "*", "SELECT name FROM a WHERE t = 1 AND left(code, 0) = ''", 2),
        new("partial key with its predicate", "0..1", "SELECT id FROM a WHERE name = 'x' AND NOT gone", 1),
        new("partial key without", "*", "SELECT id FROM a WHERE name = 'x'", 3),
        new("partial key with an implied predicate", "0..1", "SELECT id FROM c WHERE a_id = 1 AND NOT ended", 1),
        new("partial key with a predicate not implied", "*", "SELECT id FROM c WHERE a_id IS NULL AND NOT ended", 2),
        new("new key of an update", "*", """
            WITH x AS (UPDATE a SET t = 5, id = t * 10, code = code || t WHERE id = 1 RETURNING t) SELECT t FROM x WHERE t = 5
            """, 2),
        new("deferrable key", "*", "SELECT id FROM b WHERE n + 0 > 0 AND n = n", 2),
        new("key by another collation", "*", "SELECT id FROM b WHERE k COLLATE loose = 'x'", 2),
        new("inherited rows", "*", "SELECT id FROM parent WHERE id = 1", 2),

        new("partitioned key", "0..1", "SELECT v FROM p WHERE id = 1 AND day = '2026-01-01'", 1),
        new("half a partitioned key", "*", "SELECT v FROM p WHERE id = 1", 2),
        new("key of a volatile value", "*", "SELECT a.id FROM a WHERE t = 1 AND id = 1 + (random() * 0)::int UNION ALL SELECT 1", 2),
        new("key by another's columns", "0..1", "SELECT a.name FROM b JOIN a ON a.t = b.a_t AND a.id = b.a_id WHERE b.id = 1", 1),
        new("other way around", "*", "SELECT b.id FROM a JOIN b ON a.t = b.a_t AND a.id = b.a_id WHERE a.t = 1 AND a.id = 1", 2),
        new("each by the other", "*", "SELECT x.id FROM a AS x JOIN a AS y ON x.t = y.t AND x.id = y.id", 4),
        new("cross join", "*", "SELECT a.id FROM a, b WHERE a.t = 1 AND a.id = 1", 2),
        new("left join to a key", "0..1", "SELECT a.name FROM b LEFT JOIN a ON a.t = b.a_t AND a.id = b.a_id WHERE b.id = 1", 1),
        new("left join to no key", "*", "SELECT b.id FROM a LEFT JOIN b ON b.a_t = a.t WHERE a.t = 1 AND a.id = 1", 2),
        new("on condition says nothing of the kept side", "*", "SELECT a.id FROM a LEFT JOIN b ON b.id = 1 AND a.t = 1 AND a.id = 1", 4),
        new("left join of one", "1", "SELECT a.name FROM (SELECT 1 AS one) AS o LEFT JOIN a ON a.t = o.one AND a.id = 7", 1),
        new("left join of one to many", "*", "SELECT a.name FROM (SELECT 1 AS one) AS o LEFT JOIN a ON a.t = o.one", 2),
        new("join of one", "0..1", "SELECT a.name FROM (SELECT 1 AS one) AS o JOIN a ON a.t = o.one AND a.id = 7", 0),
        new("full join of ones", "*", "SELECT x.i FROM (SELECT 1 AS i) AS x FULL JOIN (SELECT 2 AS i) AS y ON x.i = y.i", 2),
        new("right join", "0..1", "SELECT a.name FROM a RIGHT JOIN b ON a.t = b.a_t AND a.id = b.a_id WHERE b.id = 1", 1),
        new("limit", "0..1", "SELECT id FROM a LIMIT 1", 1),
        new("limit of more", "*", "SELECT id FROM a LIMIT 2", 2),
        new("limit with ties", "*", "SELECT id FROM a ORDER BY id FETCH FIRST 1 ROW WITH TIES", 2),
        new("limit by parameter", "*", "SELECT id FROM a LIMIT $1", 3, "3"),
        new("limit of one row", "1", "SELECT count(*) AS n FROM a LIMIT 1", 1),
        new("offset of one row", "0..1", "SELECT count(*) AS n FROM a OFFSET 1", 0),
        new("aggregate", "1", "SELECT count(*) AS n FROM a WHERE false", 1),
        new("aggregate with having", "0..1", "SELECT count(*) AS n FROM a HAVING count(*) > 9", 0),
        new("groups", "*", "SELECT t, count(*) AS n FROM a GROUP BY t", 2),
        new("group of one value", "0..1", "SELECT t, count(*) AS n FROM a WHERE t = 1 GROUP BY t", 1),
        new("group of nothing", "*", "SELECT count(*) AS n FROM a GROUP BY GROUPING SETS ((), ())", 2),
        new("group of one value on the missing side", "*", "SELECT b.id FROM a LEFT JOIN b ON b.a_id = a.id AND b.id = 1 GROUP BY b.id", 2),
        new("group of a value on the kept side", "*", "SELECT a.id FROM a LEFT JOIN b ON b.a_id = a.id AND a.id = 1 GROUP BY a.id", 2),
        new("group of one row that may be missing", "*", "SELECT s.i FROM a LEFT JOIN (SELECT 1 AS i) AS s ON s.i = a.id GROUP BY s.i", 2),
        new("distinct value", "0..1", "SELECT DISTINCT t FROM a WHERE t = 1", 1),
        new("distinct values", "*", "SELECT DISTINCT t, id FROM a WHERE t = 1", 2),
        new("grouped query by its group", "0..1", "SELECT s.n FROM (SELECT t, count(*) AS n FROM a GROUP BY t) AS s WHERE s.t = 1", 1),
        new("function of rows", "*", "SELECT generate_series(1, 2) AS g", 2),
        new("table function of rows", "*", "SELECT g FROM generate_series(1, 2) AS g", 2),
        new("table function of one", "1", "SELECT n FROM now() AS n", 1),
        new("values", "*", "VALUES (1), (2)", 2),
        new("one row of values", "1", "SELECT v.x FROM (VALUES (1)) AS v (x)", 1),
        new("subquery by key", "0..1", "SELECT s.name FROM (SELECT t, id, name FROM a) AS s WHERE s.t = 1 AND s.id = 1", 1),
        new("view by key", "0..1", "SELECT name FROM va WHERE t = 1 AND id = 1", 1),
        new("view by half a key", "*", "SELECT name FROM va WHERE t = 1", 2),
        new("with of one", "0..1", "WITH x AS (SELECT id FROM b WHERE id = 1) SELECT b.n FROM x JOIN b ON b.id = x.id", 1),
        new("with of many", "*", "WITH x AS (SELECT a_t FROM b) SELECT a_t FROM x", 2),
        new("lateral of one", "0..1",
            "SELECT l.n FROM b LEFT JOIN LATERAL (SELECT n FROM b AS c WHERE c.id = b.id LIMIT 1) AS l ON true WHERE b.id = 1", 1),
        new("lateral by another", "*", "SELECT l.id FROM b, LATERAL (SELECT a.id FROM a WHERE a.t = b.a_t AND a.id = b.a_id) AS l", 2),
        new("scalar query as key", "0..1", "SELECT name FROM a WHERE t = (SELECT max(t) FROM a) AND id = 1", 1),
        new("union", "*", "SELECT 1 AS i UNION SELECT 2", 2),
        new("intersect", "0..1", "SELECT t FROM a INTERSECT SELECT 1", 1),
        new("except", "0..1", "SELECT 9 AS t EXCEPT SELECT t FROM a", 1),
        new("recursion", "*", "WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r WHERE n < 3) SELECT n FROM r", 3),
        new("window", "*", "SELECT row_number() OVER () AS n FROM a", 4),
        new("for update", "0..1", "SELECT name FROM a WHERE t = 1 AND id = 1 FOR UPDATE", 1),
        new("insert", "1", "INSERT INTO b (id) VALUES (9) RETURNING id", 1),
        new("insert of two", "*", "INSERT INTO b (id) VALUES (8), (9) RETURNING id", 2),
        new("insert or nothing", "0..1", "INSERT INTO b (id) VALUES (1) ON CONFLICT DO NOTHING RETURNING id", 0),
        new("insert or update", "1", "INSERT INTO b (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET n = 7 RETURNING id", 1),
        new("insert or perhaps update", """
            0..1
            """, "INSERT INTO b (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET n = 7 WHERE b.n > 9 RETURNING id", 0),
        new("insert of a query", "*", "INSERT INTO b (id) SELECT id + 10 FROM b RETURNING id", 2),
        new("insert of a query of one", "0..1", "INSERT INTO b (id) SELECT id + 10 FROM b WHERE id = 1 RETURNING id", 1),
        new("insert that a trigger skips", "0..1", "INSERT INTO skipped VALUES (1) RETURNING id", 0),
        new("update by key", "0..1", "UPDATE a SET name = 'z' WHERE t = 1 AND id = 1 RETURNING name", 1),
        new("update by half a key", "*", "UPDATE a SET gone = true WHERE t = 1 RETURNING name", 2),
        new("update from many by key", "0..1", "UPDATE a SET name = 'z' FROM b WHERE a.t = 1 AND a.id = 1 RETURNING a.name", 1),
        new("update by another's many", """
            *
            """, "UPDATE a SET gone = true FROM (VALUES (1), (2)) AS v (i) WHERE a.t = 1 AND a.id = v.i RETURNING a.id", 2),
        new("delete by key", "0..1", "DELETE FROM b WHERE id = 1 RETURNING id", 1),
        new("delete", "*", "DELETE FROM b RETURNING id", 2),
        new("writing with", "0..1", "WITH x AS (DELETE FROM b WHERE id = 1 RETURNING n) SELECT n FROM x", 1),
        new("effectively inner", "0..1",
            "SELECT a.name, b.id FROM a LEFT JOIN b ON a.t = b.a_t AND a.id = b.a_id WHERE b.id = 1", 1),
    ];

    public sealed class World() : AnalysisDatabases(Schema);
}
