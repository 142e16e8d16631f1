using System.Diagnostics;

namespace DarkTower.SeedScale;

/// <summary>Rows a second of the one table and of all together.</summary>
internal sealed record Measured(double Participants, double All)
{
    public const string Table = "participants";

    public static async Task<Measured> OfAsync(Func<Task<(long Rows, long Participants, TimeSpan ParticipantsTime)>> fill)
    {
        var time = Stopwatch.StartNew();
        var (rows, participants, participantsTime) = await fill();
        return new Measured(participants / participantsTime.TotalSeconds, rows / time.Elapsed.TotalSeconds);
    }
}

internal sealed record Round(Measured Seed, Measured Plain, Measured PlainAgain, Measured SeedAgain);
