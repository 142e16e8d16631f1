namespace DarkTower.McState.Infrastructure;

/// <summary>What an answer promises of the change it reports.</summary>
internal static class Durability
{
    /// <summary>In the store's memory: lost if the store fails before it has written or copied it.</summary>
    public const string Memory = "memory";

    /// <summary>In PostgreSQL first: the generation of a claim is never given twice, whatever happens to the store.</summary>
    public const string Stored = "stored";
}
