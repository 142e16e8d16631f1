using DarkTower.Migrator.Seeds.Scale;

namespace DarkTower.Migrator.Tests.Seeds.Scale;

public sealed class SeedProgressTests
{
    [Fact]
    public void The_line_says_rows_share_speed_and_time_left() => Assert.Equal(
        "1,500,000 of 6,000,000 rows, 25 %, 50,000 rows/s, 1:30 left", SeedProgress.Line(1_500_000, 6_000_000, TimeSpan.FromSeconds(30)));

    [Fact]
    public void A_terminal_has_one_line_that_is_written_anew_and_removed_at_the_end()
    {
        using var output = new StringWriter();
        var progress = new SeedProgress(output, terminal: true);
        progress.Expect(10);

        progress.Add(1);
        progress.End();

        var lines = output.ToString().Split('\r');
        Assert.Equal(4, lines.Length);
        Assert.StartsWith("1 of 10 rows, 10 %, ", lines[1]);
        Assert.Equal(("", new string(' ', lines[1].Length), ""), (lines[0], lines[2], lines[3]));
    }
}
