namespace DarkTower.Migrator.Tests.Queries.Analysis;

internal static partial class NullabilityCases
{
    private static readonly NullabilityCase[] Queries =
    [
        new("aggregates over nothing", """
            SELECT count(*) AS n, count(v) AS c, sum(v) AS s, max(v) AS m, array_agg(v) AS a FROM e
            """, "n, c, s?, m?, a?",
            "", "a"),
        new("aggregates of groups", """
            SELECT a_id, count(*) AS n, max(id) AS i, min(memo) AS m, array_agg(title) AS t, array_agg(memo)
            AS u, avg(id) FILTER (WHERE id < 0) AS f
            FROM b GROUP BY a_id
            """, "a_id, n, i, m?, t, u[?], f?"),
        new("aggregate of the absent", """
            SELECT a.id, max(b.id) AS m, count(b.id) AS n FROM a LEFT JOIN b ON b.a_id = a.id GROUP BY a.id
            """, "id, m?, n"),
        new("grouped absent column", "SELECT b.title, count(*) AS n FROM a LEFT JOIN b ON b.a_id = a.id GROUP BY b.title", "title:b, n"),
        new("rollup", """
            SELECT name, id, upper(name) AS u, count(*) AS n, max(id) AS m FROM a GROUP BY ROLLUP (name, id)
            """, "name?, id?, u?, n, m?",
            "", "m"),
        new("grouping sets of an expression", """
            SELECT coalesce(note, 'x') AS c, count(*) AS n, grouping(coalesce(note, 'x')) AS g
            FROM a GROUP BY GROUPING SETS ((coalesce(note, 'x')), ())
            """, "c?, n, g"),
        new("having alone", "SELECT max(v) AS m FROM e HAVING count(*) = 0", "m?"),
        new("window functions", """
            SELECT row_number() OVER w AS r, lag(id) OVER w AS g, lag(id, 1, 0) OVER w AS h, sum(id) OVER w AS s,
                first_value(name) OVER (ORDER BY id ROWS BETWEEN 2 PRECEDING AND 1 PRECEDING) AS f,
                max(id) OVER (ORDER BY id ROWS BETWEEN 2 PRECEDING AND 1 PRECEDING) AS m
            FROM a WINDOW w AS (ORDER BY id)
            """, "r, g?, h, s, f?, m?"),
        new("union", "SELECT name, note FROM a UNION ALL SELECT title, title FROM b", "name, note?"),
        new("union with a NULL", "SELECT name FROM a UNION SELECT NULL", "name?"),
        new("intersect", "SELECT note FROM a INTERSECT SELECT name FROM (VALUES ('n')) AS v (name)", "note"),
        new("except", "SELECT name FROM a EXCEPT SELECT note FROM a", "name"),
        new("view", "SELECT id, name, note FROM plain", "id, name, note?"),
        new("view with an outer join", "SELECT id, name, title, memo FROM ab", "id, name, title:b, memo?:b"),
        new("view on the missing side", """
            SELECT a.id, ab.name, ab.title FROM a LEFT JOIN ab ON ab.id = a.id AND a.id < 3
            """, "id, name:ab, title?:ab"),
        new("outer join through WITH", """
            WITH x AS (SELECT a.id, b.title, b.memo FROM a LEFT JOIN b ON b.a_id = a.id) SELECT id, title, memo FROM x
            """, "id, title:b, memo?:b"),
        new("condition on what WITH hides", """
            WITH x AS (SELECT a.id, b.title, b.memo, b.id AS b_id FROM a LEFT JOIN b ON b.a_id = a.id)
            SELECT id, title, memo FROM x WHERE b_id > 0
            """, "id, title, memo?"),
        new("outer join of WITH", """
            WITH x AS (SELECT a.id, b.title FROM a LEFT JOIN b ON b.a_id = a.id) SELECT d.id, x.id, x.title
            FROM d LEFT JOIN x ON x.id = d.id AND d.id > 1
            """, "id, id:x, title?:x"),
        new("subquery", "SELECT s.n, s.m FROM (SELECT name AS n, note AS m FROM a) AS s", "n, m?"),
        new("recursion", """
            WITH RECURSIVE r AS (SELECT 1 AS n, 'x' AS t UNION ALL SELECT n + 1, CASE WHEN n < 2 THEN 'y' END FROM r
            WHERE n < 3) SELECT n, t FROM r
            """, "n, t?"),
        new("recursion by steps", """
            WITH RECURSIVE r AS (SELECT 1 AS n, 'x' AS t, 'x' AS u UNION ALL SELECT n + 1, u, CASE WHEN n > 9 THEN 'y' END FROM r
            WHERE n < 4)
            SELECT n, t, u FROM r
            """, "n, t?, u?"),
        new("values", "VALUES (1, 'x', NULL), (2, NULL, NULL)", "column1, column2?, column3?"),
        new("functions as tables", """
            SELECT g, u, o, m FROM generate_series(1, 2) AS g, unnest('{1,NULL}'::int[]) WITH ORDINALITY AS t (u, o), unnest(ARRAY[1]) AS m
            """, "g, u?, o, m"),
        new("functions side by side", """
            SELECT x, y, o FROM ROWS FROM (generate_series(1, 2), generate_series(1, 3)) WITH ORDINALITY AS t (x, y, o)
            """,
            "x?, y?, o", "", "y"),
        new("json as a table", """
            SELECT v, t FROM jsonb_array_elements('[1, null]') AS v, jsonb_array_elements_text('[1, null]') AS t
            """, "v, t?"),
        new("partitioned table", "SELECT id, day, v FROM p", "id, day, v?"),
        new("distinct", "SELECT DISTINCT note, name FROM a", "note?, name"),
        new("locked rows", "SELECT id, note FROM a ORDER BY id FOR UPDATE", "id, note?"),
        new("insert returning", """
            INSERT INTO a VALUES (9, 'n', NULL, 1, '{}') RETURNING id, name, note, amount
            """, "id, name, note?, amount?", "", "amount"),
        new("insert of a query", "INSERT INTO b SELECT id + 20, id, name, note, '{}' FROM a RETURNING id, memo", "id, memo?"),
        new("upsert", "INSERT INTO e VALUES (1, 1) ON CONFLICT (id) DO UPDATE SET v = excluded.v RETURNING id, v", "id, v"),
        new("update returning", "UPDATE a SET note = NULL WHERE note IS NOT NULL RETURNING id, note", "id, note?"),
        new("update from", """
            UPDATE b SET memo = a.note FROM a WHERE a.id = b.a_id RETURNING b.memo, a.note, a.name
            """, "memo?, note?, name", "", "memo", "note"),
        new("update from an outer join", """
            UPDATE b SET memo = 'z' FROM a LEFT JOIN c ON c.b_id = a.id WHERE a.id = b.a_id RETURNING b.id, c.label
            """, "id, label:c"),
        new("delete returning", "DELETE FROM a WHERE note IS NOT NULL RETURNING note, amount", "note, amount?", "", "amount"),
        new("delete using", "DELETE FROM c USING b WHERE c.b_id = b.id RETURNING c.b_id, b.title, b.memo", "b_id, title, memo?"),
        new("old and new of an update", """
            UPDATE a SET note = 'x' WHERE note IS NULL RETURNING old.note AS o, new.note AS n, old.name, new.id
            """, "o?, n?, name, id",
            "", "n") { Since = 18 },
        new("old of an upsert", """
            INSERT INTO c VALUES (100, NULL, 'x'), (200, 1, 'y') ON CONFLICT (id) DO UPDATE SET b_id = NULL
            RETURNING old.label AS o, old.b_id AS b, new.label AS n
            """, "o:old, b?:old, n", "", "b") { Since = 18 },
        new("new of a delete", "DELETE FROM a RETURNING old.name AS o, new.name AS n", "o, n:new") { Since = 18 },
        new("merge", """
            MERGE INTO a USING (VALUES (1, 'm'), (8, 'i')) AS s (id, name) ON a.id = s.id WHEN MATCHED THEN UPDATE SET note = NULL
            WHEN NOT MATCHED THEN INSERT VALUES (s.id, s.name, NULL, 1, '{}') RETURNING a.id, a.note, s.name, old.name
            AS o, merge_action() AS m
            """, "id, note?, name, o:old, m") { Since = 18 },
        new("merge without a source", """
            MERGE INTO a USING (VALUES (1, 'm')) AS s (id, name) ON a.id = s.id WHEN MATCHED THEN UPDATE SET note = NULL
            WHEN NOT MATCHED BY SOURCE THEN DELETE RETURNING a.id, s.name
            """, "id, name:s") { Since = 18 },
        new("parameter beside an aggregate", "SELECT count(*) AS n, $1::text AS p FROM a WHERE note = $1", "n, p?", "NULL"),
        new("parameter beside groups", """
            SELECT note, count(*) AS n, $1::text AS p FROM a WHERE note = $1 GROUP BY note
            """, "note, n, p", "'n'"),
        new("search and cycle", """
            WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r
            WHERE n < 3) CYCLE n SET again USING path SELECT n, again FROM r
            """, "n, again?", "", "again"),
        new("row of the missing side", "SELECT a.id, b AS whole FROM a LEFT JOIN b ON b.a_id = a.id", "id, whole:b"),
        new("aggregate of the missing side", """
            SELECT a.id, s.n, s.m FROM a LEFT JOIN (SELECT a_id, count(*) AS n, max(memo) AS m FROM b
            WHERE id <> 10 GROUP BY a_id) AS s ON s.a_id = a.id
            """, "id, n:s, m?:s"),
        new("view of a view", "SELECT v.id, v.title FROM (SELECT id, title, memo FROM ab) AS v WHERE v.memo IS NOT NULL", "id, title"),
        new("writing WITH", """
            WITH gone AS (DELETE FROM c WHERE id = 100 RETURNING id, b_id) SELECT a.id, gone.id, gone.b_id
            FROM a LEFT JOIN gone ON gone.id = a.id + 99
            """, "id, id:gone, b_id?:gone", "", "b_id"),
    ];
}
