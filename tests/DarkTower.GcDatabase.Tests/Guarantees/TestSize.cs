using System.Globalization;

namespace DarkTower.GcDatabase.Tests.Guarantees;

/// <summary>How much a random test does, and from which seed: a failed one says its seed and runs again with it.</summary>
internal static class TestSize
{
    /// <summary><c>DARKTOWER_TEST_SEED</c>, or a new one.</summary>
    public static int Seed { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("DARKTOWER_TEST_SEED"), CultureInfo.InvariantCulture, out var given)
            ? given
            : Random.Shared.Next(1, 1_000_000);

    /// <summary><c>DARKTOWER_TEST_CALLS</c>, or what fits a run of the whole suite.</summary>
    public static int Calls(int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable("DARKTOWER_TEST_CALLS"), CultureInfo.InvariantCulture, out var given) ? given : usual;
}
