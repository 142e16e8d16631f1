using DarkTower.Migrator.Running;

namespace DarkTower.Migrator.Tests.Running;

public sealed class RateTests
{
    [Fact]
    public void What_is_counted_is_shown_with_its_share_speed_and_time_left_and_without_an_estimate_without_them()
    {
        var rate = new Rate();
        Assert.Equal("100 of about 1,000,000 rows (0 %)", rate.Describe(100, 1_000_000, "rows"));
        Assert.Matches(
            @"^500,100 of about 1,000,000 rows \(50 %\), [\d,]+/s, about 0:00:\d\d left$", rate.Describe(500_100, 1_000_000, "rows"));
        Assert.Matches(@"^1,200,000 rows, [\d,]+/s$", rate.Describe(1_200_000, 1_000_000, "rows"));
        Assert.Equal("7 blocks", new Rate().Describe(7, null, "blocks"));
    }
}
