using System.Globalization;
using System.Text.RegularExpressions;
using DarkTower.Fixtures;

namespace DarkTower.Scale;

/// <summary>
/// How long statements waited for locks, from the server's own log: with log_lock_waits it says so of every wait that lasts longer than
/// deadlock_timeout, which is set to a millisecond. So shorter waits are known to be shorter, and none is missed as by sampling.
/// </summary>
internal sealed partial record LockWaits(int LongerThanMillisecond, double LongestMilliseconds)
{
    public const string Options = "-c log_lock_waits=on -c deadlock_timeout=1ms -c log_min_messages=log -c log_line_prefix=%d:";

    /// <summary>Makes one session wait for another, and throws when the log does not say so: then it would count nothing at all.</summary>
    public static async Task ProveAsync(ScaleDatabase database, Func<string> log)
    {
        var before = Count(log());
        var holding = database.QueryAsync("BEGIN; LOCK TABLE users IN SHARE MODE; SELECT pg_sleep(0.2)::text; COMMIT");
        await Wait.UntilAsync(async () => (await database.QueryAsync("""
            SELECT count(*)
            FROM pg_locks
            WHERE relation = 'users'::regclass AND mode = 'ShareLock' AND granted
            """))[0] != "0" || holding.IsCompleted, "the lock being held");
        await Task.WhenAll(holding, database.QueryAsync("BEGIN; LOCK TABLE users IN EXCLUSIVE MODE; COMMIT; SELECT 'had it'"));
        await Wait.UntilAsync(() => Count(log()) > before, "the server's log of a wait for a lock", TimeSpan.FromSeconds(5));
    }

    public static LockWaits In(string log, int before) => Of(Waits(log).Skip(before));

    public static int Count(string log) => Waits(log).Count();

    private static LockWaits Of(IEnumerable<double> waits)
    {
        var all = waits.ToList();
        return new LockWaits(all.Count, all.DefaultIfEmpty().Max());
    }

    private static IEnumerable<double> Waits(string log) => Acquired().Matches(log)
        .Select(match => double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));

    [GeneratedRegex(@"acquired \w+ on .* after ([0-9.]+) ms")]
    private static partial Regex Acquired();
}
