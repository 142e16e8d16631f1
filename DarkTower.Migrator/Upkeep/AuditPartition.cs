using DarkTower.Migrator.Running;
using Npgsql;

namespace DarkTower.Migrator.Upkeep;

/// <summary>A partition of the audit trail; <c>To</c> is null for the default one.</summary>
internal sealed record AuditPartition(string Name, DateTime? To)
{
    public const string Default = "public.audit_logs_default";

    private const string All = """
        SELECT c.relname, (regexp_match(pg_get_expr(c.relpartbound, c.oid), 'TO \(''([^'']+)''\)'))[1]::timestamptz
        FROM pg_inherits JOIN pg_class AS c ON c.oid = inhrelid
        WHERE inhparent = to_regclass('public.audit_logs')
        ORDER BY 2, 1
        """;

    public string Table => $"public.\"{Name}\"";

    public static Task<List<AuditPartition>> AllAsync(NpgsqlConnection connection, CancellationToken cancellation) =>
        connection.RowsAsync(All, row => new AuditPartition(row.GetString(0), row.IsDBNull(1) ? null : row.GetDateTime(1)), cancellation);

    /// <summary>The names of this month's partition and of the next four, with the first day of each.</summary>
    public static Task<List<(string Name, DateTime First)>> WantedAsync(NpgsqlConnection connection, CancellationToken cancellation) =>
        connection.RowsAsync("""
            SELECT 'audit_logs_' || to_char(first, 'YYYY_MM'), first
            FROM (SELECT date_trunc('month', now() AT TIME ZONE 'UTC')) AS this (month),
                generate_series(month, month + interval '4 months', interval '1 month') AS first
            """, row => (row.GetString(0), row.GetDateTime(1)), cancellation);

    /// <summary>
    /// Everything comes from the parent: columns, checks, indexes and comments by LIKE, and the policy that holds for every role. Attached
    /// afterwards, since PARTITION OF would lock the parent against all readers and writers, and ATTACH does not.
    /// </summary>
    public static async Task CreateAsync(NpgsqlConnection connection, string name, DateTime first, CancellationToken cancellation)
    {
        var table = $"public.\"{name}\"";
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.ExecuteAsync($"CREATE TABLE {table} (LIKE public.audit_logs INCLUDING ALL)", cancellation);
        await connection.ExecuteAsync($"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY", cancellation);
        foreach (var policy in await connection.RowsAsync($"""
            SELECT format('CREATE POLICY %I ON {table} USING (%s) WITH CHECK (%s)', polname, pg_get_expr(polqual, polrelid),
                pg_get_expr(polwithcheck, polrelid))
            FROM pg_policy WHERE polrelid = 'public.audit_logs'::regclass AND polroles = ARRAY[0::oid]
            """, row => row.GetString(0), cancellation))
        {
            await connection.ExecuteAsync(policy, cancellation);
        }
        await connection.ExecuteAsync($"COMMENT ON TABLE {table} IS 'Audit trail of {first:yyyy-MM}.'", cancellation);
        await connection.ExecuteAsync($"""
            ALTER TABLE public.audit_logs ATTACH PARTITION {table}
            FOR VALUES FROM ('{first:yyyy-MM-dd} 00:00:00+00') TO ('{first.AddMonths(1):yyyy-MM-dd} 00:00:00+00')
            """, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Not CONCURRENTLY: the server refuses that beside a default partition. The lock is held for a moment only.</summary>
    public async Task RemoveAsync(NpgsqlConnection connection, bool keep, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.ExecuteAsync($"ALTER TABLE public.audit_logs DETACH PARTITION {Table}", cancellation);
        if (keep)
        {
            await connection.ExecuteAsync("CREATE SCHEMA IF NOT EXISTS archive", cancellation);
            await connection.ExecuteAsync($"ALTER TABLE {Table} SET SCHEMA archive", cancellation);
        }
        else
            await connection.ExecuteAsync($"DROP TABLE {Table}", cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
