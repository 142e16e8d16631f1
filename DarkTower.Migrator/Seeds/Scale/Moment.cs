namespace DarkTower.Migrator.Seeds.Scale;

/// <summary>A time as PostgreSQL sends it: microseconds since 2000.</summary>
internal readonly record struct Moment(long Microseconds)
{
    public const long Second = 1_000_000;
    public const long Minute = 60 * Second;
    public const long Day = 24 * 60 * Minute;

    private static readonly DateOnly Epoch = new(2000, 1, 1);
    private static readonly long EpochUnixMilliseconds = new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    public long UnixMilliseconds => EpochUnixMilliseconds + Microseconds / 1000;

    public static Moment Of(DateOnly day) => new((day.DayNumber - Epoch.DayNumber) * Day);

    public static Moment operator +(Moment moment, long microseconds) => new(moment.Microseconds + microseconds);

    public static long operator -(Moment end, Moment start) => end.Microseconds - start.Microseconds;
}

internal readonly record struct Uuid(ulong High, ulong Low)
{
    public static Uuid None => default;
}
