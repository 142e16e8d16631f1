namespace DarkTower.Migrator.Running;

/// <summary>
/// A statement that waits for a table makes whoever comes behind it wait too: it waits shortly, gives way, and comes back at another moment
/// than others do, a bounded number of times.
/// </summary>
internal static class LockRetry
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>
    /// An autovacuum gives way to whom it blocks after deadlock_timeout, a second; a shorter wait never sees that. And a wait that long can
    /// make a service's statement the victim of a deadlock, where a shorter one has the migration give way first. So it is for the last
    /// attempts.
    /// </summary>
    private static readonly TimeSpan AutovacuumGivesWay = TimeSpan.FromSeconds(1.2);

    public static Task RunAsync(Settings settings, TextWriter output, Func<Task> work, CancellationToken cancellation) =>
        RunAsync(settings, output, _ => work(), cancellation);

    /// <param name="settings">How often, and how long at first.</param>
    /// <param name="output">Told of every attempt that failed.</param>
    /// <param name="work">Given the lock timeout of this attempt.</param>
    /// <param name="cancellation">Ends the pauses too.</param>
    public static async Task RunAsync(
        Settings settings, TextWriter output, Func<TimeSpan, Task> work, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var last = 2 * attempt > settings.LockAttempts && settings.LockTimeout < AutovacuumGivesWay;
                await work(last ? AutovacuumGivesWay : settings.LockTimeout);
                return;
            }
            catch (Refusal refusal) when (refusal.ExitCode == ExitCode.LockTimeout && attempt < settings.LockAttempts)
            {
                var pause = 0.1 * Math.Pow(2, attempt - 1) * (1 + Random.Shared.NextDouble());
                pause = Math.Min(pause, Longest.TotalSeconds * (0.5 + Random.Shared.NextDouble()));
                await output.WriteLineAsync($"again in {pause:0.0} s: {refusal.Message}");
                await Task.Delay(TimeSpan.FromSeconds(pause), cancellation);
            }
        }
    }
}
