namespace DarkTower.Migrator.Queries.Analysis;

/// <summary>The questions of <see cref="CatalogReader"/>, in the order in which it reads the answers.</summary>
internal static class CatalogSql
{
    // col = ANY (ARRAY['a'::text, …]) and what the server makes of it for other types of text; nothing beside it.
    private const string ValueList = """
        array_length(con.conkey, 1) = 1 AND con.convalidated AND pg_get_constraintdef(con.oid) ~
            '^CHECK \(\(\(?"?[^ ()"]+"?\)?(::text)? = (''([^'']|'''')*''::[a-z ]+|'
            'ANY \(\(?ARRAY\[(\(?''([^'']|'''')*''::[a-z ]+\)?(::text)?(, )?)+\]\)?(::text\[\])?\))\)\)$'
        """;

    private const string Relations = """
        SELECT c.oid, c.relname::text, c.relkind::text, coalesce(root.relname, c.relname)::text,
            c.relkind <> 'p' AND EXISTS (SELECT FROM pg_inherits WHERE inhparent = c.oid),
            EXISTS (SELECT FROM pg_trigger WHERE tgrelid = c.oid AND NOT tgisinternal AND tgtype & 7 = 7),
            CASE c.relkind WHEN 'v' THEN (SELECT ev_action::text FROM pg_rewrite WHERE ev_class = c.oid AND rulename = '_RETURN') END
        FROM pg_class AS c LEFT JOIN pg_class AS root ON root.oid = pg_partition_root(c.oid)
        WHERE c.oid = ANY ($1::oid[])
        """;

    // From 18 on a NOT NULL that was never validated is marked like any other.
    private const string Columns = $$"""
        SELECT attrelid, attnum, attname::text,
            attnotnull AND NOT EXISTS (
                SELECT FROM pg_constraint AS n
                WHERE n.contype = 'n' AND n.conrelid = attrelid AND n.conkey = ARRAY[attnum] AND NOT n.convalidated)
            OR EXISTS (
                WITH RECURSIVE domain AS (
                    SELECT typnotnull, typbasetype FROM pg_type WHERE oid = atttypid AND typtype = 'd'
                    UNION ALL
                    SELECT t.typnotnull, t.typbasetype FROM domain JOIN pg_type AS t ON t.oid = domain.typbasetype AND t.typtype = 'd')
                SELECT FROM domain WHERE typnotnull),
            (SELECT min(conname::text) FROM pg_constraint AS con
                WHERE contype = 'c' AND conrelid = attrelid AND conkey = ARRAY[attnum] AND {{ValueList}}),
            EXISTS (SELECT FROM pg_constraint AS con
                WHERE contype = 'c' AND conrelid = attrelid AND convalidated
                    AND pg_get_constraintdef(oid) ~ ('\(array_position\("?' || attname || '"?, NULL::[a-z ]+\) IS NULL\)')
                    AND pg_get_constraintdef(oid) !~ ' OR |NOT \(|CASE ')
        FROM pg_attribute
        WHERE attrelid = ANY ($1::oid[]) AND attnum > 0 AND NOT attisdropped
        """;

    // A deferrable key can be broken while a transaction runs.
    private const string Keys = """
        SELECT indrelid, indexrelid,
            coalesce((SELECT oid FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u') LIMIT 1), 0::oid),
            ARRAY(SELECT indkey[i]::text FROM generate_series(0, indnkeyatts - 1) AS i),
            ARRAY(SELECT coalesce((SELECT string_agg(amopopr::oid::text, ' ') FROM pg_amop
                    WHERE amopfamily = opcfamily AND amopmethod = opcmethod AND amopstrategy = 3), '0')
                FROM generate_series(0, indnkeyatts - 1) AS i JOIN pg_opclass AS o ON o.oid = indclass[i] ORDER BY i),
            ARRAY(SELECT indcollation[i]::oid::text FROM generate_series(0, indnkeyatts - 1) AS i),
            indexprs::text, indpred::text
        FROM pg_index JOIN pg_class AS c ON c.oid = indexrelid JOIN pg_am AS a ON a.oid = c.relam AND a.amname = 'btree'
        WHERE indrelid = ANY ($1::oid[]) AND indisunique AND indisvalid AND indisready AND indimmediate
        ORDER BY indrelid, c.relname
        """;

    // Expressions of any index, each with the text that stands for it in PlanCatalog.
    private const string Expressions = """
        SELECT indrelid,
            ARRAY(SELECT pg_get_indexdef(indexrelid, i + 1, false)
                FROM generate_series(0, indnatts - 1) AS i WHERE indkey[i] = 0 ORDER BY i),
            indexprs::text
        FROM pg_index
        WHERE indrelid = ANY ($1::oid[]) AND indexprs IS NOT NULL
        """;

    public const string Operators = """
        SELECT o.oid, oprname::text, oprnamespace = 'pg_catalog'::regnamespace AND p.pronamespace = 'pg_catalog'::regnamespace,
            proisstrict, oprleft, oprright, proleakproof
        FROM pg_operator AS o JOIN pg_proc AS p ON p.oid = oprcode
        WHERE o.oid = ANY ($1::oid[])
        """;

    public const string Functions = """
        SELECT p.oid, proname::text, pronamespace = 'pg_catalog'::regnamespace, proisstrict, provolatile = 'v',
            ARRAY(SELECT type::text FROM unnest(proargtypes::oid[]) AS type),
            coalesce((SELECT castsource FROM pg_cast JOIN pg_type AS s ON s.oid = castsource JOIN pg_type AS t ON t.oid = casttarget
                WHERE castfunc = p.oid AND s.typnamespace = 'pg_catalog'::regnamespace AND t.typnamespace = 'pg_catalog'::regnamespace
                LIMIT 1), 0::oid),
            proleakproof
        FROM pg_proc AS p
        WHERE p.oid = ANY ($1::oid[])
        """;

    public const string Domains = """
        SELECT oid FROM pg_type WHERE typtype = 'd' AND typnotnull
        """;

    public const string Collations = """
        SELECT oid FROM pg_collation WHERE NOT collisdeterministic
        """;

    /// <summary>Types that GREATEST and LEAST compare by a leakproof function.</summary>
    public const string LeakproofOrders = """
        SELECT opcintype
        FROM pg_opclass JOIN pg_am AS a ON a.oid = opcmethod AND a.amname = 'btree'
            JOIN pg_amproc ON amprocfamily = opcfamily AND amproclefttype = opcintype AND amprocrighttype = opcintype AND amprocnum = 1
            JOIN pg_proc AS p ON p.oid = amproc
        WHERE opcdefault AND proleakproof
        """;

    public static IReadOnlyList<string> OfTables { get; } = [Relations, Columns, Keys, Expressions];

    /// <summary>Every list of values in the schema: the CHECK's name and the values in its order.</summary>
    public const string ValueLists = $$"""
        SELECT con.conname::text,
            ARRAY(SELECT replace(m[1], '''''', '''')
                FROM regexp_matches(pg_get_constraintdef(con.oid), '''((?:[^'']|'''')*)''::', 'g') AS m)
        FROM pg_constraint AS con JOIN pg_class AS c ON c.oid = conrelid
        WHERE contype = 'c' AND conparentid = 0 AND NOT relispartition AND relnamespace = 'public'::regnamespace AND {{ValueList}}
        ORDER BY conname
        """;
}
