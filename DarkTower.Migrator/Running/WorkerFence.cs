using System.Diagnostics;
using Npgsql;

namespace DarkTower.Migrator.Running;

/// <summary>
/// The migration lock goes with the control connection, at once when a migrator is killed; the statement it was executing goes on for up
/// to a second. Every working connection therefore holds a second lock, shared, and who takes the first waits until nobody has the second.
/// </summary>
internal static class WorkerFence
{
    // "DarkTowk" in ASCII.
    private const string Key = "x'4461726b546f776b'::bigint";

    /// <summary>For the rest of the transaction.</summary>
    public const string Hold = $"SELECT pg_advisory_xact_lock_shared({Key})";

    /// <summary>For the rest of the session.</summary>
    public const string HoldInSession = $"SELECT pg_advisory_lock_shared({Key})";

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Progress = TimeSpan.FromSeconds(5);

    public static async Task WaitAsync(NpgsqlConnection control, Settings settings, TextWriter output, CancellationToken cancellation)
    {
        var waited = Stopwatch.StartNew();
        var nextLine = Progress / 5;
        // Taken and given back at once, and never waited for with a statement of its own: that would be an old snapshot.
        while (await control.ValueAsync($"SELECT pg_try_advisory_lock({Key})", cancellation) is not true)
        {
            if (waited.Elapsed >= settings.LockWait)
            {
                throw new Refusal(ExitCode.LockTimeout,
                    $"What a killed migrator left running has not ended after {waited.Elapsed.TotalSeconds:0.0} s; nothing was done.");
            }
            if (waited.Elapsed >= nextLine)
            {
                await output.WriteLineAsync("waiting for what a killed migrator left running");
                nextLine = waited.Elapsed + Progress;
            }
            await Task.Delay(Poll, cancellation);
        }
        await control.ExecuteAsync($"SELECT pg_advisory_unlock({Key})", cancellation);
    }
}
