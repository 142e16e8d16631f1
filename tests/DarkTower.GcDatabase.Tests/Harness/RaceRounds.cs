using System.Globalization;

namespace DarkTower.GcDatabase.Tests.Harness;

/// <summary>How often a race is run: DARKTOWER_TEST_RACE_ROUNDS, 100 when that is not set.</summary>
public static class RaceRounds
{
    public const int Clients = 32;

    public static int Count { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("DARKTOWER_TEST_RACE_ROUNDS"), CultureInfo.InvariantCulture, out var rounds) ? rounds : 100;
}
