namespace DarkTower.Migrator.Catalog;

/// <summary>The questions to the catalog, in the order in which <see cref="DatabaseCatalog"/> reads the answers.</summary>
internal static class CatalogQuestions
{
    private const string Mine = """
        WITH schemas AS (
            SELECT oid, nspname FROM pg_namespace AS n
            WHERE nspname NOT LIKE 'pg\_%' AND nspname NOT IN ('information_schema', 'migrations')),
        relations AS (
            SELECT c.*, nspname FROM pg_class AS c JOIN schemas ON schemas.oid = relnamespace
            WHERE relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
                AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = c.oid AND deptype = 'e'))

        """;

    private const string Relations = Mine + """
        SELECT c.oid, nspname::text, c.relname::text, c.relkind::text, pg_get_userbyid(c.relowner)::text, c.relispartition, root.oid,
            root.relname::text, c.relrowsecurity, c.relforcerowsecurity, c.reloptions,
            CASE c.relkind WHEN 'p' THEN pg_get_partkeydef(c.oid) END, pg_get_expr(c.relpartbound, c.oid),
            obj_description(c.oid, 'pg_class')
        FROM relations AS c JOIN pg_class AS root ON root.oid = coalesce(pg_partition_root(c.oid), c.oid)
        ORDER BY nspname, c.relname
        """;

    private const string Columns = Mine + """
        SELECT c.oid, attname::text, format_type(atttypid, atttypmod), typtype::text, attnotnull, pg_get_expr(adbin, adrelid),
            attidentity::text, attgenerated::text,
            attidentity = '' AND pg_get_serial_sequence(format('%I.%I', nspname, relname), attname) IS NOT NULL,
            col_description(attrelid, attnum)
        FROM relations AS c JOIN pg_attribute ON attrelid = c.oid JOIN pg_type AS t ON t.oid = atttypid
            LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
        WHERE attnum > 0 AND NOT attisdropped AND relkind <> 'S'
        ORDER BY c.oid, attnum
        """;

    private const string Constraints = Mine + """
        SELECT c.oid, conname::text, contype::text,
            ARRAY(SELECT attname::text FROM unnest(conkey) WITH ORDINALITY AS k (attnum, place) JOIN pg_attribute USING (attnum)
                WHERE attrelid = conrelid ORDER BY place),
            confrelid,
            ARRAY(SELECT attname::text FROM unnest(confkey) WITH ORDINALITY AS k (attnum, place) JOIN pg_attribute USING (attnum)
                WHERE attrelid = confrelid ORDER BY place),
            confdeltype::text, confupdtype::text, convalidated, pg_get_constraintdef(con.oid)
        FROM relations AS c JOIN pg_constraint AS con ON conrelid = c.oid
        WHERE contype IN ('p', 'u', 'f', 'c', 'x')
        ORDER BY c.oid, position(contype IN 'pufcx'), conname
        """;

    // The index of a constraint depends on the constraint and not on the columns, so both are asked.
    private const string Indexes = Mine + """
        SELECT c.oid, i.relname::text, indisunique, indisprimary, indisvalid, indpred IS NOT NULL,
            ARRAY(SELECT attname::text FROM unnest(indkey::smallint[]) WITH ORDINALITY AS k (number, place)
                    LEFT JOIN pg_attribute ON attrelid = indrelid AND attnum = number AND number > 0
                WHERE place <= indnkeyatts ORDER BY place),
            ARRAY(SELECT attname::text FROM pg_attribute WHERE attrelid = indrelid AND attnum > 0
                AND (attnum = ANY (indkey::smallint[]) OR EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass
                    AND objid = indexrelid AND refclassid = 'pg_class'::regclass AND refobjid = indrelid AND refobjsubid = attnum))),
            pg_get_indexdef(indexrelid), obj_description(indexrelid, 'pg_class')
        FROM relations AS c JOIN pg_index ON indrelid = c.oid JOIN pg_class AS i ON i.oid = indexrelid
        ORDER BY c.oid, NOT indisprimary, i.relname
        """;

    private const string Policies = Mine + """
        SELECT c.oid, polname::text, polcmd::text, polpermissive,
            ARRAY(SELECT CASE role WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(role)::text END FROM unnest(polroles) AS role ORDER BY 1),
            pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)
        FROM relations AS c JOIN pg_policy ON polrelid = c.oid
        ORDER BY c.oid, polname
        """;

    private const string Triggers = Mine + """
        SELECT c.oid, tgname::text, p.proname::text, tgtype, tgenabled::text, pg_get_triggerdef(t.oid)
        FROM relations AS c JOIN pg_trigger AS t ON tgrelid = c.oid JOIN pg_proc AS p ON p.oid = tgfoid
        WHERE NOT tgisinternal
        ORDER BY c.oid, tgname
        """;

    private const string Grants = Mine + """
        , rights AS (
            SELECT c.oid, NULL AS attname, relowner, (aclexplode(relacl)).* FROM relations AS c
            UNION ALL
            SELECT c.oid, attname::text, relowner, (aclexplode(attacl)).* FROM relations AS c JOIN pg_attribute ON attrelid = c.oid)
        SELECT oid, attname, CASE grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(grantee)::text END AS name, privilege_type, is_grantable
        FROM rights WHERE grantee <> relowner
        ORDER BY oid, name, privilege_type, attname
        """;

    private const string Routines = Mine + """
        SELECT nspname::text, proname::text, pg_get_function_identity_arguments(p.oid), pg_get_userbyid(proowner)::text, prosecdef,
            coalesce(proconfig::text, '') LIKE '%search\_path=%', prosqlbody IS NOT NULL, obj_description(p.oid, 'pg_proc'),
            ARRAY(SELECT privilege_type FROM aclexplode(coalesce(proacl, acldefault('f', proowner))) WHERE grantee = 0)
        FROM pg_proc AS p JOIN schemas ON schemas.oid = pronamespace
        WHERE NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_proc'::regclass AND objid = p.oid AND deptype = 'e')
        ORDER BY nspname, proname, 3
        """;

    // The database's own name is no fact: it comes as ''. The list of applied migrations counts here only.
    private const string Namespaces = """
        SELECT nspname::text, pg_get_userbyid(nspowner)::text, obj_description(oid, 'pg_namespace'),
            ARRAY(SELECT DISTINCT format('%s %s', CASE grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(grantee)::text END, privilege_type)
                FROM (
                    SELECT * FROM aclexplode(coalesce(nspacl, acldefault('n', nspowner)))
                    UNION ALL
                    SELECT right_.* FROM pg_class, aclexplode(relacl) AS right_ WHERE relnamespace = n.oid AND nspname = 'migrations'
                ) AS rights
                WHERE grantee <> nspowner ORDER BY 1)
        FROM pg_namespace AS n
        WHERE nspname NOT LIKE 'pg\_%' AND nspname <> 'information_schema'
        UNION ALL
        SELECT '', pg_get_userbyid(datdba)::text, NULL,
            ARRAY(SELECT format('%s %s', CASE grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(grantee)::text END, privilege_type)
                FROM aclexplode(coalesce(datacl, acldefault('d', datdba))) WHERE grantee <> datdba ORDER BY 1)
        FROM pg_database WHERE datname = current_database()
        ORDER BY 1
        """;

    private const string Roles = """
        SELECT rolname::text, rolcanlogin, rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication,
            ARRAY(SELECT pg_get_userbyid(roleid)::text FROM pg_auth_members WHERE member = r.oid ORDER BY 1),
            shobj_description(oid, 'pg_authid')
        FROM pg_roles AS r WHERE rolname LIKE 'darktower\_%' ORDER BY rolname
        """;

    private const string Enums = Mine + """
        SELECT format('%s.%s', nspname, typname) FROM pg_type JOIN schemas ON schemas.oid = typnamespace WHERE typtype = 'e' ORDER BY 1
        """;

    private const string Reads = Mine + """
        SELECT DISTINCT ev_class, refobjid FROM relations AS c JOIN pg_rewrite AS r ON ev_class = c.oid
            JOIN pg_depend ON classid = 'pg_rewrite'::regclass AND objid = r.oid AND refclassid = 'pg_class'::regclass
        WHERE refobjid <> ev_class
        """;

    public static readonly string[] All =
        [Relations, Columns, Constraints, Indexes, Policies, Triggers, Grants, Routines, Namespaces, Roles, Enums, Reads];
}
