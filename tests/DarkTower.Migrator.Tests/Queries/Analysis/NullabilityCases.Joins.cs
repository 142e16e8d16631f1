namespace DarkTower.Migrator.Tests.Queries.Analysis;

internal static partial class NullabilityCases
{
    private static readonly NullabilityCase[] Joins =
    [
        new("plain columns", "SELECT id, name, note FROM a", "id, name, note?"),
        new("inner join", "SELECT a.name, b.title, b.memo FROM a JOIN b ON b.a_id = a.id", "name, title, memo?"),
        new("left join", """
            SELECT a.id, a.note, b.id, b.title, b.memo FROM a LEFT JOIN b ON b.a_id = a.id
            """, "id, note?, id:b, title:b, memo?:b"),
        new("right join", "SELECT a.id, a.note, b.id FROM a RIGHT JOIN b ON b.a_id = a.id AND a.id = 1", "id:a, note?:a, id", "", "note"),
        new("full join", "SELECT a.id, b.id, b.memo FROM a FULL JOIN b ON b.a_id = a.id", "id:a, id:b, memo?:b"),
        new("left joins of two", """
            SELECT a.id, b.title, c.label FROM a LEFT JOIN b ON b.a_id = a.id AND b.id = 11 LEFT JOIN c ON c.id = a.id + 101
            """, "id, title:b, label:c"),
        new("chain of left joins", """
            SELECT a.id, b.title, c.id, c.label, c.b_id FROM a LEFT JOIN b ON b.a_id = a.id LEFT JOIN c ON c.b_id = b.id AND c.id = 100
            """, "id, title:b, id:c, label:c, b_id:c"),
        new("inner join on the missing side", """
            SELECT a.id, b.id, b.memo, c.id, c.b_id FROM a LEFT JOIN (b JOIN c ON c.b_id = b.id) ON b.a_id = a.id
            """, "id, id:b, memo?:b, id:b, b_id:b"),
        new("outer join inside the missing side", """
            SELECT a.id, b.id, c.id FROM a LEFT JOIN (b LEFT JOIN c ON c.b_id = b.id AND c.id = 100) ON b.a_id = a.id
            """, "id, id:b, id:c"),
        new("inner join that needs the missing side", """
            SELECT a.id, b.title, c.label FROM a LEFT JOIN b ON b.a_id = a.id JOIN c ON c.b_id = b.id
            """, "id, title, label"),
        new("where needs the missing side", """
            SELECT a.id, b.title, b.memo FROM a LEFT JOIN b ON b.a_id = a.id WHERE b.id > 1
            """, "id, title, memo?"),
        new("where needs the end of a chain", """
            SELECT a.id, b.title, c.label FROM a LEFT JOIN b ON b.a_id = a.id LEFT JOIN c ON c.b_id = b.id WHERE c.id > 1
            """, "id, title, label"),
        new("where allows either", """
            SELECT a.id, b.title FROM a LEFT JOIN b ON b.a_id = a.id WHERE b.id > 1 OR a.id = 2
            """, "id, title:b"),
        new("where needs it in both cases", """
            SELECT a.id, b.title, a.note FROM a LEFT JOIN b ON b.a_id = a.id WHERE b.id > 1 OR b.title = 't'
            """, "id, title, note?", "", "note"),
        new("where finds the missing", "SELECT a.id, b.id FROM a LEFT JOIN b ON b.a_id = a.id WHERE b.id IS NULL", "id, id:b"),
        new("where not null", "SELECT note, amount FROM a WHERE note IS NOT NULL OR (id = 2 AND note IS NULL)", "note?, amount?"),
        new("is not null", "SELECT note, amount FROM a WHERE note IS NOT NULL", "note, amount?", "", "amount"),
        new("not is null", "SELECT note FROM a WHERE NOT (note IS NULL)", "note"),
        new("equality with itself in a function", "SELECT note FROM a WHERE lower(note) = 'n'", "note"),
        new("is distinct from proves nothing", "SELECT note FROM a WHERE note IS DISTINCT FROM 'z'", "note?"),
        new("in a list", "SELECT note FROM a WHERE note IN ('n', 'o')", "note"),
        new("not in a list", "SELECT note FROM a WHERE note NOT IN ('p', 'o')", "note?", "", "note"),
        new("in a query", "SELECT b_id FROM c WHERE b_id IN (SELECT id FROM b)", "b_id"),
        new("boolean test", "SELECT note FROM a WHERE (note = 'n') IS TRUE", "note"),
        new("not true proves nothing", "SELECT note FROM a WHERE (note = 'z') IS NOT TRUE", "note?"),
        new("on condition of the left side proves nothing there", """
            SELECT a.note, b.memo FROM a LEFT JOIN b ON b.a_id = a.id AND a.note = 'n' AND b.memo = 'm'
            """, "note?, memo:b"),
        new("using", "SELECT id, a.name, e.v FROM a LEFT JOIN e USING (id)", "id, name, v:e"),
        new("using, right", "SELECT id, a.name, d.x FROM d RIGHT JOIN a USING (id)", "id, name, x:d"),
        new("using, full", "SELECT id, a.name, c.label FROM a FULL JOIN c USING (id)", "id, name:a, label:c"),
        new("using, full, under a left join", """
            SELECT b.id, j.id FROM b LEFT JOIN (a FULL JOIN d USING (id)) AS j ON j.id = b.a_id
            """, "id, id:a/d"),
        new("natural", "SELECT id, name, v FROM a NATURAL LEFT JOIN e", "id, name, v:e"),
        new("alias of a join", """
            SELECT j.name, j.title FROM (a LEFT JOIN b ON b.a_id = a.id) AS j (i, name, n, m, t, k, l, title)
            """, "name, title:b"),
        new("cross join", "SELECT a.id, e.x FROM a CROSS JOIN (VALUES (1, NULL), (2, 'y')) AS e (i, x)", "id, x?"),
        new("comma", "SELECT a.id, d.y FROM a, d", "id, y?"),
        new("full join with a where on one side", "SELECT a.id, b.id FROM a FULL JOIN b ON b.a_id = a.id WHERE a.id > 0", "id, id:b"),
        new("full join with a where on both", """
            SELECT a.id, b.id FROM a FULL JOIN b ON b.a_id = a.id WHERE a.id > 0 AND b.id > 0
            """, "id, id"),
        new("lateral", """
            SELECT a.id, l.title, l.memo FROM a LEFT JOIN LATERAL (SELECT title, memo FROM b
            WHERE a_id = a.id ORDER BY id LIMIT 2) AS l ON true
            """, "id, title:l, memo?:l"),
        new("cross lateral", "SELECT a.id, l.memo FROM a CROSS JOIN LATERAL (SELECT memo FROM b WHERE a_id = a.id) AS l", "id, memo?"),
        new("lateral of an absent row", """
            SELECT a.id, l.t FROM a LEFT JOIN b ON b.a_id = a.id CROSS JOIN LATERAL (SELECT b.title AS t) AS l
            """, "id, t?"),
        new("on condition inside proves for its side", """
            SELECT a.id, b.id, c.id FROM a LEFT JOIN (b LEFT JOIN c ON c.b_id = b.id) ON b.a_id = a.id AND c.id > 1
            """, "id, id:b, id:b"),
        new("same alias in two places", """
            SELECT x.id, y.id FROM (SELECT b.id FROM a LEFT JOIN b ON b.a_id = a.id) AS x,
                (SELECT b.id FROM a LEFT JOIN b ON b.a_id = a.id AND b.id = 11) AS y
            """, "id:b, id:b 2"),
    ];
}
