namespace DarkTower.Migrator.Running;

/// <summary>
/// A statement that waits for a table makes whoever comes behind it wait too: it waits shortly, gives way, and comes back at another moment
/// than others do, a bounded number of times.
/// </summary>
internal static class LockRetry
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(
        Settings settings, TextWriter output, Func<Task> work, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await work();
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
