using Npgsql;

namespace DarkTower.Migrator.Review.Observing;

/// <summary>Reads a <see cref="LiveCatalog"/> in one round trip, also inside the migration's own transaction.</summary>
internal static class LiveCatalogReader
{
    // Everything initdb made has a smaller oid (FirstNormalObjectId).
    private const string Users = "oid >= 16384";

    private static readonly string[] Questions =
    [
        """
        SELECT c.oid, nspname, relname, relkind, pg_relation_filenode(c.oid), coalesce(inhparent, 0), relispartition,
            relispartition AND pg_get_expr(relpartbound, c.oid) = 'DEFAULT', relpersistence, reltablespace, relam,
            relrowsecurity, relforcerowsecurity, coalesce(reloptions::text, '')
        FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = relnamespace
            LEFT JOIN pg_inherits ON inhrelid = c.oid AND relispartition
        WHERE c.oid >= 16384 AND nspname NOT LIKE 'pg\_toast%' AND nspname NOT IN ('pg_catalog', 'information_schema')
            AND relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
        """,
        """
        SELECT attrelid, attnum, attname, format_type(atttypid, atttypmod), attnotnull, pg_get_expr(adbin, adrelid), attidentity::text,
            attgenerated::text, attcollation
        FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
        WHERE attrelid >= 16384 AND attnum > 0 AND NOT attisdropped AND relkind IN ('r', 'p', 'v', 'm', 'f')
            AND relnamespace <> 'pg_toast'::regnamespace
        """,
        $"""
        SELECT oid, conrelid, conname, contype, convalidated, conindid, confrelid, coalesce(conkey, ARRAY[]::smallint[]),
            pg_get_constraintdef(oid)
        FROM pg_constraint WHERE {Users} AND conrelid <> 0 AND contype <> 't'
        """,
        """
        SELECT indexrelid, indrelid, relname, indisunique, indisprimary, indisvalid, indpred IS NOT NULL, indkey::smallint[],
            pg_relation_filenode(indexrelid), pg_get_indexdef(indexrelid)
        FROM pg_index JOIN pg_class ON oid = indexrelid WHERE indrelid >= 16384 AND relnamespace <> 'pg_toast'::regnamespace
        """,
        $"SELECT oid, tgrelid, tgname, tgenabled FROM pg_trigger WHERE {Users} AND NOT tgisinternal AND tgparentid = 0",
        $"""
        SELECT oid, polrelid, polname, polpermissive,
            concat_ws(' ', polcmd, polroles::text, pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid))
        FROM pg_policy WHERE {Users}
        """,
        $"SELECT oid, enumtypid::regtype || '.' || enumlabel FROM pg_enum WHERE {Users}",
        $"SELECT oid, nspname FROM pg_namespace WHERE {Users} AND nspname NOT LIKE 'pg\\_%'",
    ];

    public static async Task<LiveCatalog> ReadAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var question in Questions)
            batch.BatchCommands.Add(new NpgsqlBatchCommand(question));
        await using var r = await batch.ExecuteReaderAsync(cancellation);
        return new LiveCatalog(
            await AllAsync(r, cancellation, first: true, relation => relation.Id, () => new Relation(
                r.GetFieldValue<uint>(0), r.GetString(1), r.GetString(2), r.GetChar(3), Number(r, 4), Number(r, 5), r.GetBoolean(6),
                !r.IsDBNull(7) && r.GetBoolean(7), r.GetChar(8), Number(r, 9), Number(r, 10), r.GetBoolean(11), r.GetBoolean(12),
                r.GetString(13))),
            await AllAsync(r, cancellation, first: false, column => (column.Table, column.Number), () => new Column(
                Number(r, 0), r.GetInt16(1), r.GetString(2), r.GetString(3), r.GetBoolean(4), r.IsDBNull(5) ? null : r.GetString(5),
                r.GetString(6), r.GetString(7), Number(r, 8))),
            await AllAsync(r, cancellation, first: false, constraint => constraint.Id, () => new TableConstraint(
                Number(r, 0), Number(r, 1), r.GetString(2), r.GetChar(3), r.GetBoolean(4), Number(r, 5), Number(r, 6),
                r.GetFieldValue<short[]>(7), r.GetString(8))),
            await AllAsync(r, cancellation, first: false, index => index.Id, () => new TableIndex(
                Number(r, 0), Number(r, 1), r.GetString(2), r.GetBoolean(3), r.GetBoolean(4), r.GetBoolean(5), r.GetBoolean(6),
                r.GetFieldValue<short[]>(7), Number(r, 8), r.GetString(9))),
            await AllAsync(r, cancellation, first: false, trigger => trigger.Id, () => new TableTrigger(
                Number(r, 0), Number(r, 1), r.GetString(2), r.GetChar(3))),
            await AllAsync(r, cancellation, first: false, policy => policy.Id, () => new TablePolicy(
                Number(r, 0), Number(r, 1), r.GetString(2), r.GetBoolean(3), r.GetString(4))),
            await LabelsAsync(r, cancellation),
            await LabelsAsync(r, cancellation));
    }

    private static async Task<IReadOnlyDictionary<TKey, TRow>> AllAsync<TKey, TRow>(
        NpgsqlDataReader reader, CancellationToken cancellation, bool first, Func<TRow, TKey> key, Func<TRow> row)
        where TKey : notnull
    {
        if (!first)
            await reader.NextResultAsync(cancellation);
        var all = new Dictionary<TKey, TRow>();
        while (await reader.ReadAsync(cancellation))
        {
            var next = row();
            all[key(next)] = next;
        }
        return all;
    }

    private static async Task<IReadOnlyDictionary<uint, string>> LabelsAsync(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        await reader.NextResultAsync(cancellation);
        var all = new Dictionary<uint, string>();
        while (await reader.ReadAsync(cancellation))
            all[Number(reader, 0)] = reader.GetString(1);
        return all;
    }

    private static uint Number(NpgsqlDataReader reader, int ordinal) =>
        reader.IsDBNull(ordinal) ? 0 : Convert.ToUInt32(reader.GetValue(ordinal), System.Globalization.CultureInfo.InvariantCulture);
}
