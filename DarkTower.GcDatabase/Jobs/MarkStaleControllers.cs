using DarkTower.Queries;

namespace DarkTower.GcDatabase.Jobs;

/// <summary>
/// Controllers that were not heard for 30 s, and draining ones past their deadline, become unhealthy. One that registered and was never heard
/// counts from then.
/// </summary>
internal sealed partial class MarkStaleControllers([FromKeyedServices(JobServices.Database)] Database database, JobOptions options) : IJob
{
    public string Name => "mark-stale-controllers";

    public TimeSpan Every => options.StaleEvery;

    public Task<long> RunAsync(CancellationToken cancellationToken) =>
        Batches.DrainAsync(options.Batch, async () => await MarkStaleControllersAsync(database, options.Batch, cancellationToken));

    [GlobalQuery("meeting_controller_load", "Controllers belong to the platform.", """
        WITH stale AS (
            SELECT controller_id
            FROM meeting_controller_load
            WHERE health <> 'unhealthy'
                AND (coalesce(last_heartbeat_at, updated_at) <= now() - interval '30 seconds' OR drain_deadline <= now())
            ORDER BY controller_id
            LIMIT @batch
            FOR NO KEY UPDATE SKIP LOCKED
        )
        UPDATE meeting_controller_load AS l
        SET health = 'unhealthy'
        FROM stale
        WHERE l.controller_id = stale.controller_id
        """, Role = "darktower_jobs")]
    private static partial Task<int> MarkStaleControllersAsync(Database database, long batch, CancellationToken cancellationToken);
}
