using DarkTower.Migrator.Review.Observing;

namespace DarkTower.Migrator.Review.Hazards;

/// <summary>Partitions attached, made and detached.</summary>
internal static class PartitionHazards
{
    public static IEnumerable<Finding> In(Change change, Step step)
    {
        foreach (var partition in step.After.Relations.Values.Where(relation => relation.IsPartition && change.IsLive(relation.Parent)))
        {
            var (parent, isNew) = (change.NameOf(partition.Parent), !step.Before.Relations.TryGetValue(partition.Id, out var before));
            if (isNew && step.LockOn(partition.Parent) == LockLevel.AccessExclusive)
                yield return Catalogue.Of("lock.partition-create-parent").In(change, step, parent, partition.Name);
            if (!isNew && !before!.IsPartition && step.Scanned(partition.Id) && change.IsLive(partition))
                yield return Catalogue.Of("lock.partition-attach-scan").In(change, step, partition.Name);
            if (isNew || !before!.IsPartition)
            {
                foreach (var other in step.Before.Relations.Values.Where(relation =>
                    relation.IsDefaultPartition && relation.Parent == partition.Parent && step.Scanned(relation.Id)))
                    yield return Catalogue.Of("lock.partition-default-scan").In(change, step, other.Name);
            }
        }
        foreach (var partition in step.Before.Relations.Values.Where(relation => relation.IsPartition && change.IsLive(relation.Parent)))
        {
            if (step.After.Relations.TryGetValue(partition.Id, out var after) && !after.IsPartition
                && step.LockOn(partition.Parent) == LockLevel.AccessExclusive)
                yield return Catalogue.Of("lock.partition-detach").In(change, step, change.NameOf(partition.Parent), partition.Name);
        }
    }
}
