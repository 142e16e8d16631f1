using System.ComponentModel.DataAnnotations;

namespace DarkTower.DemoLoad;

internal sealed record DemoLoadOptions
{
    public const string Section = "DemoLoad";

    /// <summary>Journeys begun per second.</summary>
    [Range(0.1, 1000)]
    public double Rate { get; init; } = 2;
}
