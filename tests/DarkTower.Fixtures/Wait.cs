using System.Diagnostics;

namespace DarkTower.Fixtures;

/// <summary>Waits for a condition with a deadline; never for a time to pass.</summary>
public static class Wait
{
    /// <exception cref="TimeoutException">The condition did not hold in time; the message says what was waited for and the last failure.</exception>
    public static async Task UntilAsync(Func<Task<bool>> condition, string what, TimeSpan? deadline = null)
    {
        var limit = deadline ?? TimeSpan.FromSeconds(60);
        var clock = Stopwatch.StartNew();
        Exception? last = null;
        while (clock.Elapsed < limit)
        {
            try
            {
                if (await condition())
                {
                    return;
                }
            }
            catch (Exception e)
            {
                last = e;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(25));
        }

        throw new TimeoutException($"Not within {limit.TotalSeconds:0.#} s: {what}. {last?.Message}");
    }

    public static Task UntilAsync(Func<bool> condition, string what, TimeSpan? deadline = null) =>
        UntilAsync(() => Task.FromResult(condition()), what, deadline);
}
