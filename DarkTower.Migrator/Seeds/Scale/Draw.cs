namespace DarkTower.Migrator.Seeds.Scale;

/// <summary>
/// Random numbers that are a function of what they are drawn for (SplitMix64), so any row can be made again without the others.
/// </summary>
internal struct Draw(long randomSeed, Draw.For what, long index)
{
    private const ulong Step = 0x9e3779b97f4a7c15;

    private ulong _state = Mix((ulong)randomSeed * Step + (ulong)what) ^ Mix((ulong)index);

    public enum For
    {
        Org = 1,
        User = 2,
        Meeting = 3,
        People = 4,
        Audit = 5,
    }

    /// <summary>One to one: different numbers stay different.</summary>
    public static ulong Mix(ulong value)
    {
        value += Step;
        value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9;
        value = (value ^ (value >> 27)) * 0x94d049bb133111eb;
        return value ^ (value >> 31);
    }

    public ulong Next() => Mix(_state += Step);

    /// <summary>From 0 to one below <paramref name="end"/>.</summary>
    public long Below(long end) => (long)Math.BigMul(Next(), (ulong)end, out _);

    /// <summary>A uuid v7 of that moment.</summary>
    public Uuid Id(Moment made) => new(
        ((ulong)made.UnixMilliseconds << 16) | 0x7000 | (Next() & 0x0fff),
        0x8000_0000_0000_0000 | (Next() >> 2));
}
