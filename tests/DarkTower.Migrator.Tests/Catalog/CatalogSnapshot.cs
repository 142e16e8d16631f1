using Npgsql;

namespace DarkTower.Migrator.Tests.Catalog;

/// <summary>What the catalog says about a database, one line a fact, to compare two states. Roles belong to the server: left out.</summary>
internal static class CatalogSnapshot
{
    private const string Facts = """
        WITH mine AS (
            SELECT oid, nspname FROM pg_namespace
            WHERE nspname NOT LIKE 'pg\_%' AND nspname NOT IN ('information_schema', 'migrations')),
        tables AS (
            SELECT c.*, format('%I.%I', nspname, relname) AS name
            FROM pg_class AS c JOIN mine ON mine.oid = c.relnamespace),
        facts (fact) AS (
            SELECT format('database acl=%s', pg_temp.rights(coalesce(datacl, acldefault('d', datdba))))
            FROM pg_database WHERE datname = current_database()
            UNION ALL
            SELECT format('schema %s owner=%s acl=%s comment=%s', n.nspname, n.nspowner::regrole,
                pg_temp.rights(coalesce(n.nspacl, acldefault('n', n.nspowner))), obj_description(n.oid, 'pg_namespace'))
            FROM pg_namespace AS n JOIN mine USING (oid)
            UNION ALL
            SELECT format('default acl %s %s %s %s', defaclrole::regrole, defaclnamespace, defaclobjtype, pg_temp.rights(defaclacl))
            FROM pg_default_acl
            UNION ALL
            SELECT format('%s kind=%s owner=%s rls=%s/%s options=%s acl=%s bound=%s key=%s view=%s comment=%s', name, relkind,
                relowner::regrole,
                relrowsecurity, relforcerowsecurity, reloptions, pg_temp.rights(coalesce(relacl, acldefault('r', relowner))),
                pg_get_expr(relpartbound, oid), CASE relkind WHEN 'p' THEN pg_get_partkeydef(oid) END,
                CASE WHEN relkind IN ('v', 'm') THEN pg_get_viewdef(oid) END, obj_description(oid, 'pg_class'))
            FROM tables
            UNION ALL
            SELECT format('%s column %s %s %s notnull=%s default=%s identity=%s generated=%s acl=%s comment=%s', name, attnum, attname,
                format_type(atttypid, atttypmod), attnotnull, pg_get_expr(adbin, adrelid), attidentity, attgenerated,
                pg_temp.rights(attacl), col_description(attrelid, attnum))
            FROM tables JOIN pg_attribute ON attrelid = tables.oid LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
            WHERE attnum > 0 AND NOT attisdropped
            UNION ALL
            SELECT format('%s constraint %s %s', name, conname, pg_get_constraintdef(con.oid))
            FROM tables JOIN pg_constraint AS con ON conrelid = tables.oid
            UNION ALL
            SELECT format('%s index %s valid=%s', name, pg_get_indexdef(indexrelid), indisvalid)
            FROM tables JOIN pg_index ON indexrelid = tables.oid
            UNION ALL
            SELECT format('%s policy %s %s %s %s using=%s check=%s', name, polname, polcmd, polpermissive, polroles,
                pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid))
            FROM tables JOIN pg_policy ON polrelid = tables.oid
            UNION ALL
            SELECT format('%s trigger %s enabled=%s', name, pg_get_triggerdef(t.oid), tgenabled)
            FROM tables JOIN pg_trigger AS t ON tgrelid = tables.oid WHERE NOT tgisinternal
            UNION ALL
            SELECT format('%s owner=%s acl=%s comment=%s', pg_get_functiondef(p.oid), proowner::regrole,
                pg_temp.rights(coalesce(proacl, acldefault('f', proowner))), obj_description(p.oid, 'pg_proc'))
            FROM pg_proc AS p JOIN mine ON mine.oid = pronamespace WHERE prokind <> 'a'
            UNION ALL
            SELECT format('type %s %s', nspname, typname)
            FROM pg_type JOIN mine ON mine.oid = typnamespace WHERE typtype IN ('e', 'd', 'r') OR (typtype = 'c' AND typrelid = 0)
            UNION ALL
            SELECT format('extension %s', extname) FROM pg_extension)
        SELECT fact FROM facts ORDER BY fact
        """;

    private const string Rights = """
        CREATE OR REPLACE FUNCTION pg_temp.rights(acl aclitem[]) RETURNS text LANGUAGE sql AS $$
            SELECT string_agg(format('%s:%s%s', CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::regrole::text END, privilege_type,
                CASE WHEN is_grantable THEN '*' END), ',' ORDER BY grantee::regrole::text, privilege_type)
            FROM aclexplode(acl)
        $$
        """;

    public static async Task<List<string>> OfAsync(NpgsqlConnection connection)
    {
        await connection.ExecuteAsync(Rights);
        return await connection.QueryAsync(Facts);
    }
}
