namespace DarkTower.Migrator.Tests.Queries.Worlds;

/// <summary>Statements of every form, each right and with the tenant forgotten in one place.</summary>
/// <param name="Name">The form.</param>
/// <param name="Right">Binds every table.</param>
/// <param name="Forgotten">What is taken out of it, and what stands there instead.</param>
/// <param name="Columns">What the parameters are compared with or stored to.</param>
internal sealed record LeakCase(string Name, string Right, (string Text, string Instead) Forgotten, params string[] Columns)
{
    public string Wrong => Right.Contains(Forgotten.Text, StringComparison.Ordinal)
        ? Right.Replace(Forgotten.Text, Forgotten.Instead)
        : throw new InvalidOperationException($"{Name} does not contain {Forgotten.Text}");

    public static readonly IReadOnlyList<LeakCase> All =
    [
        new("where", "SELECT email FROM users WHERE org_id = $1 AND user_id = $2", ("org_id = $1 AND", "$1::uuid IS NOT NULL AND"),
            "2=users.user_id"),
        new("join",
            """
            SELECT m.meeting_id, u.email FROM meetings AS m JOIN users AS u ON u.org_id = $1 AND u.user_id = m.created_by_user_id
            WHERE m.org_id = $1 AND m.meeting_id = $2
            """, ("u.org_id = $1 AND ", ""), "2=meetings.meeting_id"),
        new("left join",
            """
            SELECT m.meeting_id, u.email FROM meetings AS m LEFT JOIN users AS u ON u.org_id = $1 AND u.user_id = m.created_by_user_id
            WHERE m.org_id = $1 AND m.meeting_id = $2
            """, ("u.org_id = $1 AND ", ""), "2=meetings.meeting_id"),
        new("left join without the tenant of the left side",
            """
            SELECT m.meeting_id, u.email FROM meetings AS m LEFT JOIN users AS u ON u.org_id = m.org_id AND u.user_id = m.created_by_user_id
                AND u.org_id = $1
            WHERE m.org_id = $1 AND m.meeting_id = $2
            """, ("WHERE m.org_id = $1 AND", "WHERE"), "2=meetings.meeting_id"),
        new("full join",
            """
            SELECT a.user_id, b.key_id FROM (SELECT user_id FROM users WHERE org_id = $1 AND user_id = $2) AS a
            FULL JOIN (SELECT user_id, key_id FROM api_keys WHERE org_id = $1 AND user_id = $2) AS b ON a.user_id = b.user_id
            """, ("api_keys WHERE org_id = $1 AND", "api_keys WHERE"), "2=users.user_id", "2=api_keys.user_id"),
        new("sub-select in the list",
            """
            SELECT m.meeting_id, (SELECT max(u.email) FROM users AS u WHERE u.org_id = $1 AND u.user_id = m.created_by_user_id) AS email
            FROM meetings AS m WHERE m.org_id = $1 AND m.meeting_id = $2
            """, ("u.org_id = $1 AND ", ""), "2=meetings.meeting_id"),
        new("exists",
            """
            SELECT u.user_id FROM users AS u WHERE u.org_id = $1 AND u.user_id = $2
                AND EXISTS (SELECT FROM api_keys AS k WHERE k.org_id = $1 AND k.user_id = u.user_id)
            """, ("k.org_id = $1 AND ", ""), "2=users.user_id"),
        new("not exists",
            """
            SELECT u.user_id FROM users AS u WHERE u.org_id = $1 AND u.user_id = $2
                AND NOT EXISTS (SELECT FROM recordings AS r WHERE r.org_id = $1 AND r.started_by_user_id = u.user_id)
            """, ("r.org_id = $1 AND ", ""), "2=users.user_id"),
        new("in",
            """
            SELECT meeting_id FROM meetings
            WHERE org_id = $1 AND created_by_user_id IN (SELECT user_id FROM users WHERE org_id = $1 AND status = $2)
            """, ("users WHERE org_id = $1 AND", "users WHERE"), "2=users.status"),
        new("cte",
            """
            WITH person AS (SELECT user_id, display_name FROM users WHERE org_id = $1 AND user_id = $2)
            SELECT p.display_name, m.meeting_id FROM person AS p JOIN meetings AS m ON m.org_id = $1 AND m.created_by_user_id = p.user_id
            """, ("users WHERE org_id = $1 AND", "users WHERE"), "2=users.user_id"),
        new("recursive cte",
            """
            WITH RECURSIVE walk AS (
                SELECT meeting_id, 1 AS depth FROM meetings WHERE org_id = $1 AND meeting_id = $2
                UNION ALL
                SELECT p.meeting_id, w.depth + 1 FROM walk AS w JOIN participants AS p ON p.org_id = $1 AND p.meeting_id = w.meeting_id
                WHERE w.depth < 2)
            SELECT meeting_id, depth FROM walk
            """, ("p.org_id = $1 AND ", ""), "2=meetings.meeting_id"),
        new("lateral",
            """
            SELECT u.user_id, r.role FROM users AS u
            LEFT JOIN LATERAL (SELECT role FROM user_roles WHERE org_id = $1 AND user_id = u.user_id ORDER BY role LIMIT 1) AS r ON true
            WHERE u.org_id = $1 AND u.user_id = $2
            """, ("user_roles WHERE org_id = $1 AND", "user_roles WHERE"), "2=users.user_id"),
        new("union",
            """
            SELECT user_id FROM users WHERE org_id = $1 AND status = 'active'
            UNION ALL SELECT user_id FROM api_keys WHERE org_id = $1 AND name = $2
            """, ("api_keys WHERE org_id = $1 AND", "api_keys WHERE"), "2=api_keys.name"),
        new("except",
            """
            SELECT user_id FROM users WHERE org_id = $1 EXCEPT SELECT created_by_user_id FROM meetings WHERE org_id = $1 AND status = $2
            """, ("meetings WHERE org_id = $1 AND", "meetings WHERE"), "2=meetings.status"),
        new("aggregate", "SELECT count(*) AS users FROM users WHERE org_id = $1 AND status = $2",
            ("org_id = $1 AND", "$1::uuid IS NOT NULL AND"),
            "2=users.status"),
        new("grouping", "SELECT status, count(*) AS meetings FROM meetings WHERE org_id = $1 GROUP BY status",
            ("org_id = $1", "$1::uuid IS NOT NULL")),
        new("window",
            """
            SELECT meeting_id, row_number() OVER (ORDER BY meeting_id, display_name) AS place
            FROM meetings WHERE org_id = $1 AND status = $2
            """, ("org_id = $1 AND", "$1::uuid IS NOT NULL AND"), "2=meetings.status"),
        new("or", "SELECT user_id FROM users WHERE org_id = $1 AND (user_id = $2 OR email = $3)",
            ("org_id = $1 AND (user_id = $2 OR email = $3)", "org_id = $1 AND user_id = $2 OR email = $3"),
            "2=users.user_id", "3=users.email"),
        new("lookup by what is unique in the tenant", "SELECT user_id FROM users WHERE org_id = $1 AND email = lower($2)",
            ("org_id = $1 AND", "$1::uuid IS NOT NULL AND"), "2=users.email"),
        new("insert from a select",
            """
            INSERT INTO user_roles (org_id, user_id, role) SELECT $1, u.user_id, $3 FROM users AS u WHERE u.org_id = $1 AND u.email = $2
            ON CONFLICT DO NOTHING
            """, ("u.org_id = $1 AND ", ""), "2=users.email", "3=user_roles.role"),
        new("insert for another tenant", "INSERT INTO user_roles (org_id, user_id, role) SELECT u.org_id, u.user_id, $3 FROM users AS u "
            + "WHERE u.org_id = $1 AND u.user_id = $2 ON CONFLICT DO NOTHING", ("u.org_id = $1", "u.org_id <> $1"),
            "2=users.user_id", "3=user_roles.role"),
        new("update", "UPDATE users SET last_login_at = $3 WHERE org_id = $1 AND user_id = $2",
            ("org_id = $1 AND", "$1::uuid IS NOT NULL AND"),
            "2=users.user_id"),
        new("update from",
            """
            UPDATE meetings AS m SET display_name = u.display_name FROM users AS u
            WHERE m.org_id = $1 AND m.meeting_id = $2 AND u.org_id = $1 AND u.user_id = m.created_by_user_id
            """, (" AND u.org_id = $1", ""), "2=meetings.meeting_id"),
        new("update with the tenant of the other side alone",
            """
            UPDATE meetings AS m SET display_name = u.display_name FROM users AS u
            WHERE m.org_id = $1 AND m.meeting_id = $2 AND u.org_id = $1 AND u.user_id = m.created_by_user_id
            """, ("m.org_id = $1 AND ", ""), "2=meetings.meeting_id"),
        new("delete", "DELETE FROM user_roles WHERE org_id = $1 AND user_id = $2", ("org_id = $1 AND", "$1::uuid IS NOT NULL AND"),
            "2=user_roles.user_id"),
        new("delete using",
            """
            DELETE FROM user_identities AS i USING users AS u
            WHERE i.org_id = $1 AND u.org_id = $1 AND u.user_id = i.user_id AND u.email = $2
            """, (" AND u.org_id = $1", ""), "2=users.email"),
        new("writing cte",
            """
            WITH gone AS (DELETE FROM user_roles WHERE org_id = $1 AND user_id = $2 RETURNING user_id, role)
            INSERT INTO audit_logs (org_id, audit_id, actor_type, action, target_type, target_id, request_id)
            SELECT $1, $3, 'platform', 'role.removed', 'user', min(user_id::text), min(role)
            FROM gone HAVING count(*) > 0
            """, ("user_roles WHERE org_id = $1 AND", "user_roles WHERE"), "2=user_roles.user_id", "3=audit_logs.audit_id"),
        new("merge",
            """
            MERGE INTO user_roles AS r USING (SELECT user_id FROM users WHERE org_id = $1 AND user_id = $2) AS u
            ON r.org_id = $1 AND r.user_id = u.user_id
            WHEN MATCHED THEN DELETE
            """, ("ON r.org_id = $1 AND", "ON"), "2=users.user_id"),
        new("scalar guard",
            """
            INSERT INTO user_roles (org_id, user_id, role) SELECT $1, $2, $3
            WHERE (SELECT count(*) FROM user_roles WHERE org_id = $1 AND user_id = $2) < 3 ON CONFLICT DO NOTHING
            """, ("user_roles WHERE org_id = $1 AND", "user_roles WHERE"), "2=users.user_id", "2=user_roles.user_id", "3=user_roles.role"),
        new("through a global table",
            """
            SELECT m.meeting_id, m.display_name FROM meeting_codes AS c JOIN meetings AS m ON m.org_id = $1 AND m.meeting_id = c.meeting_id
            WHERE c.meeting_code = $2
            """, ("m.org_id = $1 AND", "m.org_id = c.org_id AND $1::uuid IS NOT NULL AND"), "2=meeting_codes.meeting_code"),
        new("order",
            """
            SELECT r.role FROM user_roles AS r WHERE r.org_id = $1 AND r.user_id < $2
            ORDER BY (
                SELECT count(*) FROM meetings AS m WHERE m.org_id = $1 AND m.created_by_user_id > r.user_id AND m.status = 'active'),
                r.user_id, r.role
            """, ("m.org_id = $1 AND ", "")),
        new("by an argument", "SELECT email FROM users WHERE org_id = $1 AND user_id = $2 AND $3::uuid IS NOT NULL",
            ("org_id = $1 AND", "org_id = coalesce($3::uuid, $1::uuid) AND"), "2=users.user_id"),
        new("pattern", "SELECT user_id FROM users WHERE org_id = $1 AND display_name LIKE $2",
            ("org_id = $1 AND", "$1::uuid IS NOT NULL AND")),
        new("any", "SELECT email FROM users WHERE org_id = $1 AND user_id = ANY ($2::uuid[])",
            ("org_id = $1 AND", "$1::uuid IS NOT NULL AND"), "2=users.user_id"),
        new("values",
            """
            SELECT (SELECT max(x.email) FROM (VALUES ($2::text), (u.email)) AS x (email)) AS email
            FROM users AS u WHERE u.org_id = $1
            """, ("u.org_id = $1", "$1::uuid IS NOT NULL")),
        new("update by a sub-select",
            """
            UPDATE users SET display_name = (SELECT max(display_name) FROM meetings WHERE org_id = $1 AND created_by_user_id = $2)
            WHERE org_id = $1 AND user_id = $2 AND EXISTS (SELECT FROM meetings WHERE org_id = $1 AND created_by_user_id = $2)
            """, ("meetings WHERE org_id = $1 AND created_by_user_id = $2)\n", "meetings WHERE created_by_user_id = $2)\n"),
            "2=users.user_id"),
        new("intersect",
            "SELECT user_id FROM users WHERE org_id = $1 INTERSECT SELECT user_id FROM api_keys WHERE org_id = $1 AND key_id <> $2",
            ("api_keys WHERE org_id = $1 AND", "api_keys WHERE"), "2=api_keys.key_id"),
        new("conflict", "INSERT INTO user_roles (org_id, user_id, role) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
            ("VALUES ($1, $2, $3)", "SELECT org_id, $2, $3 FROM organizations WHERE $1::uuid IS NOT NULL"),
            "2=users.user_id", "3=user_roles.role"),
    ];
}
