namespace DarkTower.GcDatabase.Jobs;

internal static class Batches
{
    /// <summary>Each batch is a transaction of its own. A full one says that there may be more; other replicas skip what it holds.</summary>
    public static async Task<long> DrainAsync(int size, Func<Task<long>> batch)
    {
        for (var total = 0L; ;)
        {
            var rows = await batch();
            total += rows;
            if (rows < size) return total;
        }
    }

    /// <summary>Keys for the trail's rows of a batch: ordered by the time they were made, as everywhere.</summary>
    public static Guid[] AuditIds(int size, TimeProvider time)
    {
        var ids = new Guid[size];
        foreach (ref var id in ids.AsSpan()) id = Infrastructure.Id.New(time);
        return ids;
    }
}
