using System.Diagnostics;
using Microsoft.Extensions.Hosting;

namespace DarkTower.DemoLoad;

/// <summary>
/// Begins journeys at the rate, at most <see cref="MostAtOnce"/> at once: what cannot begin in its turn is left out, not queued.
/// </summary>
internal sealed class LoadLoop(DemoLoadOptions options, Journey journey, Tally tally) : BackgroundService
{
    private const int MostAtOnce = 64;

    private readonly SemaphoreSlim _places = new(MostAtOnce, MostAtOnce);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var lines = ReportAsync(stoppingToken);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1 / options.Rate));
        try
        {
            do
            {
                if (_places.Wait(0, CancellationToken.None)) _ = TravelAsync(stoppingToken);
                else tally.Skipped();
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // Whoever is inside leaves first.
            var patience = new CancellationTokenSource(TimeSpan.FromSeconds(6)).Token;
            for (var i = 0; i < MostAtOnce; i++) await _places.WaitAsync(patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await lines;
        Console.WriteLine(tally.TakeLine());
    }

    private async Task TravelAsync(CancellationToken cancel)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            await journey.RunAsync(cancel);
            tally.Done(Stopwatch.GetElapsedTime(started));
        }
        catch (Exception failure)
        {
            if (!cancel.IsCancellationRequested) tally.Failed(failure is RefusedException refused ? refused.Code : failure.GetType().Name);
        }
        finally
        {
            _places.Release();
        }
    }

    private async Task ReportAsync(CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(10));
        try
        {
            while (await timer.WaitForNextTickAsync(cancel)) Console.WriteLine(tally.TakeLine());
        }
        catch (OperationCanceledException)
        {
            // The last line comes when the last journey has ended.
        }
    }
}
