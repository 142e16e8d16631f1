using DarkTower.Migrator.Queries;

namespace DarkTower.Migrator.Tests.Queries.Analysis;

internal static partial class TenantCases
{
    public static IReadOnlyList<TenantCase> Pairs { get; } =
    [
        new("select", "SELECT email FROM users WHERE «org_id = $1 AND |$1::uuid IS NOT NULL AND »user_id = $2", "unbound users"),
        new("select by the setting", "SELECT email FROM users WHERE «org_id = nullif(current_setting('app.org_id', true), '')::uuid|true»",
            "unbound users", Tenancy.Setting),
        new("setting without its guards", """
            SELECT email FROM users WHERE org_id = «nullif(current_setting('app.org_id', true), '')|current_setting('app.org_id')»::uuid
            """,
            "unbound users", Tenancy.Setting),
        new("join", """
            SELECT m.title FROM users AS u JOIN meetings AS m ON «m.org_id = u.org_id AND »m.owner_id = u.user_id WHERE u.org_id = $1
            """,
            "unbound meetings AS m"),
        new("join of three", """
            SELECT m.title FROM organizations AS o JOIN users AS u ON u.org_id = o.org_id
            JOIN meetings AS m ON «m.org_id = u.org_id|m.owner_id = u.user_id»
            WHERE o.org_id = $1
            """, "unbound meetings AS m"),
        new("comma", "SELECT m.title FROM users u, meetings m WHERE u.org_id = $1 «AND m.org_id = u.org_id»", "unbound meetings m"),
        new("left join", """
            SELECT u.email FROM organizations AS o LEFT JOIN users AS u ON «u.org_id = o.org_id AND »u.user_id = $2 WHERE o.org_id = $1
            """, "unbound users AS u"),
        new("left join on what its own condition asks of the other side", """
            SELECT u.email FROM organizations AS o LEFT JOIN users AS u ON «u.org_id = $1 AND »u.user_id = $2
            LEFT JOIN meetings AS m ON m.org_id = u.org_id AND u.org_id = $1
            WHERE o.org_id = $1
            """, "unbound users AS u"),
        new("left join on what another's condition asks", """
            SELECT m.title FROM organizations AS o LEFT JOIN codes AS c ON c.code = $2
            LEFT JOIN meetings AS m ON m.org_id = c.org_id «AND c.org_id = $1|AND c.code IS NOT NULL»
            LEFT JOIN users AS u ON u.org_id = c.org_id AND c.org_id = $1
            WHERE o.org_id = $1
            """, "unbound meetings AS m"),
        new("left join by the argument", """
            SELECT u.email FROM organizations AS o LEFT JOIN users AS u ON «u.org_id = $1 AND »u.user_id = $2 WHERE o.org_id = $1
            """, "unbound users AS u"),
        new("kept side of a left join", """
            SELECT u.email FROM organizations AS o LEFT JOIN users AS u ON u.org_id = $1 WHERE «o.org_id = $1 AND »o.name = $2
            """, "unbound organizations AS o"),
        new("right join", """
            SELECT u.email FROM users AS u RIGHT JOIN meetings AS m ON «u.org_id = m.org_id|u.user_id = m.owner_id» WHERE m.org_id = $1
            """,
            "unbound users AS u"),
        new("full join of queries", """
            SELECT a.email FROM (SELECT email FROM users WHERE org_id = $1) AS a
            FULL JOIN (SELECT title FROM meetings «WHERE org_id = $1») AS b ON b.title = a.email
            """, "unbound meetings"),
        new("join under a left join", """
            SELECT u.email FROM organizations AS o
            LEFT JOIN (users AS u JOIN meetings AS m ON «m.org_id = u.org_id AND »m.owner_id = u.user_id)
            ON u.org_id = o.org_id WHERE o.org_id = $1
            """, "unbound meetings AS m"),
        new("left join of a left join", """
            SELECT m.title FROM organizations AS o LEFT JOIN users AS u ON u.org_id = o.org_id
            LEFT JOIN meetings AS m ON «m.org_id = u.org_id AND »m.owner_id = u.user_id WHERE o.org_id = $1
            """, "unbound meetings AS m"),
        new("scalar query", """
            SELECT (SELECT count(*) FROM meetings AS m WHERE m.owner_id = u.user_id «AND m.org_id = u.org_id») FROM users AS u
            WHERE u.org_id = $1
            """,
            "unbound meetings AS m"),
        new("exists", """
            SELECT email FROM users AS u WHERE u.org_id = $1 AND EXISTS (SELECT FROM meetings WHERE owner_id = u.user_id «AND org_id = $1»)
            """,
            "unbound meetings"),
        new("not exists", """
            SELECT email FROM users AS u WHERE u.org_id = $1 AND NOT EXISTS (SELECT FROM meetings AS m
            WHERE «m.org_id = u.org_id AND »m.owner_id = u.user_id)
            """,
            "unbound meetings AS m"),
        new("in a query", """
            SELECT email FROM users WHERE org_id = $1 AND user_id IN (SELECT owner_id FROM meetings «WHERE org_id = $1»)
            """, "unbound meetings"),
        new("array of a query", """
            SELECT ARRAY(SELECT title FROM meetings AS m «WHERE m.org_id = o.org_id») FROM organizations AS o WHERE o.org_id = $1
            """,
            "unbound meetings AS m"),
        new("query in a case", """
            SELECT CASE WHEN $2 THEN (SELECT max(email) FROM users «WHERE org_id = $1|WHERE $1::uuid IS NOT NULL») END
            """, "unbound users"),
        new("query in order by", """
            SELECT code FROM codes ORDER BY (SELECT max(email) FROM users «WHERE org_id = $1|WHERE $1::uuid IS NOT NULL»)
            """, "unbound users"),
        new("query in limit", """
            SELECT code FROM codes LIMIT (SELECT count(*) FROM users «WHERE org_id = $1|WHERE $1::uuid IS NOT NULL»)
            """, "unbound users"),
        new("query in an on", """
            SELECT u.email FROM users AS u LEFT JOIN codes AS c ON EXISTS (SELECT FROM meetings AS m «WHERE m.org_id = u.org_id»)
            WHERE u.org_id = $1
            """, "unbound meetings AS m"),
        new("with", "WITH x AS (SELECT email FROM users WHERE «org_id = $1|$1::uuid IS NOT NULL») SELECT email FROM x", "unbound users"),
        new("with, tied where it is read", """
            WITH x AS (SELECT org_id, email FROM users) SELECT email FROM x WHERE «org_id = $1|$1::uuid IS NOT NULL»
            """,
            "unbound users"),
        new("with, carried", """
            WITH x AS (SELECT org_id, user_id FROM users
            WHERE org_id = $1) SELECT m.title FROM x JOIN meetings AS m ON «m.org_id = x.org_id AND »m.owner_id = x.user_id
            """, "unbound meetings AS m"),
        new("with in with", """
            WITH x AS (SELECT org_id AS t FROM organizations WHERE org_id = $1), y AS (SELECT t FROM x)
            SELECT u.email FROM y JOIN users AS u ON «u.org_id = y.t|u.email = $2»
            """, "unbound users AS u"),
        new("from a query", """
            SELECT s.email FROM (SELECT org_id, email FROM users) AS s WHERE «s.org_id = $1|$1::uuid IS NOT NULL»
            """, "unbound users"),
        new("lateral", """
            SELECT l.title FROM users AS u LEFT JOIN LATERAL (SELECT title FROM meetings AS m
            WHERE «m.org_id = u.org_id AND »m.owner_id = u.user_id LIMIT 1) AS l
            ON true WHERE u.org_id = $1
            """, "unbound meetings AS m"),
        new("union", "SELECT email FROM users WHERE org_id = $1 UNION SELECT title FROM meetings «WHERE org_id = $1»", "unbound meetings"),
        new("union all of three", """
            SELECT email FROM users WHERE org_id = $1 UNION ALL SELECT title FROM meetings «WHERE org_id = $1» UNION ALL SELECT what
            FROM logs WHERE org_id = $1
            """, "unbound meetings"),
        new("except", """
            SELECT email FROM users WHERE org_id = $1 EXCEPT SELECT title FROM meetings «WHERE org_id = $1»
            """, "unbound meetings"),
        new("intersect", """
            SELECT title FROM meetings «WHERE org_id = $1» INTERSECT SELECT email FROM users WHERE org_id = $1
            """, "unbound meetings"),
        new("aggregate", "SELECT count(*) FROM users WHERE «org_id = $1|$1::uuid IS NOT NULL»", "unbound users"),
        new("window", "SELECT rank() OVER (ORDER BY visits) FROM users WHERE «org_id = $1|$1::uuid IS NOT NULL»", "unbound users"),
        new("for update", "SELECT email FROM users WHERE «org_id = $1|$1::uuid IS NOT NULL» FOR UPDATE", "unbound users"),
        new("partitioned", "SELECT what FROM logs WHERE «org_id = $1|$1::uuid IS NOT NULL»", "unbound logs"),
        new("view", "SELECT email FROM members WHERE «org_id = $1|$1::uuid IS NOT NULL»", "unbound members"),
        new("view with an alias", "SELECT x.email FROM members AS x WHERE «x.org_id = $1|$1::uuid IS NOT NULL»", "unbound members AS x"),
        new("view that groups", "SELECT n FROM member_counts WHERE «org_id = $1|$1::uuid IS NOT NULL»", "unbound member_counts"),
        new("update", "UPDATE users SET visits = 0 WHERE «org_id = $1|user_id = $1»", "unbound users"),
        new("update from", """
            UPDATE users AS u SET visits = 0 FROM meetings AS m WHERE u.org_id = $1 AND m.owner_id = u.user_id «AND m.org_id = u.org_id»
            """,
            "unbound meetings AS m"),
        new("target of update from", """
            UPDATE users AS u SET visits = 0 FROM meetings AS m WHERE m.org_id = $1 AND m.owner_id = u.user_id «AND m.org_id = u.org_id»
            """,
            "unbound users AS u"),
        new("value of an update", """
            UPDATE users AS u SET visits = (SELECT count(*) FROM meetings AS m WHERE m.owner_id = u.user_id «AND m.org_id = $1»)
            WHERE u.org_id = $1
            """,
            "unbound meetings AS m"),
        new("several values of an update", """
            UPDATE users SET (visits, boss_id) = (SELECT 1, owner_id FROM meetings WHERE meeting_id = $2 «AND org_id = $1»)
            WHERE org_id = $1
            """, "unbound meetings"),
        new("delete", "DELETE FROM users WHERE «org_id = $1|user_id = $1»", "unbound users"),
        new("delete using", """
            DELETE FROM users AS u USING meetings AS m WHERE u.org_id = $1 AND u.user_id = m.owner_id «AND m.org_id = $1»
            """, "unbound meetings AS m"),
        new("target of delete using", """
            DELETE FROM users USING organizations AS o WHERE o.org_id = $1 «AND users.org_id = o.org_id»
            """, "unbound users"),
        new("returning a query", """
            DELETE FROM users WHERE org_id = $1 RETURNING (SELECT max(title) FROM meetings «WHERE org_id = $1»)
            """, "unbound meetings"),
        new("insert", "INSERT INTO meetings (org_id, meeting_id) VALUES («$1, $2|$2, $1»)", "org-id-insert meetings"),
        new("insert of rows", "INSERT INTO meetings (org_id, meeting_id) VALUES ($1, $2), («$1|$2», $3)", "org-id-insert meetings"),
        new("insert of a query", """
            INSERT INTO meetings (org_id, meeting_id, title) SELECT «org_id|user_id», user_id, email FROM users WHERE org_id = $1
            """,
            "org-id-insert meetings"),
        new("source of an insert", """
            INSERT INTO meetings (org_id, meeting_id, title) SELECT $1, user_id, email FROM users «WHERE org_id = $1»
            """, "unbound users"),
        new("insert from with", """
            WITH x AS (SELECT «org_id|owner_id AS org_id», meeting_id FROM meetings
            WHERE org_id = $1) INSERT INTO logs (org_id, day, what) SELECT org_id, $2, 'x' FROM x
            """, "org-id-insert logs"),
        new("insert of the setting", """
            INSERT INTO logs (org_id, day, what) VALUES («nullif(current_setting('app.org_id', true), '')::uuid|gen_random_uuid()»,
            '2026-01-01', 'x')
            """, "org-id-insert logs", Tenancy.Setting),
        new("upsert", """
            INSERT INTO users (org_id, user_id, email) VALUES ($1, $2, $3) ON CONFLICT («org_id, user_id|email») DO UPDATE SET visits = 1
            """, "unbound users"),
        new("upsert by its own condition", """
            INSERT INTO users (org_id, user_id, email) VALUES ($1, $2, $3)
            ON CONFLICT (email) DO UPDATE SET visits = 1 «WHERE users.org_id = $1»
            """, "unbound users"),
        new("upsert of the constraint", """
            INSERT INTO users (org_id, user_id, email) VALUES ($1, $2, $3) ON CONFLICT
            ON CONSTRAINT users_«p|email_»key DO UPDATE SET visits = 1
            """, "unbound users"),
        new("writing with", """
            WITH gone AS (DELETE FROM meetings
            WHERE «org_id = $1 AND »meeting_id = $2 RETURNING owner_id) SELECT email FROM users, gone WHERE org_id = $1
            """, "unbound meetings"),
        new("with that nobody reads", """
            WITH gone AS (UPDATE meetings SET title = 'x' «WHERE org_id = $1») SELECT email FROM users WHERE org_id = $1
            """, "unbound meetings"),
        new("merge", """
            MERGE INTO users AS u USING (SELECT org_id, owner_id FROM meetings
            WHERE org_id = $1) AS s ON «u.org_id = s.org_id AND »u.user_id = s.owner_id
            WHEN MATCHED THEN UPDATE SET visits = 1
            """, "unbound users AS u"),
        new("source of merge", """
            MERGE INTO users AS u USING (SELECT org_id, owner_id
            FROM meetings «WHERE org_id = $1») AS s ON u.org_id = $1 AND u.user_id = s.owner_id
            WHEN MATCHED THEN DELETE
            """, "unbound meetings"),
        new("insert of merge", """
            MERGE INTO users AS u USING (SELECT $1::uuid AS org_id, $2::uuid AS id) AS s ON u.org_id = $1 AND u.user_id = s.id
            WHEN NOT MATCHED THEN INSERT (org_id, user_id, email) VALUES («s.org_id|s.id», s.id, 'x')
            """, "org-id-insert users AS u"),
        new("merge without a source (17)", """
            MERGE INTO users AS u USING (SELECT $2::uuid AS id) AS s ON u.org_id = $1 AND u.user_id = s.id
            WHEN NOT MATCHED BY SOURCE «AND u.org_id = $1» THEN DELETE
            """, "unbound users AS u"),
        new("recursion", """
            WITH RECURSIVE up AS (
                SELECT user_id, boss_id FROM users WHERE org_id = $1
                UNION ALL
                SELECT u.user_id, u.boss_id FROM up JOIN users AS u ON u.user_id = up.boss_id «AND u.org_id = $1»)
            SELECT user_id FROM up
            """, "unbound users AS u"),
        new("function as a table", """
            SELECT u.email FROM generate_series(1, 2) AS g, users AS u WHERE «u.org_id = $1|$1::uuid IS NOT NULL»
            """, "unbound users AS u"),
        new("rows from another query's tenant", """
            SELECT u.email FROM codes AS c JOIN users AS u ON u.org_id = c.org_id WHERE «c.org_id = $1|$1::uuid IS NOT NULL»
            """,
            "unbound users AS u"),
    ];
}
