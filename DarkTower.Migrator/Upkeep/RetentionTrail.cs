using System.Diagnostics;
using DarkTower.Migrator.Running;
using Npgsql;

namespace DarkTower.Migrator.Upkeep;

/// <summary>Hard removal is audited, in the transaction that removes.</summary>
internal static class RetentionTrail
{
    private const string Insert = """
        INSERT INTO public.audit_logs (org_id, audit_id, actor_type, actor_id, action, target_type, target_id, reason, request_id)
        SELECT $1, audit_id, 'system', 'retain', $2 || '.retain', $2, target_id::text, $3, $4
        FROM unnest($5::uuid[], $6::uuid[]) AS removed (audit_id, target_id)
        """;

    private static readonly string RequestId = Activity.Current?.TraceId.ToString() ?? Guid.NewGuid().ToString("n");

    public static async Task WriteAsync(
        NpgsqlConnection connection, Guid org, string targetType, IReadOnlyList<Guid> removed, string reason,
        CancellationToken cancellation)
    {
        if (removed.Count > 0)
        {
            await connection.ExecuteAsync(Insert, cancellation,
                org, targetType, $"retention: {reason}", RequestId, removed.Select(_ => Guid.CreateVersion7()).ToArray(),
                removed.ToArray());
        }
    }
}
