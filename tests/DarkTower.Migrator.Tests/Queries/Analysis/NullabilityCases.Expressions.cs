namespace DarkTower.Migrator.Tests.Queries.Analysis;

internal static partial class NullabilityCases
{
    private static readonly NullabilityCase[] Expressions =
    [
        new("constants", "SELECT 1 AS one, 'x' AS x, NULL::int AS none", "one, x, none?"),
        new("functions of never and of maybe", """
            SELECT lower(name) AS n, lower(note) AS m, id + 1 AS i, -amount AS s FROM a
            """, "n, m?, i, s?"),
        new("function of an absent column", """
            SELECT lower(b.title) AS t, lower(b.memo) AS m FROM a LEFT JOIN b ON b.a_id = a.id
            """, "t:b, m?:b"),
        new("function of two absent rows", """
            SELECT b.title || c.label AS both FROM a LEFT JOIN b ON b.a_id = a.id LEFT JOIN c ON c.id = a.id + 99
            """, "both?"),
        new("casts", """
            SELECT a.id::text AS t, a.id::bigint AS b, note::varchar(3) AS v, '1'::int AS i, at::date AS d FROM a, d
            """, "t, b, v?, i, d"),
        new("coalesce", "SELECT coalesce(note, 'x') AS x, coalesce(note, amount::text) AS y, coalesce(note, name) AS z FROM a", "x, y?, z"),
        new("coalesce of the absent", "SELECT coalesce(b.title, '-') AS t FROM a LEFT JOIN b ON b.a_id = a.id", "t"),
        new("case", """
            SELECT CASE WHEN id = 1 THEN 'x' ELSE 'y' END AS total, CASE WHEN id = 1 THEN 'x' END AS partial,
                CASE id WHEN 1 THEN note ELSE 'z' END AS first, CASE id WHEN 2 THEN note ELSE 'z' END AS second FROM a
            """, "total, partial?, first?, second?", "", "first"),
        new("nullif", "SELECT nullif(id, 1) AS n FROM a", "n?"),
        new("greatest", "SELECT greatest(note, 'a') AS g, least(note, amount::text) AS l FROM a", "g, l?"),
        new("tests", """
            SELECT note IS NULL AS n, note IS DISTINCT FROM 'x' AS d, (note = 'n') IS TRUE AS t, note = 'n' AS e FROM a
            """, "n, d, t, e?"),
        new("logic", "SELECT id = 1 AND name = 'x' AS a, note = 'z' OR id = 1 AS o, NOT (note = 'n') AS n FROM a", "a, o?, n?"),
        new("in", "SELECT id IN (1, 2) AS i, note IN ('n', 'x') AS n, id IN (1, NULL) AS m FROM a", "i, n?, m?"),
        new("exists and in of a query", """
            SELECT EXISTS (SELECT FROM b WHERE a_id = a.id) AS e, a.id IN (SELECT a_id FROM b) AS i, a.id IN (SELECT b_id FROM c) AS m
            FROM a
            """, "e, i, m?"),
        new("array", "SELECT ARRAY[id, 2] AS i, ARRAY[note] AS n, tags FROM a", "i, n[?], tags[?]"),
        new("array kept free of NULL", "SELECT tags FROM b", "tags"),
        new("array of a query", "SELECT ARRAY(SELECT title FROM b) AS t, ARRAY(SELECT memo FROM b) AS m", "t, m[?]"),
        new("array literal", "SELECT '{a,b}'::text[] AS x, '{a,NULL}'::text[] AS y, string_to_array(name, 'n') AS s FROM a", "x, y[?], s"),
        new("subscript", "SELECT tags[1] AS t FROM a", "t?"),
        new("row", "SELECT ROW(note, 1) AS r FROM a", "r"),
        new("times", "SELECT now() AS n, current_date AS d, date_trunc('day', at) AS t, extract(day FROM at) AS e FROM d", "n, d, t, e?"),
        new("json", """
            SELECT to_jsonb(note) AS n, jsonb_build_object('a', note) AS o, j -> 'k' AS k, j ->> 'k' AS t, j || '{}' AS c FROM a, d
            """,
            "n?, o, k?, t?, c"),
        new("strict says nothing", """
            SELECT array_length(tags, 1) AS l, cardinality(tags) AS c, array_position(tags, 'x') AS p FROM a
            """, "l?, c, p?"),
        new("pattern", "SELECT substring(name FROM 't.') AS p, substring(name FROM 1 FOR 2) AS s FROM a", "p?, s"),
        new("scalar queries", """
            SELECT (SELECT count(*) FROM e) AS n, (SELECT max(v) FROM e) AS m, (SELECT 1) AS one, (SELECT v FROM e LIMIT 1) AS v
            """, "n, m?, one, v?"),
        new("domains", "SELECT x, y, x::text AS t FROM d", "x, y?, t"),
        new("generated columns", "SELECT g, h FROM d", "g?, h"),
        new("concat", """
            SELECT concat(note, amount) AS c, concat_ws(',', note) AS w, format('%s', note) AS f, note || 'x' AS o FROM a
            """, "c, w, f, o?"),
        new("settings", "SELECT current_setting('app.nothing', true) AS s, current_setting('server_version') AS v", "s?, v"),
        new("parameter", "SELECT $1::int AS p, coalesce($1::int, 1) AS c", "p?, c", "NULL"),
        new("parameter that is compared", "SELECT $1::text AS p, note FROM a WHERE note = $1", "p, note", "'n'"),
        new("claims", """
            SELECT note AS "note!", tags AS "tags[!]", ARRAY[note] AS "both![!]" FROM a WHERE id = 1
            """, "note, tags, both", "", "tags"),
        new("claim of an absent column", """
            SELECT b.memo AS "memo!", b.title FROM a LEFT JOIN b ON b.a_id = a.id WHERE a.id = 2
            """, "memo:b, title:b", "", "memo"),
        new("system columns", "SELECT ctid, tableoid FROM a", "ctid, tableoid"),
        new("collate", "SELECT name COLLATE \"C\" AS c, note COLLATE \"C\" AS n FROM a", "c, n?"),
    ];
}
