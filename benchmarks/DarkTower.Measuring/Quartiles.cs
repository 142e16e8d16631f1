using System.Globalization;

namespace DarkTower.Measuring;

/// <summary>First quartile, median and third quartile of what the rounds gave.</summary>
public readonly record struct Quartiles(double Lower, double Median, double Upper)
{
    public static Quartiles Of(IEnumerable<double> values)
    {
        List<double> sorted = [.. values.Order()];
        return new Quartiles(Quantile(sorted, 0.25), Quantile(sorted, 0.5), Quantile(sorted, 0.75));
    }

    /// <summary>Between two values it interpolates.</summary>
    public static double Quantile(IReadOnlyList<double> sorted, double share)
    {
        if (sorted.Count == 0)
            return double.NaN;
        var at = share * (sorted.Count - 1);
        var below = (int)at;
        return below + 1 < sorted.Count ? sorted[below] + ((at - below) * (sorted[below + 1] - sorted[below])) : sorted[below];
    }

    /// <summary>Median [first, third quartile].</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Median:0.00} [{Lower:0.00}, {Upper:0.00}]");
}
