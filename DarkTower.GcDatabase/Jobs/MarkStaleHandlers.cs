using DarkTower.Queries;

namespace DarkTower.GcDatabase.Jobs;

/// <summary>
/// Handlers that were not heard for 30 s, and draining ones past their deadline, become unhealthy. One that registered and was never heard
/// counts from then.
/// </summary>
internal sealed partial class MarkStaleHandlers([FromKeyedServices(JobServices.Database)] Database database, JobOptions options) : IJob
{
    public string Name => "mark-stale-handlers";

    public TimeSpan Every => options.StaleEvery;

    public Task<long> RunAsync(CancellationToken cancellationToken) =>
        Batches.DrainAsync(options.Batch, async () => await MarkStaleHandlersAsync(database, options.Batch, cancellationToken));

    [GlobalQuery("media_handler_load", "Handlers belong to the platform.", """
        WITH stale AS (
            SELECT handler_id
            FROM media_handler_load
            WHERE health <> 'unhealthy'
                AND (coalesce(last_heartbeat_at, updated_at) <= now() - interval '30 seconds' OR drain_deadline <= now())
            ORDER BY handler_id
            LIMIT @batch
            FOR NO KEY UPDATE SKIP LOCKED
        )
        UPDATE media_handler_load AS l
        SET health = 'unhealthy'
        FROM stale
        WHERE l.handler_id = stale.handler_id
        """, Role = "darktower_jobs")]
    private static partial Task<int> MarkStaleHandlersAsync(Database database, long batch, CancellationToken cancellationToken);
}
