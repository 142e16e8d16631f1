using DarkTower.Migrator.Queries;

namespace DarkTower.Migrator.Tests.Queries.Analysis;

/// <param name="Name">The form.</param>
/// <param name="Sql">In a pair, what makes it right stands in «marks», after | what stands there when it is wrong.</param>
/// <param name="Fault">Of the wrong one: rule and place.</param>
/// <param name="Tenancy">How it gets its tenant.</param>
internal sealed record TenantCase(string Name, string Sql, string Fault = "", Tenancy Tenancy = Tenancy.Argument);

internal static partial class TenantCases
{
    public static string[] Tables => ["organizations", "users", "meetings", "logs", "settings"];

    public const string Schema = """
        CREATE TABLE organizations (org_id uuid PRIMARY KEY, name text NOT NULL, status text NOT NULL);
        CREATE TABLE users (org_id uuid NOT NULL, user_id uuid NOT NULL, email text NOT NULL UNIQUE, boss_id uuid,
        visits int NOT NULL DEFAULT 0,
            CONSTRAINT users_pkey PRIMARY KEY (org_id, user_id));
        CREATE TABLE meetings (org_id uuid NOT NULL, meeting_id uuid NOT NULL, owner_id uuid, title text, PRIMARY KEY (org_id, meeting_id));
        CREATE TABLE logs (org_id uuid NOT NULL, day date NOT NULL, what text NOT NULL) PARTITION BY RANGE (day);
        CREATE TABLE logs_1 PARTITION OF logs FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
        CREATE TABLE settings (org_id uuid DEFAULT gen_random_uuid(), key text NOT NULL, PRIMARY KEY (org_id, key));
        CREATE TABLE codes (code text PRIMARY KEY, org_id uuid NOT NULL, meeting_id uuid NOT NULL);
        CREATE VIEW members AS SELECT org_id, user_id, email FROM users;
        CREATE VIEW member_counts AS SELECT org_id, count(*) AS n FROM users GROUP BY org_id;
        CREATE VIEW newest AS SELECT org_id, user_id FROM users ORDER BY user_id DESC LIMIT 1;
        CREATE VIEW own AS SELECT user_id FROM users WHERE org_id = nullif(current_setting('app.org_id', true), '')::uuid;
        """;

    public static IReadOnlyList<TenantCase> Right { get; } =
    [
        new("the setting", """
            SELECT email FROM users WHERE org_id = nullif(current_setting('app.org_id', true), '')::uuid
            """, "", Tenancy.Setting),
        new("the setting beside the argument", """
            SELECT u.email FROM users AS u JOIN meetings AS m ON m.org_id = nullif(current_setting('app.org_id', true), '')::uuid
            WHERE u.org_id = $1
            """),
        new("a list of one", "SELECT email FROM users WHERE org_id IN ($1)"),
        new("rows compared", "SELECT email FROM users WHERE (org_id, user_id) = ($1, $2)"),
        new("using", "SELECT email FROM organizations JOIN users USING (org_id) WHERE org_id = $1"),
        new("natural", "SELECT email FROM organizations NATURAL JOIN users WHERE org_id = $1"),
        new("using on the missing side", "SELECT email FROM organizations LEFT JOIN users USING (org_id) WHERE org_id = $1"),
        new("global tables need nothing", "SELECT c.code FROM codes AS c WHERE c.code = $2 AND $1::uuid IS NOT NULL"),
        new("global", "SELECT code FROM codes", "", Tenancy.Global),
        new("recursion", """
            WITH RECURSIVE up AS (
                SELECT org_id, user_id, boss_id FROM users WHERE org_id = $1 AND user_id = $2
                UNION ALL
                SELECT u.org_id, u.user_id, u.boss_id FROM up JOIN users AS u ON u.org_id = up.org_id AND u.user_id = up.boss_id)
            SELECT user_id FROM up
            """),
        new("grouped by the tenant within", """
            SELECT c.n FROM (SELECT org_id, count(*) AS n FROM users GROUP BY org_id) AS c WHERE c.org_id = $1
            """),
        new("distinct within", "SELECT c.email FROM (SELECT DISTINCT org_id, email FROM users) AS c WHERE c.org_id = $1"),
        new("a view that names the setting", "SELECT user_id FROM own WHERE $1::uuid IS NOT NULL"),
        new("inserted row's tenant", """
            WITH made AS (INSERT INTO meetings (org_id, meeting_id) VALUES ($1, $2) RETURNING org_id, meeting_id)
            SELECT u.email FROM made JOIN users AS u ON u.org_id = made.org_id
            """),
        new("deleted row's tenant", """
            WITH gone AS (DELETE FROM meetings WHERE org_id = $1 RETURNING org_id, owner_id)
            DELETE FROM users USING gone WHERE users.org_id = gone.org_id AND users.user_id = gone.owner_id
            """),
        new("values that are the tenant", """
            SELECT u.email FROM (VALUES ($1::uuid, 1), ($1, 2)) AS v (org, n) JOIN users AS u ON u.org_id = v.org
            """),
        new("a set on both sides", """
            SELECT o.name FROM (SELECT org_id FROM users WHERE org_id = $1 UNION SELECT org_id FROM meetings WHERE org_id = $1) AS s
            JOIN organizations AS o ON o.org_id = s.org_id
            """),
        new("condition above on the missing side", """
            SELECT u.email FROM organizations AS o LEFT JOIN users AS u ON u.user_id = $2 WHERE u.org_id = $1 AND o.org_id = $1
            """),
    ];

    public static IReadOnlyList<TenantCase> Wrong { get; } =
    [
        new("or", "SELECT email FROM users WHERE org_id = $1 OR email = $2", "unbound users"),
        new("not", "SELECT email FROM users WHERE NOT org_id <> $1", "unbound users"),
        new("a longer list", "SELECT email FROM users WHERE org_id IN ($1, $2)", "unbound users"),
        new("case", "SELECT email FROM users WHERE CASE WHEN $2 = 1 THEN org_id = $1 ELSE true END", "unbound users"),
        new("not distinct", "SELECT email FROM users WHERE org_id IS NOT DISTINCT FROM $1", "unbound users"),
        new("as text", "SELECT email FROM users WHERE org_id::text = $1::text", "unbound users"),
        new("another parameter", "SELECT email FROM users WHERE org_id = $2 AND user_id = $1", "unbound users"),
        new("the argument when the setting is the tenant", "SELECT email FROM users WHERE org_id = $1", "unbound users", Tenancy.Setting),
        new("another setting", """
            SELECT email FROM users WHERE org_id = nullif(current_setting('app.user', true), '')::uuid
            """, "unbound users"),
        new("itself", "SELECT a.email FROM users AS a JOIN users AS b ON a.org_id = b.org_id", "unbound users AS a, unbound users AS b"),
        new("the kept side by the missing side", """
            SELECT u.email FROM organizations AS o LEFT JOIN users AS u ON u.org_id = o.org_id AND u.org_id = $1
            """, "unbound organizations AS o"),
        new("right join", """
            SELECT u.email FROM users AS u RIGHT JOIN meetings AS m ON u.org_id = $1 AND m.org_id = $1
            """, "unbound meetings AS m"),
        new("full join", "SELECT u.email FROM users AS u FULL JOIN meetings AS m ON u.org_id = $1 AND m.org_id = $1",
            "unbound meetings AS m, unbound users AS u"),
        new("full join using", "SELECT u.email FROM users AS u FULL JOIN meetings AS m USING (org_id) WHERE org_id = $1",
            "unbound meetings AS m, unbound users AS u"),
        new("another column", "SELECT email FROM users WHERE user_id = $1", "unbound users"),
        new("another column on the other side", """
            SELECT u.email FROM users AS u JOIN meetings AS m ON m.org_id = u.user_id WHERE m.org_id = $1
            """, "unbound users AS u"),
        new("limit within", "SELECT c.email FROM (SELECT org_id, email FROM users LIMIT 1) AS c WHERE c.org_id = $1", "unbound users"),
        new("window within", """
            SELECT c.n FROM (SELECT org_id, row_number() OVER (ORDER BY email) AS n FROM users) AS c WHERE c.org_id = $1
            """, "unbound users"),
        new("distinct on within", """
            SELECT c.email FROM (SELECT DISTINCT ON (email) org_id, email FROM users) AS c WHERE c.org_id = $1
            """, "unbound users"),
        new("aggregated within", """
            SELECT 1 FROM (SELECT min(org_id::text)::uuid AS org_id FROM users) AS c WHERE c.org_id = $1
            """, "unbound users"),
        new("locked within", """
            WITH c AS (SELECT org_id, email FROM users FOR UPDATE) SELECT email FROM c WHERE org_id = $1
            """, "unbound users"),
        new("read twice, tied once", """
            WITH c AS (SELECT org_id, email FROM users) SELECT a.email FROM c AS a JOIN c AS b ON a.email = b.email WHERE a.org_id = $1
            """, "unbound users"),
        new("a view that limits", "SELECT user_id FROM newest WHERE org_id = $1", "unbound newest"),
        new("set operation above", """
            SELECT s.email FROM (SELECT org_id, email FROM users UNION ALL SELECT org_id, title FROM meetings) AS s WHERE s.org_id = $1
            """, "unbound meetings, unbound users"),
        new("recursion that leaves", """
            WITH RECURSIVE up AS (
                SELECT org_id, user_id, boss_id FROM users WHERE org_id = $1
                UNION ALL
                SELECT u.org_id, u.user_id, u.boss_id FROM up JOIN users AS u ON u.user_id = up.boss_id)
            SELECT user_id FROM up
            """, "unbound users AS u"),
        new("recursion tied at the end", """
            WITH RECURSIVE up AS (
                SELECT org_id, user_id FROM users UNION ALL SELECT u.org_id, u.user_id FROM up JOIN users AS u ON u.org_id = up.org_id)
            SELECT user_id FROM up WHERE org_id = $1
            """, "unbound users, unbound users AS u"),
        new("having", "SELECT count(*) FROM users GROUP BY org_id HAVING org_id = $1", "unbound users"),
        new("values of another", """
            SELECT u.email FROM (VALUES ($1::uuid), ($2)) AS v (org) JOIN users AS u ON u.org_id = v.org
            """, "unbound users AS u"),
        new("exists does not tie what is around", """
            SELECT o.name FROM organizations AS o WHERE EXISTS (SELECT FROM users AS u WHERE u.org_id = o.org_id AND u.org_id = $1)
            """, "unbound organizations AS o"),
        new("partition", "SELECT what FROM logs_1 WHERE day = $2 AND $1::uuid IS NOT NULL", "unbound logs_1"),
        new("update of the tenant", "UPDATE users SET org_id = $1 WHERE org_id = $1", "org-id-update org_id"),
        new("conflict that moves", """
            INSERT INTO users (org_id, user_id, email) VALUES ($1, $2, $3) ON CONFLICT
            ON CONSTRAINT users_pkey DO UPDATE SET org_id = excluded.org_id
            """, "org-id-update org_id"),
        new("conflict across tenants", """
            INSERT INTO users (org_id, user_id, email) VALUES ($1, $2, $3) ON CONFLICT (email) DO UPDATE SET visits = 1
            """, "unbound users"),
        new("insert through a view", "INSERT INTO members (org_id, user_id, email) VALUES ($1, $2, $3)", "org-id-insert members"),
        new("insert without", "INSERT INTO settings (key) VALUES ($2) RETURNING $1::uuid", "org-id-insert settings"),
        new("insert of the default", """
            INSERT INTO settings (org_id, key) VALUES (DEFAULT, $2) RETURNING $1::uuid
            """, "org-id-insert settings"),
        new("insert of the default in one row", """
            INSERT INTO settings (org_id, key) VALUES ($1, $2), (DEFAULT, $2)
            """, "org-id-insert settings"),
        new("insert of a set", """
            INSERT INTO settings (org_id, key) SELECT org_id, code FROM codes UNION SELECT $1, 'x'
            """, "org-id-insert settings"),
        new("global select", "SELECT u.email FROM codes AS c JOIN users AS u ON u.org_id = c.org_id", "unbound users AS u", Tenancy.Global),
        new("global with the setting", "SELECT user_id FROM own", "unbound own", Tenancy.Global),
        new("global insert", "INSERT INTO meetings (org_id, meeting_id) VALUES ($1, $2)", "unbound meetings", Tenancy.Global),
        new("refused", "SELECT nothing FROM users WHERE org_id = $1", "error column \"nothing\" does not exist"),
        new("refused syntax", "SELEC 1", "error syntax error at or near \"SELEC\""),
    ];
}
