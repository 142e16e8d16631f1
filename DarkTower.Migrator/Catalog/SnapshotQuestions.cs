namespace DarkTower.Migrator.Catalog;

/// <summary>Everything the catalog says about what migrations make, as (thing, aspect, value).</summary>
internal static class SnapshotQuestions
{
    private const string Mine = """
        WITH schemas AS (
            SELECT oid, nspname FROM pg_namespace
            WHERE nspname NOT LIKE 'pg\_%' AND nspname NOT IN ('information_schema', 'migrations')),
        tables AS (
            SELECT c.*, format('%I.%I', nspname, relname) AS name,
                CASE relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'S' THEN 'sequence' WHEN 'f' THEN 'foreign table'
                    ELSE CASE WHEN relispartition THEN 'partition' ELSE 'table' END END AS word
            FROM pg_class AS c JOIN schemas ON schemas.oid = c.relnamespace
            WHERE relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
                AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = c.oid AND deptype = 'e')),
        columns AS (
            SELECT a.*, format('column %s.%I', name, attname) AS thing, row_number() OVER (PARTITION BY attrelid ORDER BY attnum) AS place
            FROM tables JOIN pg_attribute AS a ON attrelid = tables.oid
            WHERE attnum > 0 AND NOT attisdropped AND relkind <> 'S')

        """;

    private const string OfRelation = "acldefault(CASE relkind WHEN 'S' THEN 's' ELSE 'r' END::\"char\", relowner)";

    private static readonly string Tables = $"""
        SELECT format('%s %s', word, name), aspect, value
        FROM tables, LATERAL (VALUES
            ('owner', pg_get_userbyid(relowner)::text), ('rights', {Rights("relacl", OfRelation, "relowner")}),
            ('row security', CASE WHEN relrowsecurity THEN 'on' ELSE 'off' END),
            ('forced row security', CASE WHEN relforcerowsecurity THEN 'on' ELSE 'off' END),
            ('options', reloptions::text), ('bounds', pg_get_expr(relpartbound, oid)), ('comment', obj_description(oid, 'pg_class')),
            ('partitioned by', CASE relkind WHEN 'p' THEN pg_get_partkeydef(oid) END), ('persistence', relpersistence::text),
            ('definition', CASE WHEN relkind IN ('v', 'm') THEN pg_get_viewdef(oid) END), ('replica identity', relreplident::text)
        ) AS facts (aspect, value)
        """;

    private static readonly string Columns = $"""
        SELECT thing, aspect, value
        FROM columns LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
            LEFT JOIN pg_constraint AS n ON n.conrelid = attrelid AND n.contype = 'n' AND n.conkey = ARRAY[attnum], LATERAL (VALUES
            ('type', format_type(atttypid, atttypmod)), ('default', pg_get_expr(adbin, adrelid)), ('generated', attgenerated::text),
            ('null', CASE WHEN NOT attnotnull THEN 'allowed' WHEN NOT n.convalidated THEN 'refused, not validated' ELSE 'refused' END),
            ('identity', attidentity::text), ('rights', {Rights("attacl", "NULL::aclitem[]", "NULL")}),
            ('collation', CASE WHEN attcollation <> 0 THEN attcollation::regcollation::text END),
            ('comment', col_description(attrelid, attnum)),
            ('position', place::text)
        ) AS facts (aspect, value)
        """;

    private static readonly string Constraints = """
        SELECT format('constraint %s.%I', name, conname), aspect, value
        FROM tables JOIN pg_constraint AS con ON conrelid = tables.oid, LATERAL (VALUES
            ('definition', pg_get_constraintdef(con.oid)), ('comment', obj_description(con.oid, 'pg_constraint'))
        ) AS facts (aspect, value)
        WHERE contype IN ('p', 'u', 'f', 'c', 'x')
        """;

    private static readonly string Indexes = """
        SELECT format('index %I.%I', nspname, i.relname), aspect, value
        FROM tables JOIN pg_index ON indrelid = tables.oid JOIN pg_class AS i ON i.oid = indexrelid
            JOIN pg_namespace AS n ON n.oid = i.relnamespace, LATERAL (VALUES
            ('table', name), ('definition', pg_get_indexdef(indexrelid)), ('options', i.reloptions::text),
            ('valid', CASE WHEN indisvalid THEN 'yes' ELSE 'no' END),
            ('replica identity', CASE WHEN indisreplident THEN 'yes' END), ('comment', obj_description(indexrelid, 'pg_class'))
        ) AS facts (aspect, value)
        """;

    private static readonly string Policies = """
        SELECT format('policy %s.%I', name, polname), aspect, value
        FROM tables JOIN pg_policy AS p ON polrelid = tables.oid, LATERAL (VALUES
            ('for', polcmd::text), ('kind', CASE WHEN polpermissive THEN 'permissive' ELSE 'restrictive' END),
            ('to', (SELECT string_agg(CASE role WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(role)::text END, ', ' ORDER BY role)
                FROM unnest(polroles) AS role)),
            ('using', pg_get_expr(polqual, polrelid)), ('check', pg_get_expr(polwithcheck, polrelid)),
            ('comment', obj_description(p.oid, 'pg_policy'))
        ) AS facts (aspect, value)
        """;

    private static readonly string Triggers = """
        SELECT format('trigger %s.%I', name, tgname), aspect, value
        FROM tables JOIN pg_trigger AS t ON tgrelid = tables.oid, LATERAL (VALUES
            ('definition', pg_get_triggerdef(t.oid)), ('comment', obj_description(t.oid, 'pg_trigger')),
            ('enabled', CASE tgenabled WHEN 'O' THEN 'yes' WHEN 'D' THEN 'no' WHEN 'A' THEN 'always' ELSE 'on replicas' END)
        ) AS facts (aspect, value)
        WHERE NOT tgisinternal
        UNION ALL
        SELECT format('rule %s.%I', name, rulename), 'definition', pg_get_ruledef(r.oid)
        FROM tables JOIN pg_rewrite AS r ON ev_class = tables.oid WHERE rulename <> '_RETURN'
        """;

    private static readonly string Routines = $"""
        SELECT format('function %I.%I(%s)', nspname, proname, pg_get_function_identity_arguments(p.oid)), aspect, value
        FROM pg_proc AS p JOIN schemas ON schemas.oid = pronamespace, LATERAL (VALUES
            ('definition', CASE prokind WHEN 'a' THEN 'aggregate' ELSE pg_get_functiondef(p.oid) END),
            ('owner', pg_get_userbyid(proowner)::text),
            ('rights', {Rights("proacl", "acldefault('f', proowner)", "proowner")}), ('comment', obj_description(p.oid, 'pg_proc'))
        ) AS facts (aspect, value)
        WHERE NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_proc'::regclass AND objid = p.oid AND deptype = 'e')
        """;

    private static readonly string Types = $"""
        SELECT format('type %I.%I', nspname, typname), aspect, value
        FROM pg_type AS t JOIN schemas ON schemas.oid = typnamespace, LATERAL (VALUES
            ('kind', CASE typtype WHEN 'e' THEN 'enum' WHEN 'd' THEN 'domain' WHEN 'r' THEN 'range' ELSE 'composite' END),
            ('values', (SELECT string_agg(enumlabel, ', ' ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid)),
            ('base', CASE typtype WHEN 'd' THEN
                format('%s %s', format_type(typbasetype, typtypmod), CASE WHEN typnotnull THEN 'NOT NULL' END) END),
            ('checks', (SELECT string_agg(pg_get_constraintdef(oid), ', ' ORDER BY conname) FROM pg_constraint WHERE contypid = t.oid)),
            ('owner', pg_get_userbyid(typowner)::text), ('rights', {Rights("typacl", "acldefault('T', typowner)", "typowner")})
        ) AS facts (aspect, value)
        WHERE (typtype IN ('e', 'd', 'r') OR (typtype = 'c' AND EXISTS (SELECT FROM pg_class WHERE oid = typrelid AND relkind = 'c')))
            AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_type'::regclass AND objid = t.oid AND deptype = 'e')
        """;

    private static readonly string Places = $"""
        SELECT 'database', 'rights', {Rights("datacl", "acldefault('d', datdba)", "datdba")}
        FROM pg_database WHERE datname = current_database()
        UNION ALL
        SELECT 'database', 'settings', (SELECT string_agg(setconfig::text, ' ' ORDER BY setrole) FROM pg_db_role_setting
            WHERE setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database()))
        UNION ALL
        SELECT format('schema %I', nspname), aspect, value
        FROM pg_namespace AS n JOIN schemas USING (oid, nspname), LATERAL (VALUES
            ('owner', pg_get_userbyid(nspowner)::text), ('rights', {Rights("nspacl", "acldefault('n', nspowner)", "nspowner")}),
            ('comment', obj_description(oid, 'pg_namespace'))
        ) AS facts (aspect, value)
        UNION ALL
        SELECT format('default rights of %s%s for %s', pg_get_userbyid(defaclrole),
            CASE WHEN defaclnamespace <> 0 THEN ' in ' || defaclnamespace::regnamespace END,
            CASE defaclobjtype WHEN 'r' THEN 'tables' WHEN 'S' THEN 'sequences' WHEN 'f' THEN 'functions' WHEN 'T' THEN 'types'
                ELSE 'schemas' END),
            'rights', {Rights("defaclacl", "NULL::aclitem[]", "NULL")}
        FROM pg_default_acl
        UNION ALL
        SELECT format('extension %I', extname), 'schema', extnamespace::regnamespace::text FROM pg_extension
        UNION ALL
        SELECT format('event trigger %I', evtname), 'definition', format('%s %s %s %s', evtevent, evttags, evtfoid::regproc, evtenabled)
        FROM pg_event_trigger
        """;

    public static readonly string Database = Mine + string.Join(
        "\nUNION ALL\n", Tables, Columns, Constraints, Indexes, Policies, Triggers, Routines, Types, Places);

    public const string Roles = """
        SELECT format('role %I', rolname), aspect, value
        FROM pg_roles AS r, LATERAL (VALUES
            ('attributes', concat_ws(' ', CASE WHEN rolsuper THEN 'superuser' END, CASE WHEN rolcreatedb THEN 'createdb' END,
                CASE WHEN rolcreaterole THEN 'createrole' END, CASE WHEN rolreplication THEN 'replication' END,
                CASE WHEN rolbypassrls THEN 'bypassrls' END, CASE WHEN rolcanlogin THEN 'login' ELSE 'nologin' END,
                CASE WHEN NOT rolinherit THEN 'noinherit' END)),
            ('connection limit', rolconnlimit::text), ('settings', rolconfig::text), ('comment', shobj_description(oid, 'pg_authid')),
            ('member of', (SELECT string_agg(DISTINCT pg_get_userbyid(roleid)::text COLLATE "C", ', ') FROM pg_auth_members
                WHERE member = r.oid)),
            ('members', (SELECT string_agg(DISTINCT pg_get_userbyid(member)::text COLLATE "C", ', ') FROM pg_auth_members
                WHERE roleid = r.oid AND pg_get_userbyid(member) <> session_user))
        ) AS facts (aspect, value)
        WHERE rolname LIKE 'darktower\_%'
        """;

    /// <summary>The list of applied migrations is not made by one: who but its owner may use it, and no more.</summary>
    public static readonly string Bookkeeping = $"""
        SELECT 'schema migrations', 'rights', {Rights("nspacl", "acldefault('n', nspowner)", "nspowner")}
        FROM pg_namespace WHERE nspname = 'migrations'
        UNION ALL
        SELECT 'tables of schema migrations', 'rights', string_agg({Rights("relacl", "acldefault('r', relowner)", "relowner")}, '; ')
        FROM pg_class WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = 'migrations') AND relkind = 'r'
        """;

    /// <summary>Who may do what, in words that are the same on every version; the owner is told only where it lacks something.</summary>
    private static string Rights(string acl, string initially, string owner) => $"""
        (SELECT string_agg(format('%s: %s', grantee_name, privileges), '; ' ORDER BY grantee_name COLLATE "C") FROM (
            SELECT CASE grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(grantee)::text END AS grantee_name,
                string_agg(privilege_type || CASE WHEN is_grantable THEN '*' ELSE '' END, ' ' ORDER BY privilege_type) AS privileges
            FROM aclexplode(coalesce({acl}, {initially})) AS entry
            WHERE NOT coalesce(grantee = {owner} AND NOT EXISTS (
                SELECT FROM aclexplode({initially}) AS due WHERE due.grantee = {owner} AND due.privilege_type <> ALL (
                    SELECT has.privilege_type FROM aclexplode(coalesce({acl}, {initially})) AS has WHERE has.grantee = {owner})), false)
            GROUP BY grantee) AS rights)
        """;
}
