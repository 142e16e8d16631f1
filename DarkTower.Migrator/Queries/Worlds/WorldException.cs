namespace DarkTower.Migrator.Queries.Worlds;

/// <summary>A table cannot be given rows.</summary>
internal sealed class WorldException(WorldTable table, string why, Exception? inner = null)
    : Exception($"Table {table.Name} cannot be given rows: {why}.", inner);
