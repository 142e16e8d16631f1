using Npgsql;

namespace DarkTower.Migrator.Tests.Catalog;

/// <summary>
/// The rules of the schema as questions to the catalog; each row that comes back is a violation. They hold for every table there is, so a
/// new one is checked without anybody thinking of it.
/// </summary>
internal static class SchemaRules
{
    /// <summary>The one place where every table is classified.</summary>
    public static readonly string[] TenantTables = ["organizations", "users", "meetings", "participants", "audit_logs"];

    public static readonly string[] GlobalTables = ["organization_directory", "meeting_codes"];

    private static readonly string[] AppendOnlyTables = ["audit_logs"];

    private static readonly string[] SoftDeletedTables = ["organizations", "users", "meetings"];

    private const string Tables = """
        WITH t AS (
            SELECT c.*, root.relname AS root, root.relname = ANY ($1) AS tenant, root.relname = ANY ($2) AS global,
                root.relname = ANY ($3) AS append_only, root.relname = ANY ($4) AS soft_deleted
            FROM pg_class AS c JOIN pg_class AS root ON root.oid = coalesce(pg_partition_root(c.oid), c.oid)
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')),
        a AS (SELECT t.oid AS table_oid, relname, root, tenant, append_only, relkind, relispartition, pg_attribute.*
            FROM t JOIN pg_attribute ON attrelid = t.oid WHERE attnum > 0 AND NOT attisdropped)
        """;

    public static readonly IReadOnlyDictionary<string, string> Questions = new Dictionary<string, string>
    {
        ["1 every table is a tenant table or a global one"] = "SELECT relname FROM t WHERE tenant = global",

        ["2 a tenant table has org_id uuid NOT NULL"] = """
            SELECT relname FROM t WHERE tenant AND NOT EXISTS (
                SELECT FROM a WHERE table_oid = t.oid AND attname = 'org_id' AND atttypid = 'uuid'::regtype AND attnotnull)
            """,
        ["2 org_id is first in every key and index of a tenant table, and there is a primary key"] = """
            SELECT indexrelid::regclass::text FROM t JOIN pg_index ON indrelid = t.oid JOIN a ON table_oid = t.oid AND attnum = indkey[0]
            WHERE t.tenant AND attname <> 'org_id'
            UNION ALL
            SELECT relname || ' has no primary key' FROM t WHERE NOT EXISTS (SELECT FROM pg_index WHERE indrelid = t.oid AND indisprimary)
            """,
        ["2 a foreign key between tenant tables starts with org_id, and no global table points to a tenant's"] = """
            SELECT conname FROM pg_constraint JOIN t ON conrelid = t.oid JOIN t AS target ON confrelid = target.oid
                LEFT JOIN a AS here ON here.table_oid = conrelid AND here.attnum = conkey[1]
                LEFT JOIN a AS there ON there.table_oid = confrelid AND there.attnum = confkey[1]
            WHERE contype = 'f' AND target.tenant AND (NOT t.tenant OR here.attname <> 'org_id' OR there.attname <> 'org_id')
            """,

        ["3 row security is enabled and forced on tenant tables and their partitions"] =
            "SELECT relname FROM t WHERE tenant AND NOT (relrowsecurity AND relforcerowsecurity)",
        ["3 tenant tables have one policy, for everybody and every command, and all are the same"] = """
            SELECT relname FROM t LEFT JOIN pg_policy ON polrelid = t.oid
            GROUP BY relname, tenant
            HAVING tenant AND (count(polrelid) <> 1 OR NOT bool_and(polpermissive AND polcmd = '*' AND polroles = '{0}'
                    AND pg_get_expr(polqual, polrelid) =
                        '(org_id = (NULLIF(current_setting(''app.org_id''::text, true), ''''::text))::uuid)'
                    AND pg_get_expr(polqual, polrelid) = pg_get_expr(polwithcheck, polrelid)))
                OR NOT tenant AND count(polrelid) > 0
            """,

        ["4 darktower_owner owns everything"] = """
            SELECT relname::text FROM pg_class WHERE relnamespace IN ('public'::regnamespace, 'migrations'::regnamespace)
                AND relowner <> 'darktower_owner'::regrole
            UNION ALL
            SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND proowner <> 'darktower_owner'::regrole
            UNION ALL
            SELECT nspname FROM pg_namespace WHERE nspname IN ('public', 'migrations') AND nspowner <> 'darktower_owner'::regrole
            """,
        ["4 roles are what they are meant to be"] = """
            SELECT rolname::text FROM pg_roles WHERE rolname LIKE 'darktower\_%'
                AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication
                    OR rolcanlogin = (rolname = 'darktower_owner'))
            UNION ALL
            SELECT format('%s is a member of %s', member::regrole, roleid::regrole) FROM pg_auth_members
            WHERE member::regrole::text LIKE 'darktower\_%' AND (member::regrole::text, roleid::regrole::text)
                NOT IN (('darktower_migrator', 'darktower_owner'), ('darktower_monitor', 'pg_monitor'))
            UNION ALL
            SELECT name || ' is missing' FROM unnest(ARRAY['owner', 'migrator', 'app', 'jobs', 'monitor']) AS name
            WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'darktower_' || name)
            """,
        ["4 nothing is granted to PUBLIC"] = """
            SELECT relname::text FROM pg_class, aclexplode(relacl)
            WHERE relnamespace IN ('public'::regnamespace, 'migrations'::regnamespace) AND grantee = 0
            UNION ALL
            SELECT format('%s.%s', relname, attname) FROM a, aclexplode(attacl) WHERE grantee = 0
            UNION ALL
            SELECT proname FROM pg_proc, aclexplode(coalesce(proacl, acldefault('f', proowner)))
            WHERE pronamespace = 'public'::regnamespace AND grantee = 0
            UNION ALL
            SELECT nspname FROM pg_namespace, aclexplode(coalesce(nspacl, acldefault('n', nspowner)))
            WHERE nspname IN ('public', 'migrations') AND grantee = 0
            UNION ALL
            SELECT datname FROM pg_database, aclexplode(coalesce(datacl, acldefault('d', datdba)))
            WHERE datname = current_database() AND grantee = 0
            """,
        ["4 the app has no more than SELECT, INSERT, DELETE and UPDATE by column, and nothing on a partition"] = """
            SELECT format('%s on %s', privilege_type, relname) FROM t, aclexplode(relacl)
            WHERE grantee <> relowner AND (grantee <> 'darktower_app'::regrole OR relispartition OR is_grantable
                OR privilege_type NOT IN ('SELECT', 'INSERT', 'DELETE'))
            UNION ALL
            SELECT format('%s on %s.%s', privilege_type, relname, attname) FROM a, aclexplode(attacl)
            WHERE grantee <> 'darktower_app'::regrole OR relispartition OR is_grantable
                OR privilege_type NOT IN ('SELECT', 'INSERT', 'UPDATE')
            """,
        ["4 the list of applied migrations is closed to everybody else"] = """
            SELECT format('%s on %s', privilege_type, nspname) FROM pg_namespace, aclexplode(nspacl)
            WHERE nspname = 'migrations' AND grantee <> nspowner
            UNION ALL
            SELECT format('%s on %s', privilege_type, relname) FROM pg_class, aclexplode(relacl)
            WHERE relnamespace = 'migrations'::regnamespace AND grantee <> relowner
            """,
        ["4 functions run with the rights of their caller and a fixed search path, views too"] = """
            SELECT proname::text FROM pg_proc WHERE pronamespace = 'public'::regnamespace
                AND (prosecdef OR NOT coalesce(proconfig, '{}')::text LIKE '%search_path=%')
            UNION ALL
            SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace
                AND (relkind = 'm' OR relkind = 'v' AND NOT coalesce(reloptions, '{}')::text LIKE '%security_invoker=true%')
            """,

        ["5 created_at is there, and updated_at with its trigger unless the table is append-only"] = """
            SELECT t.relname FROM t WHERE (
                    SELECT count(*) FROM a JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
                    WHERE table_oid = t.oid AND attname IN ('created_at', 'updated_at') AND atttypid = 'timestamptz'::regtype
                        AND attnotnull AND pg_get_expr(adbin, adrelid) = 'now()') <> CASE WHEN append_only THEN 1 ELSE 2 END
                OR append_only <> NOT EXISTS (
                    SELECT FROM pg_trigger WHERE tgrelid = t.oid AND tgenabled = 'O'
                        AND tgfoid = to_regproc('public.set_updated_at') AND tgtype = 1 + 2 + 16)
            """,
        ["5 nobody but the owner may change or remove rows of an append-only table"] = """
            SELECT relname FROM t, aclexplode(relacl)
            WHERE append_only AND grantee <> relowner AND privilege_type NOT IN ('SELECT', 'INSERT')
            UNION ALL
            SELECT relname FROM a, aclexplode(attacl) WHERE append_only AND privilege_type = 'UPDATE'
            """,

        ["6 important tables are soft-deleted, and the app removes nothing"] = """
            SELECT relname FROM t WHERE soft_deleted AND NOT EXISTS (SELECT FROM a WHERE table_oid = t.oid AND attname = 'deleted_at')
            UNION ALL
            SELECT relname FROM t, aclexplode(relacl)
            WHERE soft_deleted AND grantee = 'darktower_app'::regrole AND privilege_type = 'DELETE'
            """,

        ["7 types are text, timestamptz and so on: no enum, varchar, timestamp, money, float, serial, json"] = """
            SELECT format('%s.%s %s', relname, attname, format_type(atttypid, atttypmod)) FROM a
            WHERE atttypid NOT IN ('uuid'::regtype, 'text'::regtype, 'text[]'::regtype, 'integer'::regtype, 'bigint'::regtype,
                'boolean'::regtype,
                'timestamptz'::regtype, 'bytea'::regtype, 'inet'::regtype, 'jsonb'::regtype)
            UNION ALL
            SELECT typname FROM pg_type WHERE typnamespace = 'public'::regnamespace AND typtype = 'e'
            UNION ALL
            SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'S'
            """,
        ["7 a state is one of a list, a jsonb has a purpose and a shape, an email is lower case"] = """
            SELECT format('%s.%s', relname, attname) FROM a
            WHERE (attname LIKE '%\_type' OR attname LIKE '%\_tier'
                    OR attname IN ('status', 'role', 'result', 'leave_reason', 'email') OR atttypid = 'jsonb'::regtype)
                AND attname <> 'target_type' AND NOT EXISTS (
                    SELECT FROM pg_constraint WHERE conrelid = table_oid AND contype = 'c' AND conkey = ARRAY[attnum]
                        AND pg_get_constraintdef(oid) ~ CASE
                            WHEN attname = 'email' THEN 'lower\(email\)'
                            WHEN atttypid = 'jsonb'::regtype THEN 'jsonb_typeof'
                            ELSE 'ANY \(ARRAY'
                        END)
                OR atttypid = 'jsonb'::regtype AND coalesce(col_description(attrelid, attnum), '') NOT LIKE '%purpose%'
            """,
        ["7 booleans and counters are never null and have a default"] = """
            SELECT format('%s.%s', relname, attname) FROM a
            WHERE (atttypid = 'boolean'::regtype OR attname LIKE 'open\_%' OR attname LIKE 'active\_%'
                OR attname IN ('generation', 'version'))
                AND NOT (attnotnull AND atthasdef)
            """,

        ["8 every foreign key has a full valid index led by its columns"] = """
            SELECT conname FROM pg_constraint JOIN t ON conrelid = t.oid
            WHERE contype = 'f' AND NOT EXISTS (
                SELECT FROM pg_index WHERE indrelid = conrelid AND indpred IS NULL AND indisvalid
                    AND (indkey::smallint[])[0:cardinality(conkey) - 1] @> conkey)
            """,
        ["8 every foreign key says what happens on delete, never SET NULL or SET DEFAULT"] = """
            SELECT conname FROM pg_constraint JOIN t ON conrelid = t.oid
            WHERE contype = 'f' AND (confdeltype NOT IN ('r', 'c') OR confupdtype <> 'a')
            """,

        ["9 every table, column and index has a comment"] = """
            SELECT relname FROM t WHERE coalesce(obj_description(oid, 'pg_class'), '') = ''
            UNION ALL
            SELECT format('%s.%s', relname, attname) FROM a WHERE coalesce(col_description(attrelid, attnum), '') = ''
            UNION ALL
            SELECT indexrelid::regclass::text FROM pg_index JOIN t ON indrelid = t.oid
            WHERE coalesce(obj_description(indexrelid, 'pg_class'), '') NOT LIKE 'Supports: %'
            """,
        ["9 personal data and secrets say so"] = """
            SELECT format('%s.%s', relname, attname) FROM a
            WHERE (attname IN ('email', 'ip_address', 'user_agent', 'first_name', 'last_name', 'details') OR attname LIKE '%phone%'
                    OR attname = 'display_name' AND root <> 'organizations')
                AND coalesce(col_description(attrelid, attnum), '') !~ '^PII: .+(kept|year|days)'
                OR attname ~ '(hash|secret|password|token)' AND coalesce(col_description(attrelid, attnum), '') NOT LIKE 'SECRET: %'
            """,

        ["10 constraints and unique indexes are named after their table and kind"] = """
            SELECT conname FROM pg_constraint JOIN t ON conrelid = t.oid
            WHERE contype <> 'n' AND conname !~ CASE contype
                WHEN 'p' THEN format('^%s_pkey$', relname) WHEN 'u' THEN format('^%s_.+_key$', root)
                WHEN 'f' THEN format('^%s_.+_fkey$', root)
                WHEN 'c' THEN format('^%s_.+_check$', root) ELSE format('^%s_.+_excl$', root) END
            UNION ALL
            SELECT indexrelid::regclass::text FROM pg_index JOIN t ON indrelid = t.oid
            WHERE indisunique AND NOT indisprimary AND indexrelid::regclass::text !~ format('^%s_.+_key$', root)
            """,

        ["11 what changes with every call is in no index, and its table leaves room"] = """
            SELECT format('%s.%s', relname, attname) FROM a
            WHERE attname IN ('open_meetings', 'active_participants', 'generation', 'owner_controller_id', 'owner_claimed_at',
                'last_login_at')
                AND (EXISTS (SELECT FROM pg_index WHERE indrelid = attrelid AND attnum = ANY (indkey::smallint[]))
                    OR NOT EXISTS (SELECT FROM t WHERE t.oid = table_oid AND reloptions::text LIKE '%fillfactor=%'))
            UNION ALL
            SELECT format('%s.%s', relname, attname)
            FROM a JOIN pg_index ON indrelid = attrelid AND attnum = ANY (indkey::smallint[])
            WHERE attname = 'updated_at'
            """,
    };

    public static async Task<List<string>> ViolationsAsync(NpgsqlConnection connection)
    {
        List<string> violations = [];
        foreach (var (rule, question) in Questions)
        {
            var rows = await connection.QueryAsync(
                $"{Tables}\n{question}", TenantTables, GlobalTables, AppendOnlyTables, SoftDeletedTables);
            violations.AddRange(rows.Select(row => $"rule {rule}: {row}"));
        }
        return violations;
    }
}
